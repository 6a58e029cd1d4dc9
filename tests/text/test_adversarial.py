"""Inputs made to be slow or to break things end in time, with an answer."""

import random
import time
from collections.abc import Callable

import pytest

from blueprint.text import carry, compare, join, merge, quote, runs, split

PATIENCE = 20.0
"""Seconds of processor time; on two cores each takes a fraction of it."""

chance = random.Random(20261122)  # noqa: S311, the same texts each time, not secrets
SENTENCE = "The assembly decides within thirty days and publishes its reasons for everyone to read."
EQUAL = "\n\n".join([SENTENCE] * 10_000)
NEAR_EQUAL = "\n\n".join(f"{SENTENCE[:40]} number {number} {SENTENCE[40:]}" for number in range(10_000))
DISTINCT = [" ".join(chance.choices("abcdefghijklmnopqrstuvwxyz", k=30)) for _ in range(3_000)]
NOISE = chance.randbytes(400_000)

PAIRS: dict[str, Callable[[], tuple[str, str]]] = {
    "equal paragraphs": lambda: (EQUAL, EQUAL[: -2 * len(SENTENCE)]),
    "nearly equal paragraphs": lambda: (NEAR_EQUAL, NEAR_EQUAL.replace("thirty", "sixty")),
    "one paragraph of a megabyte": lambda: (
        SENTENCE * 12_000,
        SENTENCE * 6_000 + "Something else. " + SENTENCE * 6_000,
    ),
    "a megabyte that shares nothing": lambda: (
        "".join(f"a{n} " for n in range(150_000)),
        "".join(f"b{n} " for n in range(150_000)),
    ),
    "emoji": lambda: ("👩‍🌾" * 100_000, "👩‍🌾" * 50_000 + "🌊" + "👩‍🌾" * 50_000),
    "noise": lambda: (NOISE[:200_000].decode("latin-1"), NOISE[200_000:].decode("latin-1")),
    "reversed": lambda: ("\n\n".join(DISTINCT), "\n\n".join(reversed(DISTINCT))),
    "brackets": lambda: ("[" * 5_000, "[" * 5_000 + "]" * 5_000),
    "quotations in quotations": lambda: (">" * 20_000 + " a", "> " * 20_000 + " b"),
    "lists in lists": lambda: ("- " * 5_000 + "a", "\n".join("  " * depth + "- a" for depth in range(500))),
    "a table with many cells": lambda: (
        "|a" * 5_000 + "|\n" + "|-" * 5_000 + "|",
        "|b" * 5_000 + "|\n" + "|-" * 5_000 + "|",
    ),
    "emphasis that never closes": lambda: ("*a _b " * 5_000, "**a __b " * 5_000),
}


@pytest.mark.parametrize("name", PAIRS)
def test_comparing_ends_in_time(name: str) -> None:
    old, new = PAIRS[name]()
    started = time.process_time()
    comparison = compare(old, new)
    assert time.process_time() - started < PATIENCE
    assert join(comparison.old) == old
    assert sorted(at for change in comparison.changes for at in change.new) == list(
        range(len(comparison.new.paragraphs))
    )


@pytest.mark.parametrize(
    "name", ["brackets", "emoji", "emphasis that never closes", "a table with many cells", "noise"]
)
def test_reading_ends_in_time(name: str) -> None:
    started = time.process_time()
    for paragraph in split(PAIRS[name]()[0]).paragraphs:
        runs(paragraph)
    assert time.process_time() - started < PATIENCE


@pytest.mark.parametrize("name", ["equal paragraphs", "nearly equal paragraphs", "reversed"])
def test_merging_and_carrying_end_in_time(name: str) -> None:
    old, new = PAIRS[name]()
    comparison = compare(old, new)
    started = time.process_time()
    for start in range(0, 20_000, 100):
        carry(quote(old, start, start + 50), comparison)
    assert merge(old, new, old + "\n\nOne more.").resolve
    assert time.process_time() - started < PATIENCE
