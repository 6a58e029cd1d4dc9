"""Each rule by which words are found again, with what it says of how sure it is; and where each one stops."""

import pytest

from blueprint.text import CarriedQuote, QuoteStatus, TextQuote, carry, compare, find_quote, quote

LONG = "Every municipality shall publish its budget before the end of March and explain each item in plain language."
OTHER = "Rivers and forests have standing before the courts, and guardians chosen by lot speak for them."
THIRD = "Housing is built by cooperatives that own the land in common and never sell it."
TEXT = f"{LONG}\n\n{OTHER}\n\n{THIRD}"
PRICES = "the council of users sets every price in public and writes down its reasons"
YEARLY = f"{PRICES} each year"
EIGHT = "one two three four five six seven eight"
SEVEN = EIGHT.removesuffix(" eight")


def carried(exact: str, old: str, new: str) -> CarriedQuote:
    start = old.index(exact)
    found = carry(quote(old, start, start + len(exact)), compare(old, new))
    assert found.start is None or new[found.start : found.end] == found.exact
    return found


def said(found: CarriedQuote) -> tuple[QuoteStatus, str, int, str, float]:
    return found.status, found.exact, found.near, found.method, found.confidence


@pytest.mark.parametrize(
    ("exact", "old", "new", "outcome"),
    [
        ("own the land", TEXT, TEXT, (QuoteStatus.UNCHANGED, "own the land", 2, "same paragraph", 1.0)),
        (
            "own the land",
            TEXT,
            f"{THIRD}\n\n{LONG}\n\n{OTHER}",
            (QuoteStatus.MOVED, "own the land", 0, "same paragraph", 1.0),
        ),
        (
            "end of March",
            TEXT,
            TEXT.replace("shall publish", "publishes"),
            (QuoteStatus.UNCHANGED, "end of March", 0, "same words", 0.999),
        ),
        (
            "before the end of March",
            TEXT,
            TEXT.replace("March", "April"),
            (QuoteStatus.EDITED, "before the end of April", 0, "word map", 0.979),
        ),
        (
            "guardians chosen by lot",
            f"{LONG} And guardians chosen by lot.\n\n{THIRD}",
            f"{LONG}\n\n{THIRD} Before them guardians chosen by lot came.",
            (QuoteStatus.MOVED, "guardians chosen by lot", 1, "same words elsewhere", 0.97),
        ),
        (
            "guardians chosen by",
            f"{LONG} And guardians chosen by lot.\n\n{THIRD}",
            f"{LONG}\n\n{THIRD} Before them guardians chosen by lot came.",
            (QuoteStatus.GONE, "guardians chosen by", 0, "gone", 0.93),
        ),
        (
            EIGHT,
            f"{LONG} {EIGHT}.\n\n{THIRD}\n\nAnd {EIGHT}.",
            f"{LONG}\n\n{THIRD} {EIGHT}.",
            (QuoteStatus.MOVED, EIGHT, 1, "same words elsewhere", 0.97),
        ),
        (
            SEVEN,
            f"{LONG} {SEVEN}.\n\n{THIRD}\n\nAnd {SEVEN}.",
            f"{LONG}\n\n{THIRD} {SEVEN}.",
            (QuoteStatus.GONE, SEVEN, 0, "gone", 0.93),
        ),
        (
            PRICES,
            f"{LONG} {PRICES}.\n\n{THIRD}",
            f"{LONG}\n\n{THIRD} Still the council of users sets every price in the open and in public and writes down.",
            (QuoteStatus.EDITED, "the council of users sets every price in", 1, "runs of words elsewhere", 0.909),
        ),
        (
            PRICES,
            f"{LONG} {PRICES}.\n\n{THIRD}",
            f"{LONG}\n\n{THIRD} Still the council of users sets every, and only every, price in public and writes down.",
            (
                QuoteStatus.EDITED,
                "the council of users sets every, and only every, price in public and writes down",
                1,
                "runs of words elsewhere",
                0.936,
            ),
        ),
        (
            YEARLY,
            f"{LONG} {YEARLY}.\n\n{THIRD}",
            f"{LONG}\n\n{THIRD}\n\nSo tho councils of user set each prices in publics and write downs its reason each "
            "years, too.",
            (
                QuoteStatus.EDITED,
                " tho councils of user set each prices in publics and write downs its reason each year",
                2,
                "like words elsewhere",
                0.447,
            ),
        ),
    ],
)
def test_a_rule(exact: str, old: str, new: str, outcome: tuple[QuoteStatus, str, int, str, float]) -> None:
    assert said(carried(exact, old, new)) == outcome


def test_a_sentence_that_went_elsewhere_and_was_broken_over_lines_has_moved_and_is_not_edited() -> None:
    broken = PRICES.replace("every price", "every\nprice")
    found = carried(PRICES, f"{LONG} {PRICES}.\n\n{THIRD}", f"{LONG}\n\n{THIRD} Still {broken}.")
    assert said(found) == (QuoteStatus.MOVED, broken, 1, "runs of words elsewhere", 0.95)


def test_how_sure_is_told_in_thousandths() -> None:
    nine = "alfa beta ceta dora elva fern gold hund iris"
    found = carried(nine, f"{LONG} {nine}.\n\n{THIRD}", f"{LONG}\n\n{THIRD} Still {nine[:29]}.")
    assert said(found) == (QuoteStatus.EDITED, nine[:29], 1, "runs of words elsewhere", 0.918)


def test_of_several_new_paragraphs_with_like_words_the_likest_is_taken() -> None:
    like = "So tho councils of user set each prices in publics and write downs its reason each years, too."
    liker = "So the council of user set each price in public and writes down its reason each year, too."
    found = carried(YEARLY, f"{LONG} {YEARLY}.\n\n{THIRD}", f"{LONG}\n\n{like}\n\n{THIRD}\n\n{liker}")
    assert said(found) == (QuoteStatus.EDITED, liker.removesuffix(", too."), 3, "like words elsewhere", 0.462)


def test_a_split_paragraph_is_told_from_one_that_is_quoted_with_its_neighbour() -> None:
    found = carried(f"{LONG} {OTHER}", f"{LONG} {OTHER}", f"{LONG}\n\n{OTHER}")
    assert (found.status, found.exact, found.paragraph) == (QuoteStatus.SPLIT, f"{LONG}\n\n{OTHER}", 0)
    both = f"{LONG}\n\n{OTHER}"
    found = carried(both, TEXT, TEXT)
    assert (found.status, found.exact, found.paragraph) == (QuoteStatus.UNCHANGED, both, 0)


@pytest.mark.parametrize(
    ("new", "exact"),
    [
        ("A party of it is here.", None),
        ("The art of items is here.", None),
        ("It is the art of it.", "art of it"),
        ("art of it", "art of it"),
        ("The smart of it is here.", None),
        ("The «art of it» is here.", "art of it"),
    ],
)
def test_words_are_not_found_within_longer_ones(new: str, exact: str | None) -> None:
    """That is no place where exactly these words are, though the same letters stand there."""
    found = carried("art of it", f"{LONG}\n\nThe art of it is here.", f"{LONG}\n\n{new}")
    assert (found.exact == "art of it" and found.status is not QuoteStatus.GONE) == (exact is not None)


def test_a_place_over_paragraphs_that_went_apart_stays_with_the_longer_part() -> None:
    both = f"{LONG}\n\n{OTHER}"
    within = "What stands between them may be as long as they are. " * 3
    found = carried(both, TEXT, f"{LONG}\n\n{within}\n\n{OTHER}\n\n{THIRD}")
    assert (found.exact, found.status) == (f"{LONG}\n\n{within}\n\n{OTHER}", QuoteStatus.EDITED)
    found = carried(both, TEXT, f"{LONG}\n\n{within * 2}\n\n{OTHER}\n\n{THIRD}")
    assert (found.exact, found.status) == (LONG, QuoteStatus.EDITED)
    found = carried(
        "language.\n\nRivers and forests have standing", TEXT, f"{LONG}\n\nNew words.\n\n{OTHER}\n\n{THIRD}"
    )
    assert found.exact == "language.\n\nNew words.\n\nRivers and forests have standing"


def test_a_place_whose_paragraphs_are_half_there_is_there() -> None:
    old = f"{'a' * 30} {'b' * 29}\n\n{'c' * 30} {'d' * 29}\n\n{LONG}"
    kept = f"{'a' * 30} {'b' * 29}"
    assert carried(f"{kept}\n\n{'c' * 30} {'d' * 29}", old, f"{kept}\n\n{LONG}").exact == kept
    longer = f"{kept}\n\n{'c' * 30} {'d' * 40}"
    for before in ("", f"{THIRD}\n\n"):
        found = carried(longer, f"{before}{longer}\n\n{LONG}", f"{before}{kept}\n\n{LONG}")
        assert found.status is QuoteStatus.GONE


def test_paragraphs_that_were_joined_without_a_space_are_one_place() -> None:
    found = carried("language.\n\nRivers", f"{LONG}\n\n{OTHER}", f"{LONG}{OTHER}")
    assert (found.status, found.exact, found.paragraph) == (QuoteStatus.EDITED, "language.Rivers", 0)


@pytest.mark.parametrize(
    ("exact", "whole", "sentence"),
    [
        ("art of it.", "smart of it.", "The art of it. And more is said here."),
        ("(art of it", "(art of items", "The (art of it) of all, and more is said here."),
    ],
)
def test_a_sign_at_one_end_does_not_make_words_of_parts_of_words(exact: str, whole: str, sentence: str) -> None:
    old = f"{LONG}\n\n{sentence}"
    assert carried(exact, old, old.replace(exact, whole)).exact == whole


def test_gone_words_are_shown_beside_what_is_before_them() -> None:
    assert carried("Rivers", TEXT, f"{LONG}\n\n{THIRD}").near == 0
    assert carried("Every", TEXT, f"{OTHER}\n\n{THIRD}").near == 0
    assert carried("Housing", TEXT, f"{LONG}\n\n{OTHER}").near == 1
    assert carried("Housing", TEXT, f"{OTHER}\n\n{LONG}").near in (0, 1)
    found = carried("Every", TEXT, "")
    assert (found.status, found.start, found.end, found.paragraph, found.near) == (
        QuoteStatus.GONE,
        None,
        None,
        None,
        0,
    )


def test_white_space_around_quoted_words_is_left_out() -> None:
    old = f"{LONG}\n\n{OTHER}"
    place = quote(old, len(LONG), len(LONG) + 8)
    found = carry(place, compare(old, old))
    assert (found.start, found.exact) == (len(LONG) + 2, "Rivers")


def test_a_place_has_thirty_two_characters_of_context() -> None:
    source = f"{'x' * 40}exact{'y' * 40}"
    assert quote(source, 40, 45) == TextQuote(40, 45, "exact", "x" * 32, "y" * 32)
    assert quote("abexactcd", 2, 7) == TextQuote(2, 7, "exact", "ab", "cd")
    assert quote("", 0, 0) == TextQuote(0, 0, "", "", "")
    for start, end in ((-1, 2), (2, 1), (0, 3)):
        with pytest.raises(ValueError, match="outside"):
            quote("ab", start, end)
    with pytest.raises(ValueError, match="outside"):
        carry(TextQuote(0, 9, "x" * 9), compare("short", "short"))


@pytest.mark.parametrize(
    ("prefix", "suffix", "start"),
    [("", "", 0), ("b ", "", 4), ("", " c", 4), ("", " d", 8), ("c ", " d", 8), ("xy", "", 0)],
)
def test_of_several_places_the_one_whose_context_fits_best_and_else_the_first(
    prefix: str, suffix: str, start: int
) -> None:
    source = "a b a c a d"
    found = find_quote(source, "a", prefix, suffix)
    assert found is not None
    assert found.start == start
    assert find_quote(source, "") is find_quote(source, "e") is None
