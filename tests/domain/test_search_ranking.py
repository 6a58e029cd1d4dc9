"""The order of what a search finds."""

import pytest

from blueprint.domain.search import TermMatcher, WordMatch, indexed_words, join_forms
from blueprint.domain.search_query import parse_query
from blueprint.domain.search_ranking import Candidate, PassageKind, rank, rank_by_count, shortest_span

TITLE, HEADING, TEXT = PassageKind


def order(query: str, *passages: tuple[PassageKind, str, str]) -> list[int]:
    """The places of the passages (kind, text, words above), the best first."""
    matcher = TermMatcher(parse_query(query, ["en"]))
    candidates = [Candidate(at, kind, joined(own), joined(above)) for at, (kind, own, above) in enumerate(passages)]
    return rank(candidates, matcher)


def joined(text: str) -> str:
    return join_forms(indexed_words(text, "en"))


def test_a_title_is_before_a_heading_before_a_text() -> None:
    assert order("water", (TEXT, "water", ""), (HEADING, "water", ""), (TITLE, "water for all", "")) == [2, 1, 0]


def test_the_word_itself_is_before_its_forms_before_longer_words() -> None:
    assert order("waters", (TEXT, "watersheds", ""), (TEXT, "water", ""), (TEXT, "waters", "")) == [2, 1, 0]


def test_more_often_and_in_fewer_words_is_better() -> None:
    long = "water " + "and more " * 60
    assert order("water", (TEXT, long, ""), (TEXT, "water flows", ""), (TEXT, "water is water", "")) == [2, 1, 0]


def test_close_is_before_far_and_in_order_before_the_other_way() -> None:
    far, swapped, near = "clean rivers have some water", "water clean is what here", "clean water is what here"
    assert order("clean water", (TEXT, far, ""), (TEXT, swapped, ""), (TEXT, near, "")) == [2, 1, 0]


def test_every_term_has_to_be_there_and_one_of_them_in_the_passage() -> None:
    above, nowhere = (TEXT, "prices", "water"), (TEXT, "prices", "")
    passages = [above, nowhere, (TEXT, "meters", "water prices"), (TEXT, "water prices", "")]
    assert order("water prices", *passages) == [3, 0]
    assert order('"water prices"', *passages) == [3]


def test_equal_passages_keep_their_order() -> None:
    assert order("water", *[(TEXT, "water", "")] * 3) == [0, 1, 2]


def test_the_passage_with_the_most_terms_is_first_by_count() -> None:
    matcher = TermMatcher(parse_query("clean drinking water", ["en"]))
    texts = ["water water water", "clean air", "clean water"]
    assert rank_by_count([Candidate(at, TEXT, joined(text), "") for at, text in enumerate(texts)], matcher) == [2, 0, 1]


@pytest.mark.parametrize(
    ("places", "span"),
    [
        ("a", (0, 0)),
        ("a.....ab", (6, 7)),
        ("ab....ab", (0, 1)),
        ("a..b.a.c..cab", (10, 12)),
        ("aaab", (2, 3)),
    ],
)
def test_the_shortest_span_has_every_term_that_there_is(places: str, span: tuple[int, int]) -> None:
    matches = [WordMatch(at, "abc".index(term), 1.0) for at, term in enumerate(places) if term != "."]
    found = shortest_span(matches)
    assert (found[0].at, found[-1].at) == span
