"""Notes on published editions: who may, what is refused, what stays as it was."""

import pytest

from blueprint.domain.editions import EditionState
from blueprint.domain.errata import ErratumKind
from blueprint.domain.errors import Invalid, NotAllowed, NotFound, NotSignedIn, TooLarge
from blueprint.services.convenings import convenings
from blueprint.services.library import catalogue
from blueprint.services.publishing import editions, errata
from tests.factories import Scene
from tests.services.editions import adopted, collected, published_alone

ERRATUM = ErratumKind.ERRATUM


def facts(scene: Scene) -> list[str]:
    events = convenings.list_events(scene.workbench, scene["convenor"], scene.convening.id)
    return [event.fact.value for event in events]


def test_an_editor_puts_a_note_on_and_takes_it_back(scene: Scene) -> None:
    bench, edition = scene.workbench, published_alone(scene)
    note = errata.add_erratum(
        bench, scene["editor"], edition.id, kind=ErratumKind.SUPERSEDED, body=" Read the new law. ", chapter=1,
        successor="https://law.example/new",
    )  # fmt: skip
    assert (note.body, note.chapter, note.withdrawn_at) == ("Read the new law.", 1, None)
    assert errata.list_errata(bench, scene["observer"], edition.collection_id) == (note,)
    assert catalogue.read_edition(bench, "water-for-all", 1)[1] == edition
    for _ in range(2):
        errata.withdraw_erratum(bench, scene["convenor"], note.id)
    (kept,) = errata.list_errata(bench, scene["editor"], edition.collection_id)
    assert kept.withdrawn_at
    assert facts(scene)[:2] == ["note on an edition taken back", "note put on an edition"]


@pytest.mark.parametrize("who", ["author", "reviewer", "observer"])
def test_others_may_not(scene: Scene, who: str) -> None:
    edition = published_alone(scene)
    note = errata.add_erratum(scene.workbench, scene["editor"], edition.id, kind=ERRATUM, body="It is 60.")
    with pytest.raises(NotAllowed):
        errata.add_erratum(scene.workbench, scene[who], edition.id, kind=ERRATUM, body="No.")
    with pytest.raises(NotAllowed):
        errata.withdraw_erratum(scene.workbench, scene[who], note.id)


def test_strangers_learn_nothing(scene: Scene) -> None:
    edition = published_alone(scene)
    for actor_id, error in ((None, NotSignedIn), (scene["outsider"], NotFound)):
        with pytest.raises(error):
            errata.add_erratum(scene.workbench, actor_id, edition.id, kind=ERRATUM, body="No.")
        with pytest.raises(error):
            errata.list_errata(scene.workbench, actor_id, edition.collection_id)
    with pytest.raises(NotFound):
        errata.withdraw_erratum(scene.workbench, scene["editor"], "none")
    with pytest.raises(NotFound):
        errata.add_erratum(scene.workbench, scene["editor"], "none", kind=ERRATUM, body="No.")


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "//evil.example", "/library/x", "https://", "ftp://x.example", "https://[::1", "x" * 501],
)
def test_a_link_is_a_web_address(sqlite_scene: Scene, address: str) -> None:
    edition = published_alone(sqlite_scene)
    with pytest.raises((Invalid, TooLarge)):
        errata.add_erratum(
            sqlite_scene.workbench, sqlite_scene["editor"], edition.id, kind=ERRATUM, body="No.", successor=address
        )


@pytest.mark.parametrize(("body", "chapter"), [("", 0), ("  ", 0), ("Yes.", 2), ("Yes.", -1), ("x" * 5_001, 0)])
def test_a_note_needs_words_and_a_chapter_that_exists(sqlite_scene: Scene, body: str, chapter: int) -> None:
    edition = published_alone(sqlite_scene)
    with pytest.raises(Invalid):
        errata.add_erratum(
            sqlite_scene.workbench, sqlite_scene["editor"], edition.id, kind=ERRATUM, body=body, chapter=chapter
        )


def test_an_unpublished_edition_has_no_notes(scene: Scene) -> None:
    collection = collected(scene, adopted(scene, scene.proposal()))
    waiting = editions.publish_edition(scene.workbench, scene["editor"], collection)
    assert waiting.state is not EditionState.PUBLISHED
    with pytest.raises(Invalid, match="not out yet"):
        errata.add_erratum(scene.workbench, scene["editor"], waiting.id, kind=ERRATUM, body="No.")
