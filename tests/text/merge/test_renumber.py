"""Numbers that both sides of a merge count on from an insertion of their own."""

from collections.abc import Sequence

import pytest

from blueprint.text import merge

PEOPLE = "The people hold all power, and exercise it through assemblies."
WATER = "Every person has the right to water, land and shelter."
MEETING = "The assembly meets in public and publishes its minutes."
RECALL = "A delegate may be recalled by the assembly that sent them."
ACCOUNTS = "Accounts are open, and audited by people drawn by lot."
ORIGIN = "Nobody is excluded on account of origin, belief or property."
CHILDREN = "Children are heard in all that concerns them."
BASE = [PEOPLE, WATER, MEETING, RECALL, ACCOUNTS]
OURS = [PEOPLE, ORIGIN, WATER, MEETING, RECALL, ACCOUNTS]
THEIRS = [PEOPLE, WATER, MEETING, CHILDREN, RECALL, ACCOUNTS]
BOTH = [PEOPLE, ORIGIN, WATER, MEETING, CHILDREN, RECALL, ACCOUNTS]


def numbered(texts: Sequence[str], form: str, numerals: Sequence[str], gap: str = "\n\n") -> str:
    return gap.join(f"{form.format(number)}{text}" for number, text in zip(numerals, texts, strict=False)) + "\n"


DIGITS = [str(number) for number in range(1, 20)]
FORMS = [
    ("{}. ", DIGITS),
    ("({}) ", DIGITS),
    ("{}) ", ["a", "b", "c", "d", "e", "f", "g", "h"]),
    ("{}. ", ["I", "II", "III", "IV", "V", "VI", "VII", "VIII"]),
    ("§ {}. ", DIGITS),
    ("**Art. {}.** ", DIGITS),
    ("第{}条　", ["一", "二", "三", "四", "五", "六", "七", "八"]),
    ("المادة {}: ", ["١", "٢", "٣", "٤", "٥", "٦", "٧", "٨"]),
    ("Статья {}. ", DIGITS),
    ("## {}. ", DIGITS),
]


@pytest.mark.parametrize(("form", "numerals"), FORMS, ids=[form for form, _ in FORMS])
def test_what_follows_both_insertions_counts_on(form: str, numerals: Sequence[str]) -> None:
    base, ours, theirs, both = (numbered(texts, form, numerals) for texts in (BASE, OURS, THEIRS, BOTH))
    assert merge(base, ours, theirs).text == merge(base, theirs, ours).text == both


HEADINGS = [
    "## Article {}\n\n",
    "### § {}\n\n",
    "**Art. {}**\n\n",
    "## {}.\n\n",
    "## Статья {}\n\n",
    "## المادة {}\n\n",
]


@pytest.mark.parametrize("form", HEADINGS)
def test_there_are_as_many_headings_as_articles(form: str) -> None:
    base, ours, theirs, both = (numbered(texts, form, DIGITS) for texts in (BASE, OURS, THEIRS, BOTH))
    assert merge(base, ours, theirs).text == merge(base, theirs, ours).text == both


@pytest.mark.parametrize("form", [*HEADINGS, "## {}. ", "{}. ", "§ {} "])
@pytest.mark.parametrize("at", [0, 2, 5])
def test_two_articles_at_one_place_are_two(form: str, at: int) -> None:
    def with_added(*added: str) -> str:
        return numbered([*BASE[:at], *added, *BASE[at:]], form, DIGITS)

    merged = merge(with_added(), with_added(ORIGIN), with_added(CHILDREN)).text
    assert merged == merge(with_added(), with_added(CHILDREN), with_added(ORIGIN)).text
    assert merged in (with_added(ORIGIN, CHILDREN), with_added(CHILDREN, ORIGIN))
    assert merge(with_added(), with_added(ORIGIN), with_added(ORIGIN)).text == with_added(ORIGIN)


def test_items_that_both_append_count_on() -> None:
    base = numbered(BASE[:3], "{}. ", DIGITS, gap="\n")
    ours, theirs = (numbered([*BASE[:3], added], "{}. ", DIGITS, gap="\n") for added in (ORIGIN, CHILDREN))
    merged = merge(base, ours, theirs).text
    assert merged == merge(base, theirs, ours).text
    assert merged in [
        numbered([*BASE[:3], *added], "{}. ", DIGITS, gap="\n") for added in ([ORIGIN, CHILDREN], [CHILDREN, ORIGIN])
    ]


def test_numbers_that_a_side_does_not_count_one_by_one_stay_as_they_are() -> None:
    ones = [numbered(texts, "{}. ", ["1"] * 9, gap="\n") for texts in (BASE, OURS, THEIRS, BOTH)]
    assert merge(*ones[:3]).text == ones[3]
    base = numbered(BASE, "§ {} ", DIGITS)
    repealed = base.replace(f"§ 2 {WATER}\n\n", "")
    assert merge(base, repealed, base.replace("public", "private")).text == repealed.replace("public", "private")


def test_sections_of_a_section_that_counts_on_go_with_it() -> None:
    def chapters(*chapters: tuple[str, Sequence[str]]) -> str:
        lines = []
        for number, (title, sections) in enumerate(chapters, start=1):
            lines.append(f"## {number}. {title}")
            lines += [f"{number}.{at} {text}" for at, text in enumerate(sections, start=1)]
        return "\n\n".join(lines) + "\n"

    power, water, peace = ("Power", [PEOPLE, RECALL]), ("Water", [WATER, MEETING]), ("Peace", [ACCOUNTS, ORIGIN])
    origin, children = ("Equality", [f"{ORIGIN} Ever."]), ("Childhood", [CHILDREN, f"{CHILDREN} Always."])
    merged = merge(
        chapters(power, water, peace), chapters(power, origin, water, peace), chapters(power, water, children, peace)
    )
    assert merged.text == chapters(power, origin, water, children, peace)


def test_each_list_begins_anew() -> None:
    lists = [numbered(texts, "{}. ", DIGITS, gap="\n") for texts in (BASE, OURS, THEIRS, BOTH)]
    other = numbered(["bread", "work", "peace"], "{}. ", DIGITS, gap="\n")
    base, ours, theirs, both = (f"{other}\nAnd so:\n\n{each}\nAnd then:\n\n{other}" for each in lists)
    assert merge(base, ours, theirs).text == both


def test_a_list_that_was_moved_behind_another_list_begins_anew() -> None:
    rules, fees = "Rules:\n\n1. Nobody sells water.\n2. Nobody sells land.", "Fees are public."
    base = f"{rules}\n\n{fees}\n\nEnd of all."
    ours = f"{fees}\n\nEnd of all.\n\n{rules}"
    theirs = base.replace(fees, f"{fees}\n\nWho pays:\n\n1. Guests only.")
    merged = merge(base, ours, theirs).text
    assert merged == merge(base, theirs, ours).text == ours.replace(fees, f"{fees}\n\nWho pays:\n\n1. Guests only.")


def test_a_longer_number_that_would_put_a_paragraph_out_of_its_item_is_not_written() -> None:
    def items(texts: Sequence[str]) -> str:
        return numbered([f"{text}\n\n   {text.upper()}" for text in texts], "{}. ", DIGITS)

    many = [f"Town {number} has a council of {number * 3} people." for number in range(1, 8)]
    merged = merge(items([*many, RECALL]), items([ORIGIN, *many, RECALL]), items([*many, CHILDREN, RECALL])).text
    assert [line.split(".")[0] for line in merged.splitlines() if line[:1].isdigit()][-3:] == ["8", "8", "9"]
    assert all(f"\n\n   {text.upper()}" in merged for text in (ORIGIN, *many, CHILDREN, RECALL))


def test_an_undecided_merge_counts_on_once_it_is_decided() -> None:
    base, ours, theirs, both = (numbered(texts, "{}. ", DIGITS) for texts in (BASE, OURS, THEIRS, BOTH))
    merged = merge(base, ours.replace("assemblies", "meetings"), theirs.replace("assemblies", "councils"))
    (conflict,) = merged.conflicts
    assert merged.resolve([conflict.base]) == both
