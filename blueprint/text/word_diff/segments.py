"""Wording: which words were removed and added between two texts, smoothed for reading.

The words are coded as characters and compared by diff-match-patch's algorithm (Myers, with its half-match shortcut). White
space is left out of that: between words that have nothing to do with each other there are as many spaces that are equal, and
they would outweigh a phrase that was kept. Then two things that diff-match-patch calls semantic clean-up are done on words:
what is kept between changes is given up when it is no longer than the changes on both sides (chance, not survival), unless
it is a phrase that nobody writes twice by chance; and an edit that could stand in several places is slid to where a phrase
begins.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fast_diff_match_patch import diff
from rapidfuzz.distance import LCSseq

from blueprint.text.diff.model import Word
from blueprint.text.word_diff.vocabulary import Vocabulary

PATIENCE = 1.0
"""Seconds after which a comparison of two huge paragraphs that share little stops looking for the shortest answer."""
LONG, OFTEN, FEW = 5000, 8, 200
"""A text of so many words repeats itself where a quarter of it is found so often; so many differences are found at once."""
PHRASE = 6
"""So many words in a row that are kept were kept on purpose, however much changed around them."""
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
    """The words kept and replaced in turn, unsmoothed; white space is kept where it is the same beside kept words."""
    low, high = _same_ends(old, new)
    found: list[Piece] = []
    _keep(found, old[:low])
    _compared(found, old[low : len(old) - high], new[low : len(new) - high], vocabulary)
    _keep(found, old[len(old) - high :])
    return found


def _same_ends(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    """How many words both begin with, and how many of the rest both end with: mostly that is nearly all of them."""
    shortest = min(len(old), len(new))
    low = next((at for at in range(shortest) if old[at] != new[at]), shortest)
    high = next((at for at in range(shortest - low) if old[-1 - at] != new[-1 - at]), shortest - low)
    return low, high


def _compared(found: list[Piece], old: Sequence[str], new: Sequence[str], vocabulary: Vocabulary) -> None:
    """Add the pieces of what lies between the ends."""
    at_old = at_new = 0
    for (start_old, end_old), (start_new, end_new) in _common(old, new, vocabulary):
        _change(found, old[at_old:start_old], new[at_new:start_new])
        if old[start_old:end_old] == new[start_new:end_new]:
            _keep(found, old[start_old:end_old])
        else:
            _respaced(found, old[start_old:end_old], new[start_new:end_new])
        at_old, at_new = end_old, end_new
    _change(found, old[at_old:], new[at_new:])


Stretch = tuple[int, int]


def _common(old: Sequence[str], new: Sequence[str], vocabulary: Vocabulary) -> Iterator[tuple[Stretch, Stretch]]:
    """Stretches of words, from the first to behind the last, that are the same on both sides but for white space."""
    coded = vocabulary.codes(old), vocabulary.codes(new)
    left, right = ([at for at, code in enumerate(codes) if code] for codes in coded)
    if vocabulary.full and old != new:
        return
    texts = "".join(coded[0]), "".join(coded[1])
    tedious = _repeats_itself(*sorted(texts, key=len))
    if tedious and not _much_alike(*texts):
        return
    at_old = at_new = 0
    for operation, count in diff(*texts, timelimit=0 if tedious else PATIENCE, checklines=False, cleanup="No"):
        if operation == "=":
            yield (left[at_old], left[at_old + count - 1] + 1), (right[at_new], right[at_new + count - 1] + 1)
        at_old += count if operation != "+" else 0
        at_new += count if operation != "-" else 0


def _repeats_itself(short: str, long: str) -> bool:
    """Whether the half-match would try place after place: it looks for two quarters of the longer text in the shorter."""
    if len(short) < LONG:
        return False
    size = len(long) // 4
    seeds = (long[start : start + size] for start in ((len(long) + 3) // 4, (len(long) + 1) // 2))
    return any(_found_often(seed, short) for seed in seeds)


def _found_often(seed: str, text: str) -> bool:
    at = -1
    return all((at := text.find(seed, at + 1)) >= 0 for _ in range(OFTEN))


def _much_alike(one: str, other: str) -> bool:
    """Whether so few words differ that Myers's algorithm is quick without the half-match, which is what bounds its time."""
    return int(LCSseq.distance(one, other, score_cutoff=FEW)) <= FEW


def _respaced(found: list[Piece], old: Sequence[str], new: Sequence[str]) -> None:
    """Add the same words with other white space between some of them."""
    at_old = at_new = 0
    while at_old < len(old):
        end_old, end_new = at_old, at_new
        while end_old < len(old) and end_new < len(new) and old[end_old] == new[end_new]:
            end_old, end_new = end_old + 1, end_new + 1
        _keep(found, old[at_old:end_old])
        at_old, at_new = _behind_space(old, end_old), _behind_space(new, end_new)
        _change(found, old[end_old:at_old], new[end_new:at_new])


def _behind_space(words: Sequence[str], at: int) -> int:
    """The next place where a word stands that is no white space."""
    while at < len(words) and words[at].isspace():
        at += 1
    return at


def _change(found: list[Piece], old: Sequence[str], new: Sequence[str]) -> None:
    """Add what was replaced, but for the white space that both sides begin or end with."""
    low, high = 0, 0
    shortest = min(len(old), len(new))
    while low < shortest and old[low] == new[low] and old[low].isspace():
        low += 1
    while high < shortest - low and old[-1 - high] == new[-1 - high] and old[-1 - high].isspace():
        high += 1
    _keep(found, old[:low])
    removed, added = list(old[low : len(old) - high]), list(new[low : len(new) - high])
    if removed or added:
        _append(found, Piece(False, removed, added, (_weight(removed), _weight(added))))
    _keep(found, old[len(old) - high :])


def _keep(found: list[Piece], words: Sequence[str]) -> None:
    if not words:
        return
    weight = _weight(words)
    _append(found, Piece(True, list(words), list(words), (weight, weight)))


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
    slight = kept.kept and kept.weight <= before.weight and kept.weight <= after.weight
    return slight and sum(1 for word in kept.old if word[0].isalnum()) < PHRASE


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
