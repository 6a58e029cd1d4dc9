"""Equal and replaced segments of two word sequences.

Words are encoded as characters and compared as such (see `common_runs`).
White space is left out of that: between words that have nothing in common there are as many equal spaces, and they
would outweigh a phrase that both sides have.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from blueprint.text.document.forms import canonical
from blueprint.text.document.words import is_space
from blueprint.text.word_diff.common_runs import diff_codes
from blueprint.text.word_diff.vocabulary import Vocabulary

BLANK_LINE = re.compile(r"(?>\r\n?|\n)[ \t]*[\r\n]")
"""White space that ends a paragraph, in the source of several."""


@dataclass(slots=True)
class DiffSegment:
    """Words that both sides have (`equal`), or old words replaced by new ones, either of which may be none.

    Both sides of equal words have as many, and those at one position are the same word or white space, though maybe in
    another form. `lengths` counts the characters of the old and the new words, without white space.
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


@dataclass(frozen=True, slots=True)
class WordEquality:
    """Which words are equal: in code those with the same source (`exact`), else those of one form.

    White space is equal to any other that begins no paragraph, and to none, unless it is `needed` to tell two texts
    apart, as that after the signs of a heading.
    """

    vocabulary: Vocabulary
    exact: bool = False
    needed: bool = False

    def codes(self, words: Sequence[str]) -> list[str]:
        """The code of each word, by which the longest common subsequence is found; "" for white space."""
        return self.vocabulary.encode(words)

    def same_space(self, old: str, new: str) -> bool:
        """Whether white space differs in form alone: not in code, and not where one side begins a paragraph."""
        if self.exact or (self.needed and bool(old) != bool(new)):
            return False
        return bool(BLANK_LINE.search(old)) == bool(BLANK_LINE.search(new))


def diff_segments(old: Sequence[str], new: Sequence[str], equality: WordEquality) -> list[DiffSegment]:
    """Equal and replaced segments in turn. White space is equal where there is some on both sides."""
    prefix, suffix = _common_ends(old, new)
    segments: list[DiffSegment] = []
    _append_equal(segments, begin := old[:prefix], begin)
    _append_middle(segments, old[prefix : len(old) - suffix], new[prefix : len(new) - suffix], equality)
    _append_equal(segments, end := old[len(old) - suffix :], end)
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


def _append_middle(segments: list[DiffSegment], old: Sequence[str], new: Sequence[str], equality: WordEquality) -> None:
    at_old = at_new = 0
    for (start_old, end_old), (start_new, end_new) in _equal_ranges(old, new, equality):
        _append_replaced(segments, old[at_old:start_old], new[at_new:start_new], equality)
        _append_equal_forms(segments, old[start_old:end_old], new[start_new:end_new], equality)
        at_old, at_new = end_old, end_new
    _append_replaced(segments, old[at_old:], new[at_new:], equality)


WordRange = tuple[int, int]
"""Indexes of the first word and of the one after the last."""


def _equal_ranges(
    old: Sequence[str], new: Sequence[str], equality: WordEquality
) -> Iterator[tuple[WordRange, WordRange]]:
    """Ranges of words that are the same on both sides but for form and white space."""
    encoded = equality.codes(old), equality.codes(new)
    left, right = ([at for at, code in enumerate(codes) if code] for codes in encoded)
    if equality.vocabulary.full and old != new:
        return
    at_old = at_new = 0
    for operation, count in diff_codes("".join(encoded[0]), "".join(encoded[1])):
        if operation == "=":
            yield (left[at_old], left[at_old + count - 1] + 1), (right[at_new], right[at_new + count - 1] + 1)
        at_old += count if operation != "+" else 0
        at_new += count if operation != "-" else 0


def _append_equal_forms(
    segments: list[DiffSegment], old: Sequence[str], new: Sequence[str], equality: WordEquality
) -> None:
    """Append the same words, maybe in another form, or with other white space between some of them."""
    if old == new:
        _append_equal(segments, old, old)
        return
    at_old = at_new = 0
    while at_old < len(old):
        if same := _same_words(old, at_old, new, at_new):
            _append_equal(segments, words := old[at_old : at_old + same], words)
            at_old, at_new = at_old + same, at_new + same
            continue
        end_old, end_new = _after_space(old, at_old), _after_space(new, at_new)
        _append_space(segments, old[at_old:end_old], new[at_new:end_new], equality)
        if end_old < len(old):
            _append_word(segments, old[end_old], new[end_new], equality)
        at_old, at_new = end_old + 1, end_new + 1


def _same_words(old: Sequence[str], at_old: int, new: Sequence[str], at_new: int) -> int:
    """How many words are the same in both from here on, up to white space that is followed by a difference."""
    count, longest = 0, min(len(old) - at_old, len(new) - at_new)
    while count < longest and old[at_old + count] == new[at_new + count]:
        count += 1
    while count and count < longest and is_space(old[at_old + count - 1]):
        count -= 1
    return count


def _append_word(segments: list[DiffSegment], old: str, new: str, equality: WordEquality) -> None:
    if old == new or not equality.exact or canonical(old) == canonical(new):
        _append_equal(segments, [old], [new])
    else:
        append_segment(segments, DiffSegment(False, [old], [new], (len(old), len(new))))


def _append_space(segments: list[DiffSegment], old: Sequence[str], new: Sequence[str], equality: WordEquality) -> None:
    """Append white space between equal words. It is replaced if it ends a paragraph in one side alone; in code, if it
    differs.

    One side may have none: beside a sign, or in a script without spaces, as elsewhere the words would not be equal.
    """
    if old == new or equality.same_space("".join(old), "".join(new)):
        width = max(len(old), len(new))
        _append_equal(segments, [*old, *[""] * (width - len(old))], [*new, *[""] * (width - len(new))])
    else:
        append_segment(segments, DiffSegment(False, list(old), list(new)))


def _after_space(words: Sequence[str], at: int) -> int:
    """The index of the next word that is not white space."""
    while at < len(words) and is_space(words[at]):
        at += 1
    return at


def _append_replaced(
    segments: list[DiffSegment], old: Sequence[str], new: Sequence[str], equality: WordEquality
) -> None:
    """Append replaced words. White space with which both sides begin or end is equal, and so is that of a side without
    words: what replaces it is marked, or nothing does.
    """
    prefix, suffix = 0, 0
    shortest = min(len(old), len(new))
    while prefix < shortest and _equal_space(old[prefix], new[prefix], equality):
        prefix += 1
    while suffix < shortest - prefix and _equal_space(old[-1 - suffix], new[-1 - suffix], equality):
        suffix += 1
    _append_equal(segments, old[:prefix], new[:prefix])
    removed, added = list(old[prefix : len(old) - suffix]), list(new[prefix : len(new) - suffix])
    if _is_equal_space(removed, added, equality):
        _append_equal(segments, removed, [""] * len(removed))
        removed = []
    elif _is_equal_space(added, removed, equality):
        _append_equal(segments, [""] * len(added), added)
        added = []
    if removed or added:
        append_segment(segments, DiffSegment(False, removed, added, (_length(removed), _length(added))))
    _append_equal(segments, old[len(old) - suffix :], new[len(new) - suffix :])


def _is_equal_space(words: Sequence[str], others: Sequence[str], equality: WordEquality) -> bool:
    """Whether words are white space alone that is equal to none, and the others are not white space too."""
    if not words or not all(map(is_space, words)) or (others and all(map(is_space, others))):
        return False
    return equality.same_space("".join(words), "")


def _equal_space(old: str, new: str, equality: WordEquality) -> bool:
    return is_space(old) and is_space(new) and (old == new or equality.same_space(old, new))


def _append_equal(segments: list[DiffSegment], old: Sequence[str], new: Sequence[str]) -> None:
    if old or new:
        length = _length(old)
        append_segment(
            segments, DiffSegment(True, list(old), list(new), (length, length if new is old else _length(new)))
        )


def _length(words: Sequence[str]) -> int:
    return len("".join("".join(words).split()))
