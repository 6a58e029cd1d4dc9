"""Semantic cleanup of a word diff: what diff-match-patch does on characters, done on words.

An equality that is no longer than the changes on both sides is coincidental and is dropped, unless it is a phrase that
nobody writes twice by chance. An insertion or deletion that could be placed in several ways is shifted to where a
phrase begins.
"""

from __future__ import annotations

from collections.abc import Sequence

from blueprint.text.document.words import count_words, is_space, word_key
from blueprint.text.word_diff.segments import DiffSegment

PHRASE_WORDS = 6
"""So many equal words in a row are never coincidental."""
SENTENCE_ENDS = frozenset(".!?。！？…؟۔।")


def clean_up(segments: list[DiffSegment]) -> list[DiffSegment]:
    """Drop coincidental equalities, then shift insertions and deletions to phrase boundaries. Modifies its argument."""
    merged = _without_coincidences(segments)
    for before, edit, after in zip(merged, merged[1:], merged[2:], strict=False):
        if not edit.equal and not (edit.old and edit.new):
            _shift(before, edit, after)
    return [segment for segment in merged if segment.old or segment.new]


def _without_coincidences(segments: Sequence[DiffSegment]) -> list[DiffSegment]:
    """One pass with a stack, as dropping an equality enlarges the change before it, so that earlier ones may follow."""
    stack: list[DiffSegment] = []
    for segment in segments:
        stack.append(segment)
        while len(stack) >= 3 and _is_coincidental(*stack[-3:]):
            after, equality = stack.pop(), stack.pop()
            stack[-1].extend(equality)
            stack[-1].extend(after)
    return stack


def _is_coincidental(before: DiffSegment, equality: DiffSegment, after: DiffSegment) -> bool:
    short = equality.equal and equality.length <= before.length and equality.length <= after.length
    return short and count_words(equality.old) < PHRASE_WORDS


def _shift(before: DiffSegment, edit: DiffSegment, after: DiffSegment) -> None:
    """Move an insertion or deletion, among the positions that mean the same, to the one with the best boundaries."""
    inserted = bool(edit.new)
    moving, own = (edit.new, (before.new, after.new)) if inserted else (edit.old, (before.old, after.old))
    other = (before.old, after.old) if inserted else (before.new, after.new)
    text, rest = own[0] + moving + own[1], other[0] + other[1]
    best = _best_place(text, len(own[0]), len(moving))
    end = best + len(moving)
    if best != len(own[0]):
        moving[:] = text[best:end]
        own[0][:], own[1][:] = text[:best], text[end:]
        other[0][:], other[1][:] = rest[:best], rest[best:]


def _best_place(text: Sequence[str], at: int, length: int) -> int:
    """Where the `length` words from `at` on could be as well: the place whose boundaries are best, of several the last."""
    low = high = at
    while low > 0 and word_key(text[low - 1]) == word_key(text[low + length - 1]):
        low -= 1
    while high + length < len(text) and word_key(text[high]) == word_key(text[high + length]):
        high += 1
    if low == high:
        return at
    return max(
        range(low, high + 1), key=lambda at: (_boundary_score(text, at) + _boundary_score(text, at + length), at)
    )


def _boundary_score(text: Sequence[str], at: int) -> int:
    """How good a boundary of an edit is: 4 at an end of the text, 3 after a sentence, 1 beside white space, else 0."""
    if at == 0 or at == len(text):
        return 4
    if is_space(text[at - 1]):
        return 3 if at > 1 and text[at - 2] in SENTENCE_ENDS else 1
    if text[at - 1] in SENTENCE_ENDS:
        return 3
    return 1 if is_space(text[at]) else 0
