"""The editor's check list names what to look at, and where."""

from blueprint.publishing import Chapter, Contributor
from blueprint.publishing.checklist import Finding, check_list
from tests.publishing.books import PRINCIPLES, book, chapter


def _found(chapter: Chapter, **fields: object) -> list[tuple[int | None, bool, str]]:
    return [(f.line, f.stops, f.sentence) for f in check_list(book(chapter, principles=(), **fields), {})]


def test_a_good_book_has_nothing_to_look_at() -> None:
    assert check_list(book(principles=PRINCIPLES[:1]), {}) == ()


def test_skipped_headings_and_dead_links_are_named_with_their_lines() -> None:
    text = "# A\n\n#### B\n\nSee [there](#nowhere), [here](#b) and [one](#p-1).\n"
    assert _found(chapter(text)) == [
        (3, False, "A heading of level 4 follows one of level 1."),
        (5, False, "The link to “#nowhere” leads nowhere."),
    ]


def test_what_would_be_refused_stops() -> None:
    assert _found(chapter("Fine.\n\n![x](images/none.png)"))[0][:2] == (3, True)
    assert _found(chapter(" "))[0] == (None, True, "There is no text yet.")


def test_every_character_without_a_glyph_is_named() -> None:
    lines = [(line, stops) for line, stops, _ in _found(chapter("A \U00013000.\n\nB \U00013001 \U00013000."))]
    assert lines == [(1, True), (3, True)]


def test_people_licence_and_principles_are_looked_at() -> None:
    unnamed = chapter("Text.", contributors=(Contributor(name=" "),))
    sentences = [sentence for *_, sentence in _found(unnamed, licence="")]
    assert sentences == ["Nobody is named as its author.", "No licence is named."]
    gaps = check_list(book(chapter("Text.")), {})
    assert gaps == (Finding(sentence="No proposal here advances Plural, Peaceful.", remedy="Tag it, or leave it so."),)
