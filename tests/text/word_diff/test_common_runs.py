"""Huge paragraphs: text below a fence that is never closed, a list on one line, the rows of a table in code."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blueprint.text import compare
from blueprint.text.word_diff import common_runs
from blueprint.text.word_diff.common_runs import diff_codes

WORDS = (
    "бюджет",
    "рада",
    "κανονισμός",
    "συμβούλιο",
    "parcel",
    "levy",
    "clerk",
    "assembly",
    "சபை",
    "நிலம்",
    "लेखा",
    "परिषद",
)
CHANGED = "rewritten"


def sentences(count: int, seed: int = 1) -> list[str]:
    """Sentences of 14 words, no two alike."""
    chance = random.Random(seed)  # noqa: S311, the same texts each time, not secrets
    return [f"{' '.join(chance.choices(WORDS, k=12))} number {number}." for number in range(count)]


def rows(count: int) -> list[str]:
    """Rows that repeat each other."""
    chance = random.Random(2)  # noqa: S311, the same texts each time, not secrets
    return [
        f"| {chance.choice(('yes', 'no'))} | {chance.choice('abcd')} | {chance.randrange(9)} |" for _ in range(count)
    ]


def with_two_words_changed(lines: list[str]) -> list[str]:
    """Every sentence with its fourth and its tenth word replaced."""
    return [" ".join(CHANGED if at in (3, 9) else word for at, word in enumerate(line.split())) for line in lines]


SHAPES = {
    "below a backtick fence": ("```\n", "\n"),
    "below a tilde fence": ("~~~ text\n", "\n\n"),
    "in a comment that is never closed": ("<!--\n", "\n\n"),
    "on one line": ("", " "),
    "in one item": ("- ", "\n  "),
    "in one cell": ("| a |\n|---|\n| ", " "),
}


@pytest.mark.slow
@pytest.mark.parametrize("shape", SHAPES)
def test_every_change_in_a_huge_paragraph_is_marked_and_hardly_anything_else(shape: str) -> None:
    before, between = SHAPES[shape]
    lines = sentences(8_000)
    old, new = (before + between.join(each) for each in (lines, with_two_words_changed(lines)))
    change = compare(old, new).changes[-1]
    added = [text.strip() for operation, text in change.words if operation == "+"]
    assert len(added) == 16_000
    assert all(CHANGED in text for text in added)
    assert sum(text == CHANGED for text in added) > 0.99 * len(added)  # the half-match shortcut is not always minimal


def test_changes_in_huge_code_that_repeats_itself_are_marked() -> None:
    lines = rows(6_000)
    old, new = (
        "```\n" + "\n".join(each)
        for each in (lines, [line.replace("yes", "no") for line in lines[:3_000]] + lines[3_000:])
    )
    change = compare(old, new).changes[0]
    kept = sum(len(text) for operation, text in change.words if operation == "=")
    assert kept > 0.9 * len(old)


def test_huge_paragraphs_that_share_nothing_are_replaced() -> None:
    old, new = " ".join(f"a{n}" for n in range(3_000)), " ".join(f"b{n}" for n in range(3_000))
    assert list(diff_codes("a" * 3_000, "b" * 3_000)) == [("-", 3_000), ("+", 3_000)]
    assert [change.kind.value for change in compare(old, new).changes] == ["deleted", "inserted"]


def test_a_word_that_is_repeated_thousands_of_times_is_compared() -> None:
    assert list(diff_codes("a" * 5_000, "a" * 2_000 + "b" + "a" * 3_000)) == [("=", 2_000), ("+", 1), ("=", 3_000)]


@given(st.lists(st.sampled_from("abcdefghij"), max_size=80), st.data())
def test_the_operations_give_both_texts(letters: list[str], data: st.DataObject) -> None:
    """With the limits of huge texts set so low that every text is one."""
    old = "".join(letters)
    edits = data.draw(
        st.lists(st.tuples(st.integers(0, 80), st.sampled_from(["", "a", "xyz", "jihgfedc"])), max_size=6)
    )
    new = old
    for at, text in edits:
        new = new[:at] + text + new[at + 2 :]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(common_runs, "HUGE", 60)
        patch.setattr(common_runs, "SAMPLES", 20)
        operations = list(diff_codes(old, new))
    at_old = at_new = 0
    for operation, count in operations:
        assert count > 0
        assert operation != "=" or old[at_old : at_old + count] == new[at_new : at_new + count]
        at_old += count if operation != "+" else 0
        at_new += count if operation != "-" else 0
    assert (at_old, at_new) == (len(old), len(new))
