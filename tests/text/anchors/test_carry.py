"""Carrying quotations to a newer revision."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blueprint.text import CarriedQuote, QuoteStatus, carry, compare, find_quote, quote
from tests.text.strategies import anything, histories

LONG = "Every municipality shall publish its budget before the end of March and explain each item in plain language."
OTHER = "Rivers and forests have standing before the courts, and guardians chosen by lot speak for them."
THIRD = "Housing is built by cooperatives that own the land in common and never sell it."
TEXT = f"{LONG}\n\n{OTHER}\n\n{THIRD}"


def carried(exact: str, new: str, old: str = TEXT) -> CarriedQuote:
    start = old.index(exact)
    return carry(quote(old, start, start + len(exact)), compare(old, new))


@given(st.data(), st.one_of(st.tuples(anything, anything), histories(1).map(tuple)))
def test_a_quotation_is_carried_into_the_new_text_or_gone(data: st.DataObject, pair: tuple[str, str]) -> None:
    old, new = pair
    start = data.draw(st.integers(0, len(old)))
    end = data.draw(st.integers(start, len(old)))
    found = carry(quote(old, start, end), compare(old, new))
    if found.status is QuoteStatus.GONE:
        assert found.start is found.end is found.paragraph is None
    else:
        assert found.start is not None
        assert new[found.start : found.end] == found.exact
        assert found.paragraph == found.near
    assert 0 <= found.near <= max(0, len(compare(old, new).new.paragraphs) - 1)


@given(st.data(), histories(0))
def test_a_quotation_is_unchanged_in_an_unchanged_text(data: st.DataObject, history: list[str]) -> None:
    [text] = history
    start = data.draw(st.integers(0, len(text)))
    found = carry(quote(text, start, data.draw(st.integers(start, len(text)))), compare(text, text))
    assert found.status in (QuoteStatus.UNCHANGED, QuoteStatus.GONE)
    if found.start is not None:
        assert start <= found.start


def test_words_in_a_paragraph_that_moved() -> None:
    found = carried("own the land", f"{THIRD}\n\n{LONG}\n\n{OTHER}")
    assert (found.status, found.exact, found.paragraph) == (QuoteStatus.MOVED, "own the land", 0)


def test_words_beside_an_edit_are_unchanged() -> None:
    found = carried("end of March", TEXT.replace("shall publish", "publishes"))
    assert (found.status, found.exact) == (QuoteStatus.UNCHANGED, "end of March")


def test_words_that_were_edited() -> None:
    found = carried("before the end of March", TEXT.replace("March", "April"))
    assert (found.status, found.exact, found.method) == (QuoteStatus.EDITED, "before the end of April", "word map")


def test_words_that_are_gone_are_shown_where_they_were() -> None:
    found = carried("guardians chosen by lot", f"{LONG}\n\n{THIRD}")
    assert (found.status, found.start, found.exact, found.near) == (
        QuoteStatus.GONE,
        None,
        "guardians chosen by lot",
        0,
    )
    found = carried("guardians chosen by lot", TEXT.replace(", and guardians chosen by lot speak for them", ""))
    assert (found.status, found.near) == (QuoteStatus.GONE, 1)


def test_a_paragraph_that_was_split() -> None:
    old, new = f"{LONG} {OTHER}", f"{LONG}\n\n{OTHER}"
    assert carried(old, new, old).status is QuoteStatus.SPLIT
    assert carried("guardians chosen", new, old).paragraph == 1


def test_a_sentence_that_moved_to_another_paragraph() -> None:
    sentence = "Guardians chosen by lot speak for them."
    old = f"{LONG} {sentence}\n\n{THIRD}"
    found = carried(sentence, f"{LONG}\n\n{THIRD} {sentence}", old)
    assert (found.status, found.exact, found.paragraph) == (QuoteStatus.MOVED, sentence, 1)


def test_common_words_are_not_found_elsewhere() -> None:
    assert carried("the land in common", f"{LONG}\n\n{OTHER}\n\nWe like the land in spring.").status is QuoteStatus.GONE


def test_a_quotation_across_two_paragraphs() -> None:
    old = f"{LONG}\n\n{OTHER}"
    found = carried("plain language.\n\nRivers and", f"{THIRD}\n\n{old}", old)
    assert (found.status, found.exact) == (QuoteStatus.UNCHANGED, "plain language.\n\nRivers and")


def test_a_quotation_outside_the_text_is_refused() -> None:
    with pytest.raises(ValueError, match="outside"):
        quote("short", 2, 9)


def test_finding_a_quotation_by_its_context() -> None:
    source = "the law is here; the law is there"
    found = find_quote(source, "the law", "here; ", " is there")
    assert found is not None
    assert found.start == 17
    assert find_quote(source, "no law") is None
