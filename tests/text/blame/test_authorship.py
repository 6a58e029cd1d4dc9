"""Attributing words to revisions."""

from hypothesis import given
from hypothesis import strategies as st

from blueprint.text import AttributedSpan, attribute, split
from tests.text.strategies import anything, histories

LONG = "Every municipality shall publish its budget before the end of March and explain each item in plain language."
OTHER = "Rivers and forests have standing before the courts, and guardians chosen by lot speak for them."


@given(st.one_of(st.lists(anything, min_size=1, max_size=4), histories(3)))
def test_every_character_of_the_last_revision_is_someones(revisions: list[str]) -> None:
    found = attribute(revisions)
    texts = tuple("".join(span.text for span in spans) for spans in found.paragraphs)
    assert texts == tuple(paragraph.text for paragraph in split(revisions[-1]).paragraphs)
    assert all(0 <= span.revision < len(revisions) for spans in found.paragraphs for span in spans)


def test_an_edit_is_its_authors_and_the_rest_stays_the_first_ones() -> None:
    found = attribute([LONG, LONG.replace("March", "April")])
    before, after = LONG.split("March")
    assert found.paragraphs == ((AttributedSpan(0, before), AttributedSpan(1, "April"), AttributedSpan(0, after)),)


def test_words_keep_their_author_through_a_move_and_a_join() -> None:
    found = attribute([f"{LONG}\n\n{OTHER}", f"{OTHER}\n\n{LONG}", f"{OTHER} {LONG}"])
    assert {span.revision for span in found.paragraphs[0] if span.text.strip()} == {0}


def test_a_sentence_keeps_its_author_when_it_moves_to_another_paragraph() -> None:
    third = "Every school teaches how it was won."
    found = attribute([f"{LONG} {third}\n\n{OTHER}", f"{LONG}\n\n{OTHER} And so say we all: {third}"])
    assert found.paragraphs[1] == (
        AttributedSpan(0, OTHER),
        AttributedSpan(1, " And so say we all: "),
        AttributedSpan(0, third),
    )


def test_moving_a_paragraph_break_changes_no_author() -> None:
    first, second, third = LONG, OTHER, "The archive is open to all on every day of the week but one."
    found = attribute([f"{first} {second}\n\n{third}", f"{first}\n\n{second} {third}"])
    assert {span.revision for spans in found.paragraphs for span in spans if span.text.strip()} == {0}


def test_a_few_words_deleted_in_one_and_inserted_in_another_paragraph_are_the_inserters() -> None:
    found = attribute([f"{LONG} It is free.\n\n{OTHER}", f"{LONG}\n\n{OTHER} It is free."])
    assert found.paragraphs[1] == (AttributedSpan(0, OTHER), AttributedSpan(1, " It is free."))


def test_a_paragraph_that_comes_back_is_its_first_authors() -> None:
    found = attribute([f"{LONG}\n\n{OTHER}", LONG, f"{LONG}\n\n{OTHER}"])
    assert found.paragraphs == ((AttributedSpan(0, LONG),), (AttributedSpan(0, OTHER),))


def test_shares_of_people() -> None:
    shares = attribute(["one two", "one two\n\nthree"]).shares(["Ana", "Bo"])
    assert shares == {"Ana": 6 / 11, "Bo": 5 / 11}
    assert attribute([]).shares([]) == {}
