"""Find splits and joins whose parts are verbatim in the whole, however many they are.

A run of list items made one paragraph, or of link references of which the first is written so that it is none: the whole
has their texts one after the other. What is between two of them belongs to the group too, if the whole has something
like it there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter

from rapidfuzz import fuzz

from blueprint.text.diff.features import Features

SHORTEST = 12
"""A part of fewer characters may be in the whole by chance, unless it is directly behind the part before it."""
VERBATIM, COMPLETE = 0.6, 0.9
"""The shares of the characters of the whole that its verbatim parts have, and all its parts. Where there may be further
parts, they are looked for later, by their words."""
ALIKE = 66
"""The ratio of equal characters, of 100, of an edited part and what is in its place in the whole."""
MISSES = 64
"""So many more texts than the whole has are looked for in it in vain, which bounds the time for a long one."""
LONGEST_EDITED = 20_000
"""Texts of more characters are not compared by characters, which takes the product of their lengths."""
View = Callable[[Features], str]
VIEWS: tuple[View, ...] = attrgetter("plain"), attrgetter("one_space"), attrgetter("picture")
"""The texts in which parts are looked for; what marks a link reference is missing in the first. The addresses of pictures
tell those that were put into one HTML block.
"""


def find_verbatim_parts(whole: Features, others: Sequence[Features], candidates: Sequence[int]) -> list[int]:
    """The parts of a whole among `candidates`, which are indexes of `others` in order; none if it has not several."""
    if len(candidates) < 2:
        return []
    return max((_parts(view(whole), [view(others[at]) for at in candidates], candidates) for view in VIEWS), key=len)


def _parts(whole: str, texts: Sequence[str], indexes: Sequence[int]) -> list[int]:
    places = _places(whole, texts)
    if len(places) < 2 or _length(texts, places) < VERBATIM * len(whole):
        return []
    parts = sorted({*places, *_edited(whole, texts, places)})
    return [indexes[at] for at in parts] if _length(texts, parts) >= COMPLETE * len(whole) else []


def _length(texts: Sequence[str], indexes: Iterable[int]) -> int:
    return sum(len(texts[at]) + 1 for at in indexes)


def _places(whole: str, texts: Sequence[str]) -> dict[int, int]:
    """Where in the whole the texts are that it has, each behind the one before.

    A short sentence ("Вода общая.", "물은 공유다.") is only looked for where the part before it ends.
    """
    places: dict[int, int] = {}
    end = misses = 0
    for at, text in enumerate(texts):
        start = whole.find(text, end) if len(text) >= SHORTEST else _place_at(whole, text, end)
        if start >= 0:
            places[at], end = start, start + len(text)
        misses += start < 0
        if misses > MISSES + len(places):
            break
    return places


def _place_at(whole: str, text: str, end: int) -> int:
    """Where the next words of the whole are, if they are this text; else -1. It does not end within a word."""
    start = end + (whole[end : end + 1] == " ")
    if not text or not whole.startswith(text, start):
        return -1
    after = start + len(text)
    return -1 if text[-1].isalnum() and whole[after : after + 1].isalnum() else start


def _edited(whole: str, texts: Sequence[str], places: dict[int, int]) -> list[int]:
    """The texts before, between and behind those that the whole has, if it has something like them in their place."""
    edited: list[int] = []
    last, end = -1, 0
    for at, start in (*places.items(), (len(texts), len(whole))):
        between = range(last + 1, at)
        if _are_alike(" ".join(texts[each] for each in between), whole[end:start].strip()):
            edited += between
        if at < len(texts):
            last, end = at, start + len(texts[at])
    return edited


def _are_alike(text: str, other: str) -> bool:
    return 0 < len(text) + len(other) <= LONGEST_EDITED and fuzz.ratio(text, other) >= ALIKE
