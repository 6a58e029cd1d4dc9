"""Inputs made to be slow or to break things: time grows with their size, no faster, and there is an answer."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from blueprint.text import attribute, carry, compare, join, merge, quote, split, visible_runs

pytestmark = pytest.mark.slow  # measured by the clock, so not in the daily tests

LIMIT = 9.0
"""Four times the size may take so many times as long: in proportion it would be 4, as the square 16."""
ATTEMPTS = 4
"""Processor time on a busy machine is not steady; one fair measurement is enough."""
MAX_SECONDS = 30.0
"""Seconds of processor time for the full size, on two cores of a small machine."""
SENTENCE = "The assembly decides within thirty days and publishes its reasons for everyone to read."

Texts = tuple[str, str]


@dataclass(frozen=True)
class HostileInput:
    """Two texts of any size, a small size and the full one."""

    make: Callable[[int], Texts]
    small: int
    full: int


def equal(size: int) -> Texts:
    text = "\n\n".join([SENTENCE] * size)
    return text, text[: -2 * len(SENTENCE)]


def nearly_equal(size: int) -> Texts:
    text = "\n\n".join(f"{SENTENCE[:40]} number {number} {SENTENCE[40:]}" for number in range(size))
    return text, text.replace("thirty", "sixty")


def one_paragraph(size: int) -> Texts:
    half = SENTENCE * (size // len(SENTENCE) // 2)
    return half + half, f"{half}Something else. {half}"


def nothing_shared(size: int) -> Texts:
    return "".join(f"a{n} " for n in range(size // 7)), "".join(f"b{n} " for n in range(size // 7))


def emoji(size: int) -> Texts:
    half = "👩‍🌾" * (size // 2)
    return half + half, f"{half}🌊{half}"


def noise(size: int) -> Texts:
    chance = random.Random(size)  # noqa: S311, the same texts each time, not secrets
    return chance.randbytes(size).decode("latin-1"), chance.randbytes(size).decode("latin-1")


def reversed_order(size: int) -> Texts:
    chance = random.Random(size)  # noqa: S311, the same texts each time, not secrets
    found = [" ".join(chance.choices("abcdefghijklmnopqrstuvwxyz", k=30)) for _ in range(size)]
    return "\n\n".join(found), "\n\n".join(reversed(found))


def brackets(size: int) -> Texts:
    return "[" * size, "[" * size + "]" * size


def open_footnotes(size: int) -> Texts:
    return "[^" * size, "[^" * size + " ]" * size


def quotations_in_quotations(size: int) -> Texts:
    return ">" * size + " a", "> " * size + " b"


def items_in_items(size: int) -> Texts:
    return "- " * size + "a", "\n".join("  " * (depth % 60) + "- a" for depth in range(size // 10))


def other_spaces(size: int) -> Texts:
    words = [f"word{number % 997}" for number in range(size // 8)]
    return " ".join(words), "  ".join(words)


def insertions_of_both(size: int) -> Texts:
    chance = random.Random(size)  # noqa: S311, the same texts each time, not secrets
    found = [" ".join(chance.choices("abcdefghijklmnopqrstuvwxyz", k=20)) for _ in range(size)]
    return "\n\n".join(["Start.", *found[: size // 2]]), "\n\n".join(["Start.", *found[size // 2 :]])


def many_cells(size: int) -> Texts:
    return f"{'|a' * size}|\n{'|-' * size}|", f"{'|b' * size}|\n{'|-' * size}|"


def open_emphasis(size: int) -> Texts:
    return "*a _b " * size, "**a __b " * size


def one_word_over_and_over(size: int) -> Texts:
    words = "water " * (size // 6)
    return f"Before {words}after", f"Earlier {words}and {words[:60]}later"


INPUTS = {
    "equal paragraphs": HostileInput(equal, 250, 10_000),
    "nearly equal paragraphs": HostileInput(nearly_equal, 100, 10_000),
    "one paragraph": HostileInput(one_paragraph, 40_000, 1_000_000),
    "a paragraph that shares nothing": HostileInput(nothing_shared, 20_000, 1_000_000),
    "emoji": HostileInput(emoji, 8_000, 100_000),
    "noise": HostileInput(noise, 15_000, 200_000),
    "a reversed document": HostileInput(reversed_order, 200, 3_000),
    "one word over and over": HostileInput(one_word_over_and_over, 60_000, 1_000_000),
    "other spaces": HostileInput(other_spaces, 20_000, 1_000_000),
    "brackets": HostileInput(brackets, 600, 5_000),
    "footnotes that never close": HostileInput(open_footnotes, 1_000, 10_000),
    "quotations in quotations": HostileInput(quotations_in_quotations, 4_000, 20_000),
    "items in items": HostileInput(items_in_items, 1_500, 5_000),
    "a table with many cells": HostileInput(many_cells, 800, 5_000),
    "emphasis that never closes": HostileInput(open_emphasis, 400, 5_000),
}
MANY = ("equal paragraphs", "nearly equal paragraphs", "a reversed document")


def seconds(work: Callable[[], object]) -> float:
    """Processor time; never so little that a ratio of two would be chance."""
    started = time.process_time()
    work()
    return max(0.02, time.process_time() - started)


def grows_in_proportion(work: Callable[[Texts], object], hostile: HostileInput) -> bool:
    small, large = hostile.make(hostile.small), hostile.make(4 * hostile.small)
    return any(seconds(lambda: work(large)) < LIMIT * seconds(lambda: work(small)) for _ in range(ATTEMPTS))


def read(texts: Texts) -> None:
    for paragraph in split(texts[0]).paragraphs:
        visible_runs(paragraph)


def merge_and_carry(texts: Texts) -> None:
    old, new = texts
    comparison = compare(old, new)
    for start in range(0, len(old) - 60, len(old) // 40):
        carry(quote(old, start, start + 50), comparison)
    merge(old, new, f"{old}\n\nOne more.")


@pytest.mark.parametrize("name", INPUTS)
def test_comparing_takes_time_in_proportion(name: str) -> None:
    assert grows_in_proportion(lambda texts: compare(*texts), INPUTS[name])


@pytest.mark.parametrize(
    "name",
    [
        "brackets",
        "emoji",
        "emphasis that never closes",
        "a table with many cells",
        "noise",
        "footnotes that never close",
    ],
)
def test_reading_takes_time_in_proportion(name: str) -> None:
    assert grows_in_proportion(read, INPUTS[name])


@pytest.mark.parametrize("name", MANY)
def test_merging_and_carrying_take_time_in_proportion(name: str) -> None:
    assert grows_in_proportion(merge_and_carry, INPUTS[name])


def test_merging_what_both_inserted_takes_time_in_proportion() -> None:
    hostile = HostileInput(insertions_of_both, 500, 5_000)
    assert grows_in_proportion(lambda texts: merge("Start.", *texts), hostile)


@pytest.mark.parametrize("name", ["other spaces", "one paragraph", "nearly equal paragraphs"])
def test_attributing_takes_time_in_proportion(name: str) -> None:
    assert grows_in_proportion(lambda texts: attribute([*texts, texts[0]]), INPUTS[name])


@pytest.mark.parametrize("name", INPUTS)
def test_the_full_size_ends_in_time_with_an_answer(name: str) -> None:
    old, new = INPUTS[name].make(INPUTS[name].full)
    started = time.process_time()
    comparison = compare(old, new)
    read((old, new))
    assert time.process_time() - started < MAX_SECONDS
    assert join(comparison.old) == old
    assert sorted(at for change in comparison.changes for at in change.new) == list(
        range(len(comparison.new.paragraphs))
    )


@pytest.mark.parametrize("name", MANY)
def test_merging_and_carrying_at_full_size_end_in_time(name: str) -> None:
    texts = INPUTS[name].make(INPUTS[name].full)
    assert seconds(lambda: merge_and_carry(texts)) < MAX_SECONDS
