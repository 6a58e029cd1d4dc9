"""At which words a quotation is found again when there are several that could be meant, and beside what when it is gone."""

import pytest

from blueprint.text import CarriedQuote, QuoteStatus, carry, compare, quote

LONG = "Every municipality shall publish its budget before the end of March and explain each item in plain language."
OTHER = "Rivers and forests have standing before the courts, and guardians chosen by lot speak for them."
THIRD = "Housing is built by cooperatives that own the land in common and never sell it."
PRICES = "the council of users sets every price in public and writes down its reasons"


def carried(exact: str, old: str, new: str) -> CarriedQuote:
    start = old.index(exact)
    return carry(quote(old, start, start + len(exact)), compare(old, new))


def test_gone_words_are_shown_beside_the_part_of_a_split_paragraph_that_is_nearest() -> None:
    old = f"{LONG} {OTHER}\n\n{THIRD}"
    after = carried("own the land", old, f"{LONG}\n\n{OTHER}")
    assert (after.status, after.near) == (QuoteStatus.GONE, 1)
    within = carried("chosen by lot", old, f"{LONG}\n\n{OTHER.replace('guardians chosen by lot', 'judges')}\n\n{THIRD}")
    assert (within.status, within.near) == (QuoteStatus.GONE, 0)


@pytest.mark.parametrize(
    ("old", "new", "exact"),
    [
        ("Plan B is for the dry years.", "Plan AB is for the dry years.", "B"),
        ("In Wien liegt die Donau, a Fluss.", "In Wien liegt die Donau, da Fluss.", "a Fluss"),
        ("Город и река: в мае и летом.", "Город и река: лев мае и летом.", "в мае"),
    ],
)
def test_a_word_of_one_letter_is_not_found_at_the_end_of_a_longer_word(old: str, new: str, exact: str) -> None:
    found = carried(exact, f"{LONG}\n\n{old}", f"{LONG}\n\n{new}")
    assert found.exact != exact or found.status is QuoteStatus.GONE


def test_words_in_brackets_are_found_where_a_letter_is_before_the_bracket() -> None:
    old = f"{LONG}\n\nThe law (art of it) holds for all."
    found = carried("(art of it)", old, old.replace("law (art", "law(art"))
    assert (found.status, found.exact, found.method) == (QuoteStatus.UNCHANGED, "(art of it)", "same words")


def test_a_position_between_two_words_stays_there_when_words_before_it_are_edited() -> None:
    old = f"{LONG}\n\n{OTHER}"
    new = old.replace("Rivers and forests", "Rivers, lakes and all the forests")
    at = old.index("guardians") + len("guar")
    found = carry(quote(old, at, at), compare(old, new))
    assert (found.status, found.start, found.end) == (QuoteStatus.UNCHANGED, new.index("dians"), new.index("dians"))


def test_of_a_quotation_that_was_split_with_its_paragraph_and_separated_the_longer_part_counts() -> None:
    between = "A town where nobody knows of it has no budget, as its council has been told often enough by now."
    old, new = f"{LONG} {OTHER}\n\n{THIRD}", f"{LONG}\n\n{between}\n\n{OTHER}\n\n{THIRD}"
    found = carried("plain language. Rivers and forests have standing", old, new)
    assert found.exact == "Rivers and forests have standing"


def test_words_that_went_to_the_very_beginning_are_found_there() -> None:
    old = f"{LONG} So {PRICES}.\n\n{THIRD}\n\nAnd {PRICES}."
    found = carried(PRICES, old, f"{PRICES}. {THIRD}\n\n{LONG}")
    assert (found.status, found.exact, found.start) == (QuoteStatus.MOVED, PRICES, 0)


def test_an_address_that_is_now_in_other_words_is_no_sign_of_the_old_ones() -> None:
    old = f"{LONG} More at https://towns.example/laws/water/rules/prices too.\n\n{OTHER}"
    new = f"{LONG}\n\n{OTHER} It is [told here](https://towns.example/laws/water/rules/prices)."
    assert carried("More at https://towns.example/laws/water/rules/prices too", old, new).status is QuoteStatus.GONE


def test_words_beside_an_address_are_found_elsewhere() -> None:
    words = "guards of the well are chosen by lot in every spring"
    old = f"{LONG} See https://towns.example/wells and {words}.\n\n{THIRD}"
    found = carried(f"https://towns.example/wells and {words}", old, f"{LONG}\n\n{THIRD} Those {words}.")
    assert found.exact == words


def test_two_runs_of_words_with_more_than_thrice_the_quotation_between_them_are_not_one_place() -> None:
    first, second = "the council of users sets every price in", "public and writes down its reasons"
    old = f"{LONG} {PRICES}.\n\n{THIRD}"
    filling = "towns and people that live by it, by night and by day, "
    near = f"{first} {filling * 3}{second}"
    assert carried(PRICES, old, f"{LONG}\n\n{THIRD} Still {near}.").exact == near
    far = f"{first} {filling * 4}{second}"
    assert carried(PRICES, old, f"{LONG}\n\n{THIRD} Still {far}.").exact == first
