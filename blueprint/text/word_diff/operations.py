"""A word diff as a list of operations, or as edits of the old words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from blueprint.text.document.words import count_words
from blueprint.text.word_diff.cleanup import clean_up
from blueprint.text.word_diff.segments import DiffSegment, append_segment, diff_segments
from blueprint.text.word_diff.vocabulary import Vocabulary

DiffOperation = tuple[str, str]
"""An operation ("=" equal, "-" removed, "+" added) and the source text it applies to."""


def diff_words(old: Sequence[str], new: Sequence[str], vocabulary: Vocabulary) -> tuple[DiffOperation, ...]:
    """The differences between two word sequences, cleaned up for reading. Removed words come before added ones."""
    return tuple(_operations(clean_up(diff_segments(old, new, vocabulary))))


def diff_runs(old: Sequence[str], new: Sequence[str], min_words: int) -> tuple[DiffOperation, ...]:
    """The differences without cleanup, in which only runs of at least `min_words` words count as equal."""
    merged: list[DiffSegment] = []
    for segment in diff_segments(old, new, Vocabulary()):
        equal = segment.equal and count_words(segment.old) >= min_words
        append_segment(merged, DiffSegment(equal, segment.old, segment.new))
    return tuple(_operations(merged))


def _operations(segments: Sequence[DiffSegment]) -> Iterator[DiffOperation]:
    for segment in segments:
        if segment.equal:
            yield "=", "".join(segment.old)
            continue
        if segment.old:
            yield "-", "".join(segment.old)
        if segment.new:
            yield "+", "".join(segment.new)


@dataclass(frozen=True, slots=True)
class WordEdit:
    """The old words from index `start` to `end` replaced by `words`."""

    start: int
    end: int
    words: tuple[str, ...]


def word_edits(old: Sequence[str], new: Sequence[str], vocabulary: Vocabulary) -> list[WordEdit]:
    """The differences, cleaned up, as edits of the old words in order."""
    edits = []
    at = 0
    for segment in clean_up(diff_segments(old, new, vocabulary)):
        if not segment.equal:
            edits.append(WordEdit(at, at + len(segment.old), tuple(segment.new)))
        at += len(segment.old)
    return edits
