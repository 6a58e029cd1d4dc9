"""Equal and replaced segments of two word sequences.

Words are encoded as characters and compared as such (see `common_runs`).
White space is left out of that: between words that have nothing in common there are as many equal spaces, and they
would outweigh a phrase that both sides have.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from blueprint.text.word_diff.common_runs import diff_codes
from blueprint.text.word_diff.vocabulary import Vocabulary


@dataclass(slots=True)
class DiffSegment:
    """Words that both sides have (`equal`), or old words replaced by new ones, either of which may be none.

    `lengths` counts the characters of the old and the new words, without white space.
    """

    equal: bool
    old: list[str]
    new: list[str]
    lengths: tuple[int, int] = (0, 0)

    @property
    def length(self) -> int:
        """The length of the longer side."""
        return max(self.lengths)

    def extend(self, other: DiffSegment) -> None:
        """Append the words of the segment that follows."""
        self.old.extend(other.old)
        self.new.extend(other.new)
        self.lengths = self.lengths[0] + other.lengths[0], self.lengths[1] + other.lengths[1]


def diff_segments(old: Sequence[str], new: Sequence[str], vocabulary: Vocabulary) -> list[DiffSegment]:
    """Equal and replaced segments in turn. White space is equal where it is the same beside equal words."""
    prefix, suffix = _common_ends(old, new)
    segments: list[DiffSegment] = []
    _append_equal(segments, old[:prefix])
    _append_middle(segments, old[prefix : len(old) - suffix], new[prefix : len(new) - suffix], vocabulary)
    _append_equal(segments, old[len(old) - suffix :])
    return segments


def append_segment(segments: list[DiffSegment], segment: DiffSegment) -> None:
    """Append a segment, or extend the last one by it if both are equal or both replaced. Empty segments are dropped."""
    if segments and segments[-1].equal == segment.equal:
        segments[-1].extend(segment)
    elif segment.old or segment.new:
        segments.append(segment)


def _common_ends(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    """The length of the common prefix, and of the common suffix of the rest."""
    shortest = min(len(old), len(new))
    prefix = next((at for at in range(shortest) if old[at] != new[at]), shortest)
    suffix = next((at for at in range(shortest - prefix) if old[-1 - at] != new[-1 - at]), shortest - prefix)
    return prefix, suffix


def _append_middle(segments: list[DiffSegment], old: Sequence[str], new: Sequence[str], vocabulary: Vocabulary) -> None:
    at_old = at_new = 0
    for (start_old, end_old), (start_new, end_new) in _equal_ranges(old, new, vocabulary):
        _append_replaced(segments, old[at_old:start_old], new[at_new:start_new])
        if old[start_old:end_old] == new[start_new:end_new]:
            _append_equal(segments, old[start_old:end_old])
        else:
            _append_respaced(segments, old[start_old:end_old], new[start_new:end_new])
        at_old, at_new = end_old, end_new
    _append_replaced(segments, old[at_old:], new[at_new:])


WordRange = tuple[int, int]
"""Indexes of the first word and of the one after the last."""


def _equal_ranges(
    old: Sequence[str], new: Sequence[str], vocabulary: Vocabulary
) -> Iterator[tuple[WordRange, WordRange]]:
    """Ranges of words that are the same on both sides but for white space."""
    encoded = vocabulary.encode_non_space(old), vocabulary.encode_non_space(new)
    left, right = ([at for at, code in enumerate(codes) if code] for codes in encoded)
    if vocabulary.full and old != new:
        return
    at_old = at_new = 0
    for operation, count in diff_codes("".join(encoded[0]), "".join(encoded[1])):
        if operation == "=":
            yield (left[at_old], left[at_old + count - 1] + 1), (right[at_new], right[at_new + count - 1] + 1)
        at_old += count if operation != "+" else 0
        at_new += count if operation != "-" else 0


def _append_respaced(segments: list[DiffSegment], old: Sequence[str], new: Sequence[str]) -> None:
    """Append the same words with different white space between some of them."""
    at_old = at_new = 0
    while at_old < len(old):
        end_old, end_new = at_old, at_new
        while end_old < len(old) and end_new < len(new) and old[end_old] == new[end_new]:
            end_old, end_new = end_old + 1, end_new + 1
        _append_equal(segments, old[at_old:end_old])
        at_old, at_new = _after_space(old, end_old), _after_space(new, end_new)
        _append_replaced(segments, old[end_old:at_old], new[end_new:at_new])


def _after_space(words: Sequence[str], at: int) -> int:
    """The index of the next word that is not white space."""
    while at < len(words) and words[at].isspace():
        at += 1
    return at


def _append_replaced(segments: list[DiffSegment], old: Sequence[str], new: Sequence[str]) -> None:
    """Append replaced words; white space with which both sides begin or end is equal."""
    prefix, suffix = 0, 0
    shortest = min(len(old), len(new))
    while prefix < shortest and old[prefix] == new[prefix] and old[prefix].isspace():
        prefix += 1
    while suffix < shortest - prefix and old[-1 - suffix] == new[-1 - suffix] and old[-1 - suffix].isspace():
        suffix += 1
    _append_equal(segments, old[:prefix])
    removed, added = list(old[prefix : len(old) - suffix]), list(new[prefix : len(new) - suffix])
    if removed or added:
        append_segment(segments, DiffSegment(False, removed, added, (_length(removed), _length(added))))
    _append_equal(segments, old[len(old) - suffix :])


def _append_equal(segments: list[DiffSegment], words: Sequence[str]) -> None:
    if not words:
        return
    length = _length(words)
    append_segment(segments, DiffSegment(True, list(words), list(words), (length, length)))


def _length(words: Sequence[str]) -> int:
    return len("".join("".join(words).split()))
