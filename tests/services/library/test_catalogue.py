"""What is public: known at once, read once."""

from typing import Any

import pytest
from sqlalchemy import event

from blueprint.domain.catalogue import person_key
from blueprint.domain.errata import ErratumKind
from blueprint.domain.errors import NotFound
from blueprint.domain.published_editions import first_words
from blueprint.services.library import catalogue, reading
from blueprint.services.publishing import completion, editions, errata
from tests.factories import Scene
from tests.services.editions import adopted, collected, published, published_alone


def statements(scene: Scene) -> list[str]:
    """What is asked of the database from now on."""
    asked: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        asked.append(statement)

    event.listen(scene.workbench.database.engine, "before_cursor_execute", note)
    return asked


def test_nothing_is_public_before_it_is_published(scene: Scene) -> None:
    adopted(scene, scene.proposal())
    assert catalogue.list_collections(scene.workbench) == ()
    with pytest.raises(NotFound):
        catalogue.read_collection(scene.workbench, "ground-water")


def test_what_is_new_is_seen_at_once_and_read_once(scene: Scene) -> None:
    first = published_alone(scene, title="Wells")
    assert [v.id for v in catalogue.list_collections(scene.workbench)] == [first.id]
    asked = statements(scene)
    for _ in range(3):
        catalogue.list_collections(scene.workbench)
    assert not [statement for statement in asked if "chapters" in statement]
    collection = collected(scene, adopted(scene, scene.proposal()), title="Rivers")
    second = editions.publish_edition(scene.workbench, scene["editor"], collection)
    completion.finish_edition(scene.workbench, second.id, ())
    asked.clear()
    assert [v.id for v in catalogue.list_collections(scene.workbench)] == [second.id, first.id]
    assert len([statement for statement in asked if "chapters" in statement]) == 1


def test_a_recent_catalogue_is_returned_without_a_query(scene: Scene) -> None:
    published_alone(scene)
    cached = catalogue.catalogue(scene.workbench)
    asked = statements(scene)
    assert catalogue.catalogue(scene.workbench, max_age=60) is cached
    assert asked == []


def test_an_edition_lists_its_contents(scene: Scene) -> None:
    published = published_alone(scene)
    (edition,) = catalogue.list_collections(scene.workbench)
    (entry,) = edition.entries
    assert (entry.title, entry.contributors) == ("Water for all", ("Author",))
    assert entry.excerpt == "Every household has a right to fifty litres of clean water a day, free of charge."
    assert edition.permalink_of(entry) == f"{published.permalink}/1"
    assert edition.entry(0) is None
    assert edition.entry(2) is None


def test_an_excerpt_has_neither_footnote_marks_nor_link_labels(scene: Scene) -> None:
    published_alone(scene, "Water[^1] is [ours][x].\n\n[^1]: A note.\n\n[x]: https://law.example\n")
    (edition,) = catalogue.list_collections(scene.workbench)
    assert edition.entries[0].excerpt == "Water is ours."


def test_contributors_and_their_proposals(scene: Scene) -> None:
    one = adopted(scene, scene.proposal(title="One"))
    two = adopted(scene, scene.proposal(who="colleague", title="Two"))
    published(scene, collected(scene, one, two, title="Both"))
    published(scene, collected(scene, two, title="One of them"))
    people = catalogue.catalogue(scene.workbench).people
    assert {key: [c.entry.title for c in theirs] for key, (_, theirs) in people.items()} == {
        "author": ["One"],
        "colleague": ["Two"],
    }
    assert people["colleague"][1][0].edition.title == "One of them"


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Amina Diallo", "amina-diallo"),
        ("  amina  DIALLO ", "amina-diallo"),
        ("سلمى حدادين", "سلمى-حدادين"),
        ("தமிழ்ச்செல்வி", "தமிழ்ச்செல்வி"),
        ("../../etc", "etc"),
    ],
)
def test_names_in_addresses(name: str, key: str) -> None:
    assert person_key(name) == key


def test_a_name_without_letters_has_an_address_too() -> None:
    assert person_key("!!!") != person_key("???")
    assert person_key("!!!").isalnum()


def test_first_words_end_at_a_word() -> None:
    assert first_words(["", "  ", "a b"]) == "a b"
    assert first_words(["word " * 100]).endswith("word…")


def test_a_short_first_line_goes_on_with_what_follows_it() -> None:
    long = "Recognising that medicines are made of what all have learned together,"
    assert (
        first_words(["The States Parties to this Treaty,", long, "More."])
        == f"The States Parties to this Treaty, {long}"
    )
    assert first_words([long, "More."]) == long
    assert len(first_words(["x" * 500])) == 201


def test_a_chapter_is_made_into_html_once(sqlite_scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    published_alone(sqlite_scene)
    (edition,) = catalogue.list_collections(sqlite_scene.workbench)
    _, first = reading.read_chapter(sqlite_scene.workbench, edition, 1)
    assert first
    assert 'class="numbered"' in first
    monkeypatch.setattr("blueprint.services.library.reading.chapter_html", lambda *_, **__: pytest.fail("made again"))
    assert reading.read_chapter(sqlite_scene.workbench, edition, 1)[1] == first
    with pytest.raises(NotFound):
        reading.read_chapter(sqlite_scene.workbench, edition, 2)


def test_notes_change_what_is_public(scene: Scene) -> None:
    edition = published_alone(scene)
    before = catalogue.catalogue(scene.workbench)
    note = errata.add_erratum(scene.workbench, scene["editor"], edition.id, kind=ErratumKind.ERRATUM, body="It is 60.")
    after = catalogue.catalogue(scene.workbench)
    assert after.stamp != before.stamp
    assert [n.body for n in after.errata_on(after.editions[0])] == ["It is 60."]
    assert after.editions[0] is before.editions[0]
    errata.withdraw_erratum(scene.workbench, scene["editor"], note.id)
    assert catalogue.catalogue(scene.workbench).errata == ()
