"""Wording: which words were removed and added between two texts, smoothed for reading.

The words are coded as characters and compared by diff-match-patch's algorithm (Myers, with its half-match shortcut). Then
two things that diff-match-patch calls semantic clean-up are done on words: what is kept between changes is given up when
it is no longer than the changes on both sides (chance, not survival), and an edit that could stand in several places is
slid to where a phrase begins.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fast_diff_match_patch import diff

from blueprint.text.comparison import Word
from blueprint.text.vocabulary import Vocabulary

PATIENCE = 1.0
"""Seconds after which a comparison of two huge paragraphs that share little stops looking for the shortest answer."""
SENTENCE_ENDS = frozenset(".!?。！？…؟۔।")


@dataclass(slots=True)
class Piece:
    """Words kept, the same on both sides, or old words replaced by new ones (either may be none)."""

    kept: bool
    old: list[str]
    new: list[str]
    weights: tuple[int, int] = (0, 0)

    @property
    def weight(self) -> int:
        """Visible characters on the longer side."""
        return max(self.weights)


def changed_words(old: Sequence[str], new: Sequence[str], vocabulary: Vocabulary) -> tuple[Word, ...]:
    """What was kept, removed and added from the old words to the new: pieces of source text, removed before added."""
    return tuple(_spoken(smooth(pieces(old, new, vocabulary))))


def surviving_words(old: Sequence[str], new: Sequence[str], fewest: int) -> tuple[Word, ...]:
    """What was kept, removed and added, unsmoothed, with only runs of at least `fewest` words counted as kept."""
    merged: list[Piece] = []
    for piece in pieces(old, new, Vocabulary()):
        lasting = piece.kept and sum(1 for word in piece.old if word[0].isalnum()) >= fewest
        _append(merged, Piece(lasting, piece.old, piece.new))
    return tuple(_spoken(merged))


def pieces(old: Sequence[str], new: Sequence[str], vocabulary: Vocabulary) -> list[Piece]:
    """The words kept and replaced in turn, unsmoothed."""
    found: list[Piece] = []
    at_old = at_new = 0
    for operation, count in _operations(old, new, vocabulary):
        removed = list(old[at_old : at_old + count]) if operation != "+" else []
        added = list(new[at_new : at_new + count]) if operation != "-" else []
        at_old, at_new = at_old + len(removed), at_new + len(added)
        weight = _weight(removed)
        _append(
            found, Piece(operation == "=", removed, added, (weight, weight if operation == "=" else _weight(added)))
        )
    return found


def _operations(old: Sequence[str], new: Sequence[str], vocabulary: Vocabulary) -> list[tuple[str, int]]:
    coded = vocabulary.encode(old), vocabulary.encode(new)
    if vocabulary.full and old != new:
        return [("-", len(old)), ("+", len(new))]
    found: list[tuple[str, int]] = diff(*coded, timelimit=PATIENCE, checklines=False, cleanup="No")
    return found


def _weight(words: Sequence[str]) -> int:
    return len("".join("".join(words).split()))


def _append(found: list[Piece], piece: Piece) -> None:
    if found and found[-1].kept == piece.kept:
        _extend(found[-1], piece)
    elif piece.old or piece.new:
        found.append(piece)


def _extend(piece: Piece, by: Piece) -> None:
    piece.old.extend(by.old)
    piece.new.extend(by.new)
    piece.weights = piece.weights[0] + by.weights[0], piece.weights[1] + by.weights[1]


@dataclass(frozen=True, slots=True)
class Edit:
    """Words `start` to `end` of a base replaced by others."""

    start: int
    end: int
    words: tuple[str, ...]


def edits(base: Sequence[str], new: Sequence[str], vocabulary: Vocabulary) -> list[Edit]:
    """The smoothed differences as edits of the base's words, in order."""
    found = []
    at = 0
    for piece in smooth(pieces(base, new, vocabulary)):
        if not piece.kept:
            found.append(Edit(at, at + len(piece.old), tuple(piece.new)))
        at += len(piece.old)
    return found


def smooth(found: list[Piece]) -> list[Piece]:
    """Give up kept words that are no longer than the changes on both sides of them, then slide edits to phrases.

    The pieces given are used up.
    """
    settled = _absorbed(found)
    for before, edit, after in zip(settled, settled[1:], settled[2:], strict=False):
        if not edit.kept and not (edit.old and edit.new):
            _slide(before, edit, after)
    return [piece for piece in settled if piece.old or piece.new]


def _absorbed(found: Sequence[Piece]) -> list[Piece]:
    """One pass with a stack: giving up kept words enlarges the change before, so what was kept before is weighed again."""
    stack: list[Piece] = []
    for piece in found:
        stack.append(piece)
        while len(stack) >= 3 and piece_is_slight(*stack[-3:]):
            last, kept = stack.pop(), stack.pop()
            _extend(stack[-1], kept)
            _extend(stack[-1], last)
    return stack


def piece_is_slight(before: Piece, kept: Piece, after: Piece) -> bool:
    """Whether what was kept between two changes is rather chance than survival."""
    return kept.kept and kept.weight <= before.weight and kept.weight <= after.weight


def _slide(before: Piece, edit: Piece, after: Piece) -> None:
    """Move an insertion or deletion to the place, among those that mean the same, where a phrase begins."""
    moving = edit.old or edit.new
    text = before.old + moving + after.old
    low = high = len(before.old)
    length = len(moving)
    while low > 0 and text[low - 1] == text[low + length - 1]:
        low -= 1
    while high + length < len(text) and text[high] == text[high + length]:
        high += 1
    if low == high:
        return
    best = max(range(low, high + 1), key=lambda at: (_edge(text, at) + _edge(text, at + length), at))
    before.old[:] = before.new[:] = text[:best]
    moving[:] = text[best : best + length]
    after.old[:] = after.new[:] = text[best + length :]


def _edge(text: Sequence[str], at: int) -> int:
    """How good a place this is for an edit to begin or end: 4 at the edge of the whole, down to 0 within a phrase."""
    if at == 0 or at == len(text):
        return 4
    if text[at - 1].isspace():
        return 3 if at > 1 and text[at - 2] in SENTENCE_ENDS else 1
    if text[at - 1] in SENTENCE_ENDS:
        return 3
    return 1 if text[at].isspace() else 0


def _spoken(found: Sequence[Piece]) -> Iterator[Word]:
    for piece in found:
        if piece.kept:
            yield "=", "".join(piece.old)
            continue
        if piece.old:
            yield "-", "".join(piece.old)
        if piece.new:
            yield "+", "".join(piece.new)
