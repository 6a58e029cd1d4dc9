"""The editor's check list names what to look at, and where."""

import pytest

from blueprint.publishing import Advance, Chapter, Contributor
from blueprint.publishing.limits import MOST_CHARACTERS
from blueprint.publishing.preflight import Finding, run_preflight
from tests.publishing.books import PRINCIPLES, book, chapter


def _found(chapter: Chapter, **fields: object) -> list[tuple[int | None, bool, str]]:
    return [(f.line, f.stops, f.sentence) for f in run_preflight(book(chapter, principles=(), **fields), {})]


def test_a_good_book_has_nothing_to_look_at() -> None:
    assert run_preflight(book(principles=PRINCIPLES[:1]), {}) == ()


@pytest.mark.parametrize("markdown", ["<div>\n<div>\n", "<!-- later -->\n", "---\na: b\n---\n", "\n"])
def test_a_text_of_which_nothing_is_printed_is_no_fault(markdown: str) -> None:
    assert all(finding.sentence.endswith(".") for finding in run_preflight(book(chapter(markdown)), {}))


def test_skipped_headings_and_dead_links_are_named_with_their_lines() -> None:
    text = "# A\n\n#### B\n\nSee [there](#nowhere), [here](#b) and [one](#p-1).\n"
    assert _found(chapter(text)) == [
        (3, False, "A heading of level 4 follows one of level 1."),
        (5, False, "The link to “#nowhere” leads nowhere."),
    ]


def test_what_would_be_refused_stops() -> None:
    assert _found(chapter("Fine.\n\n![x](images/none.png)"))[0][:2] == (3, True)
    for empty in (" ", "\ufeff", "\ufeff \n"):
        assert _found(chapter(empty))[0] == (None, True, "There is no text yet.")


def test_a_text_that_is_too_long_for_a_file_stops() -> None:
    (found,) = run_preflight(book(chapter("a" * (MOST_CHARACTERS + 1)), chapter("Fine."), principles=()), {})
    assert (found.chapter, found.stops) == (1, True)
    assert found.sentence == "This text has 1,000,001 characters and 0 lines; there is room for 1,000,000 and 100,000."
    assert found.remedy == "Divide it into several texts."


def test_all_that_stops_is_named_at_once_and_then_the_rest_is_looked_at_too() -> None:
    text = "# A\n\n[x](javascript:1) ![x](images/none.png)\n\n![](images/none.png)\n\n#### B\n"
    assert [(line, stops) for line, stops, _ in _found(chapter(text))] == [
        (7, False),
        (3, True),
        (3, True),
        (5, True),
        (5, True),
    ]


def test_of_two_texts_with_one_title_the_second_is_meant() -> None:
    found = run_preflight(book(chapter("Fine."), chapter("[x](javascript:1)"), principles=()), {})
    assert [(f.chapter, f.line) for f in found] == [(2, 1)]


def test_the_foreword_is_looked_at_too() -> None:
    foreword = "Well.\n\n[x](javascript:1) [y](#nowhere)\n\nA sign: \U00013000\n"
    found = run_preflight(book(chapter("Fine."), principles=(), foreword=foreword), {})
    assert [(f.file, f.chapter, f.line, f.stops) for f in found] == [
        ("Foreword", 0, 3, False),
        ("Foreword", 0, 3, True),
        ("Foreword", 0, 5, True),
    ]


def test_characters_without_a_glyph_are_named_wherever_they_are_printed() -> None:
    sign = "\U00013000"
    people = (Contributor(name=f"Nia {sign}"),)
    claims = (Advance(principle="just", rationale=sign),)
    odd = chapter("Fine.", title=f"Wells {sign}", contributors=people, advances=claims)
    named = "No font of ours has the character \U00013000 (U+13000 Egyptian Hieroglyph A001)"
    assert [sentence.removeprefix(named) for *_, sentence in _found(odd, title=sign)] == [
        " in its title.",
        " in the names of its contributors.",
        " in what it says of principles.",
        " in the collection's title or what stands with it.",
    ]


def test_every_character_without_a_glyph_is_named() -> None:
    lines = [(line, stops) for line, stops, _ in _found(chapter("A \U00013000.\n\nB \U00013001 \U00013000."))]
    assert lines == [(1, True), (3, True)]


def test_people_licence_and_principles_are_looked_at() -> None:
    unnamed = chapter("Text.", contributors=(Contributor(name=" "),))
    sentences = [sentence for *_, sentence in _found(unnamed, licence="")]
    assert sentences == ["Nobody is named as its author.", "No licence is named."]
    gaps = run_preflight(book(chapter("Text.")), {})
    assert gaps == (
        Finding(sentence="No proposal here advances Plural, Peaceful.", remedy="Tag those that do, or leave it so."),
    )


def test_every_formula_that_cannot_be_read_is_named_beside_other_faults() -> None:
    text = "[x](javascript:y)\n\nEins $\\foo{x}$ und $x^2$.\n\n- $\\bar{}{$ and $\\baz{y}$[^1]\n\n[^1]: $\\qux{z}$\n"
    found = [(each.line, each.sentence.split("”")[0]) for each in run_preflight(book(chapter(text)), {}) if each.stops]
    assert [line for line, _sentence in found] == [1, 3, 5, 5]  # a note is where it is cited
    assert [sentence.split("“")[1] for _line, sentence in found[1:]] == ["\\foo{x}", "\\baz{y}", "\\qux{z}"]
