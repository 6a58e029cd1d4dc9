"""The files that an edition has."""

import pytest

from blueprint.publishing import Format, Layout
from blueprint.services.publishing.edition_formats import edition_files, file_name

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
