"""A word diff as a list of operations, or as edits of the old words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from blueprint.text.document.words import count_words
from blueprint.text.word_diff.cleanup import clean_up
from blueprint.text.word_diff.segments import DiffSegment, WordEquality, append_segment, diff_segments
from blueprint.text.word_diff.vocabulary import Vocabulary

DiffOperation = tuple[str, str]
"""An operation and the source text it applies to.

"=" equal, "-" removed, "+" added; and of what is equal for a reader, but differs in the source (white space, a line
break, another Unicode form), "<" as it was and ">" as it is now.
"""
IN_OLD, IN_NEW = frozenset("=-<"), frozenset("=+>")
"""The operations whose texts, put together, are the old source, and those whose texts are the new one."""


def diff_words(old: Sequence[str], new: Sequence[str], equality: WordEquality) -> tuple[DiffOperation, ...]:
    """The differences between two word sequences, cleaned up for reading. Removed words come before added ones."""
    return tuple(operations(clean_up(diff_segments(old, new, equality))))


def diff_runs(old: Sequence[str], new: Sequence[str], min_words: int) -> tuple[DiffOperation, ...]:
    """The differences without cleanup, in which only runs of at least `min_words` words count as equal."""
    merged: list[DiffSegment] = []
    for segment in diff_segments(old, new, WordEquality(Vocabulary())):
        equal = segment.equal and count_words(segment.old) >= min_words
        append_segment(merged, DiffSegment(equal, segment.old, segment.new))
    return tuple(operations(merged))


def operations(segments: Sequence[DiffSegment]) -> Iterator[DiffOperation]:
    """Segments as operations."""
    for segment in segments:
        if segment.equal:
            yield from _equal_operations(segment)
            continue
        for operation, words in (("-", segment.old), ("+", segment.new)):
            if text := "".join(words):
                yield operation, text


def _equal_operations(segment: DiffSegment) -> Iterator[DiffOperation]:
    """Words with the same source together; the others one by one, so that each can be found again."""
    if segment.old == segment.new:
        yield "=", "".join(segment.old)
        return
    equal: list[str] = []
    for old, new in zip(segment.old, segment.new, strict=True):
        if old == new:
            equal.append(old)
            continue
        if any(equal):
            yield "=", "".join(equal)
        yield from ((operation, word) for operation, word in (("<", old), (">", new)) if word)
        equal = []
    if any(equal):
        yield "=", "".join(equal)


@dataclass(frozen=True, slots=True)
class WordEdit:
    """The old words from index `start` to `end` replaced by `words`.

    `form_only` if a reader does not see the difference.
    """

    start: int
    end: int
    words: tuple[str, ...]
    form_only: bool = False


def word_edits(old: Sequence[str], new: Sequence[str], vocabulary: Vocabulary) -> list[WordEdit]:
    """The differences, cleaned up, as edits of the old words in order."""
    edits: list[WordEdit] = []
    at = 0
    for segment in clean_up(diff_segments(old, new, WordEquality(vocabulary))):
        end = at + sum(map(bool, segment.old))
        if segment.equal:
            edits += _form_edits(segment, at)
        else:
            edits.append(WordEdit(at, end, tuple(segment.new)))
        at = end
    return edits


def _form_edits(segment: DiffSegment, at: int) -> Iterator[WordEdit]:
    for old, new in zip(segment.old, segment.new, strict=True):
        end = at + bool(old)
        if old != new:
            yield WordEdit(at, end, (new,) if new else (), form_only=True)
        at = end
