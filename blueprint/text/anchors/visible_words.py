"""The visible words of paragraphs, by their letters, with their offsets in the source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise

from blueprint.text.document.letters import letters
from blueprint.text.document.model import Paragraph
from blueprint.text.document.visible import visible_runs
from blueprint.text.document.words import segment

MARKUP_BEFORE = re.compile(r"[*_~`\[]+\Z")
MARKUP_AFTER = re.compile(r"[*_~`]+")
LINK_AFTER = re.compile(r"[*_~`]*\](?:\([^()\s]*\)|\[[^\]]*\])")
"""What a word in which markup begins or ends takes in at its ends; the last one if a link begins in it."""


@dataclass(frozen=True, slots=True)
class VisibleWord:
    """One word: its letters (see `letters`), from `start` to `end` in the source."""

    start: int
    end: int
    letters: str


def visible_words(paragraphs: Iterable[Paragraph], language: str) -> tuple[VisibleWord, ...]:
    """The words of some paragraphs of a document as a reader sees them, in order."""
    return tuple(
        VisibleWord(paragraph.start + start, paragraph.start + end, word)
        for paragraph in paragraphs
        for start, end, word in _words(paragraph, language)
    )


@lru_cache(maxsize=512)
def _words(paragraph: Paragraph, language: str) -> tuple[tuple[int, int, str], ...]:
    """Start and end in the paragraph, and the letters, of each word that has letters or digits."""
    text, offsets = _visible(paragraph)
    ends = accumulate(map(len, segment(text, language)), initial=0)
    words = ((letters(text[start:end]), offsets[start:end]) for start, end in pairwise(ends))
    return tuple((*_bounds(paragraph.text, offsets), word) for word, offsets in words if word)


def _visible(paragraph: Paragraph) -> tuple[str, list[int]]:
    """The visible text, the cells of a row apart, and the offset of each of its characters."""
    text, offsets, cell = "", list[int](), None
    for run in visible_runs(paragraph):
        if run.cell != cell and text:
            text, offsets = f"{text}\t", [*offsets, offsets[-1]]
        text, offsets, cell = text + run.text, [*offsets, *run.offsets], run.cell
    return text, offsets


def _bounds(text: str, offsets: Sequence[int]) -> tuple[int, int]:
    """Where a word is in the source, with the markup that begins or ends within it."""
    start, end = offsets[0], offsets[-1] + 1
    if end - start > len(offsets):
        before = MARKUP_BEFORE.search(text, 0, start)
        start = before.start() if before else start
        after = (LINK_AFTER if "[" in text[start:end] else MARKUP_AFTER).match(text, end)
        end = after.end() if after else end
    return start, end
