"""The files that an edition has."""

import pytest

from blueprint.domain.editions import EditionState
from blueprint.locales import gettext, using_language
from blueprint.publishing import Format, Layout
from blueprint.services.publishing import editions
from blueprint.services.publishing.edition_formats import edition_files, file_name, has_redline, steps
from tests.factories import Scene
from tests.services.editions import adopted, collected

FILES = edition_files(with_redline=True)


def test_every_format_has_a_file_and_a_media_type_and_every_file_a_name_of_its_own() -> None:
    assert {file.format for file in FILES} == {*Format}
    assert {file.kind for file in FILES} == {*Layout}
    assert all("/" in format.media_type for format in Format)
    assert len({file.key for file in FILES}) == len({file.name for file in FILES}) == len(FILES)
    assert all(file_name(file.key) == file.name for file in FILES)


@pytest.mark.parametrize(("key", "text"), [("pdf", "PDF"), ("large-print", "Large print"), ("djvu", "DJVU")])
def test_a_file_has_a_name_also_when_editions_no_longer_have_it(key: str, text: str) -> None:
    assert file_name(key).text == text


def test_proper_names_are_those_that_no_language_translates() -> None:
    with using_language("ar"):
        assert [gettext(file.name.text) == file.name.text for file in FILES] == [file.name.proper for file in FILES]


def test_one_file_after_the_other_is_built(sqlite_scene: Scene) -> None:
    collection = collected(sqlite_scene, adopted(sqlite_scene, sqlite_scene.proposal()))
    waiting = editions.publish_edition(sqlite_scene.workbench, sqlite_scene["editor"], collection)
    building = waiting.model_copy(update={"state": EditionState.BUILDING})
    assert {step.state for step in steps(waiting, with_redline=False)} == {"waiting"}
    assert [step.state for step in steps(building, with_redline=False)] == ["doing", *["waiting"] * 5]
    published = waiting.model_copy(update={"state": EditionState.PUBLISHED})
    second = waiting.model_copy(update={"number": 2})
    assert has_redline(second, [published, second])
    assert not has_redline(second, [waiting, second])
    assert not has_redline(published, [second.model_copy(update={"state": EditionState.PUBLISHED})])
