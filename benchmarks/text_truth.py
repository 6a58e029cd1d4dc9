"""What became of the paragraphs of a real history, as far as that is certain without asking our own alignment.

Between two neighbouring states:

- paragraphs that are equal but for white space, unique on both sides and not short are the same ones: anchors;
- between two anchors with as many paragraphs on both sides, those that are equal beside an anchor are the same ones, and so
  is a single changed one that is left if it shares most of its words;
- of one paragraph between two anchors that became several, or the reverse, those are linked that share most of their words
  or are a part;
- a paragraph that shares next to no words in a row with any other changed paragraph was deleted or inserted (no word at all,
  if it is short or alone between two anchors).

What became of any other paragraph is unknown. The truth over several states is composed of these steps, so it knows what two
distant states no longer show.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property, reduce
from itertools import pairwise, product
from unicodedata import normalize

from rapidfuzz.fuzz import ratio

from blueprint.text import Document, split, words

MIN_LETTERS = 16
"""Letters of an anchor: shorter texts, such as headings that are only a number, recur by chance."""
HALF, PART = 0.5, 0.75
"""Two paragraphs are the same if each has more than half of the other's words; so many of a part's words are the other's."""
UNRELATED = 0.1
"""Unrelated paragraphs have less than this share of either's pairs of words in common."""
SHORT, ALIKE = 8, 50
"""Texts of fewer words are no parts; unrelated ones have no word in common, and less than so many of 100 characters."""
ALL_PAIRS = 40_000
"""If more pairs of paragraphs are without an anchor, the text was rewritten: what was deleted or inserted is unknown."""

Pair = tuple[int, int]
"""The indexes of an old and a new paragraph."""


@dataclass(frozen=True, slots=True)
class Truth:
    """Links that are certain, and the paragraphs of either side of which all links are among these."""

    links: frozenset[Pair]
    known_old: frozenset[int]
    known_new: frozenset[int]

    def is_right(self, pair: Pair) -> bool | None:
        """Whether a link is right; None if that is unknown."""
        if pair in self.links:
            return True
        known = pair[0] in self.known_old or pair[1] in self.known_new
        return False if known else None

    def then(self, later: Truth) -> Truth:
        """The truth over the states of this one and those of a later one."""
        forward, after = _partners(self.links), _partners(later.links)
        backward = _partners((new, old) for old, new in later.links)
        return Truth(
            frozenset((old, new) for old, middle in self.links for new in after.get(middle, ())),
            frozenset(at for at in self.known_old if later.known_old.issuperset(forward.get(at, ()))),
            frozenset(at for at in later.known_new if self.known_new.issuperset(backward.get(at, ()))),
        )


def _partners(pairs: Iterable[Pair]) -> Mapping[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for one, other in pairs:
        found[one].add(other)
    return found


class ParagraphWords:
    """The paragraphs of one state, in the forms in which they are compared."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.keys = ["".join(normalize("NFC", each.text).split()) for each in document.paragraphs]
        self._counts: dict[int, tuple[Counter[str], Counter[tuple[str, str]]]] = {}

    @cached_property
    def unique(self) -> dict[str, int]:
        """The index of each key that can be an anchor."""
        counts = Counter(self.keys)
        return {key: at for at, key in enumerate(self.keys) if counts[key] == 1 and self.is_distinctive(at)}

    def is_distinctive(self, at: int) -> bool:
        """Whether a paragraph has enough letters not to recur by chance."""
        return sum(map(str.isalpha, self.keys[at])) >= MIN_LETTERS

    def counts(self, at: int) -> tuple[Counter[str], Counter[tuple[str, str]]]:
        """The words of a paragraph, without case and signs, and its pairs of neighbouring words."""
        if at not in self._counts:
            text = normalize("NFC", self.document.paragraphs[at].text).casefold()
            found = [word for word in words(text) if any(map(str.isalnum, word))]
            self._counts[at] = Counter(found), Counter(pairwise(["", *found]))
        return self._counts[at]


def shares(old: ParagraphWords, new: ParagraphWords, pair: Pair) -> tuple[float, float]:
    """The share of the old paragraph's words that the new one has, and the reverse."""
    left, right = old.counts(pair[0])[0], new.counts(pair[1])[0]
    shared = (left & right).total()
    return shared / max(1, left.total()), shared / max(1, right.total())


def _is_same(old: ParagraphWords, new: ParagraphWords, pair: Pair) -> bool:
    return old.keys[pair[0]] == new.keys[pair[1]] or min(shares(old, new, pair)) > HALF


def _is_part(old: ParagraphWords, new: ParagraphWords, pair: Pair) -> bool:
    lengths = old.counts(pair[0])[0].total(), new.counts(pair[1])[0].total()
    return any(share >= PART and length >= SHORT for share, length in zip(shares(old, new, pair), lengths, strict=True))


def _is_unrelated(old: ParagraphWords, new: ParagraphWords, pair: Pair, *, alone: bool) -> bool:
    (left, left_pairs), (right, right_pairs) = old.counts(pair[0]), new.counts(pair[1])
    if not left or not right:
        return False
    if alone or min(left.total(), right.total()) < SHORT:
        return left.keys().isdisjoint(right) and ratio(old.keys[pair[0]], new.keys[pair[1]]) < ALIKE
    return (left_pairs & right_pairs).total() < UNRELATED * min(left_pairs.total(), right_pairs.total())


def step_truth(old: ParagraphWords, new: ParagraphWords) -> Truth:
    """The truth about two neighbouring states."""
    anchors = {(at, new.unique[key]) for key, at in old.unique.items() if key in new.unique}
    gaps = list(_gaps(len(old.keys), len(new.keys), anchors))
    links = anchors.union(*(_links_in_gap(old, new, left, right) for left, right in gaps))
    equal = {pair for pair in links if old.keys[pair[0]] == new.keys[pair[1]]}
    alone = {(left[0], right[0]) for left, right in gaps if len(left) == len(right) == 1}
    deleted, inserted = _unrelated(old, new, equal, alone)
    doubtful = {pair for left, right in gaps for pair in _doubtful(old, new, left, right)} - links
    known_old = deleted | {at for at, _ in links} - {at for at, _ in doubtful}
    known_new = inserted | {to for _, to in links} - {to for _, to in doubtful}
    return Truth(frozenset(links), frozenset(known_old), frozenset(known_new))


def _unrelated(
    old: ParagraphWords, new: ParagraphWords, equal: Set[Pair], alone: Set[Pair]
) -> tuple[set[int], set[int]]:
    """The paragraphs of each side that are unrelated to all of the other side but those with an equal partner.

    Two that are alone between two anchors are related if they have any word in common.
    """
    left = set(range(len(old.keys))) - {at for at, _ in equal}
    right = set(range(len(new.keys))) - {to for _, to in equal}
    if len(left) * len(right) > ALL_PAIRS:
        return set(), set()
    related = [pair for pair in product(left, right) if not _is_unrelated(old, new, pair, alone=pair in alone)]
    return left - {at for at, _ in related}, right - {to for _, to in related}


def _gaps(old_count: int, new_count: int, anchors: Iterable[Pair]) -> Iterator[tuple[range, range]]:
    """What is between two anchors that follow each other on both sides."""
    ordered = [(-1, -1), *sorted(anchors), (old_count, new_count)]
    taken = sorted(new for _, new in ordered)
    following = dict(pairwise(taken))
    for (old, new), (next_old, next_new) in pairwise(ordered):
        if following.get(new) == next_new and next_old > old + 1 and next_new > new + 1:
            yield range(old + 1, next_old), range(new + 1, next_new)


def _links_in_gap(old: ParagraphWords, new: ParagraphWords, left: range, right: range) -> Iterator[Pair]:
    if len(left) == len(right):
        yield from _in_place(old, new, left, right)
    elif len(left) == 1 or len(right) == 1:
        for pair in product(left, right):
            is_same = old.is_distinctive(pair[0]) and _is_same(old, new, pair)
            if is_same or _is_part(old, new, pair):
                yield pair


def _doubtful(old: ParagraphWords, new: ParagraphWords, left: range, right: range) -> Iterator[Pair]:
    """Where one paragraph became several, or the reverse: all that have a word in common, which may be parts too."""
    if len(left) != len(right) and 1 in (len(left), len(right)):
        yield from (pair for pair in product(left, right) if not _is_unrelated(old, new, pair, alone=True))


def _in_place(old: ParagraphWords, new: ParagraphWords, left: range, right: range) -> Iterator[Pair]:
    """Equal paragraphs beside the anchors, and what is left between them if it is one that is still the same."""
    pairs = list(zip(left, right, strict=True))
    while pairs and old.keys[pairs[0][0]] == new.keys[pairs[0][1]]:
        yield pairs.pop(0)
    while pairs and old.keys[pairs[-1][0]] == new.keys[pairs[-1][1]]:
        yield pairs.pop()
    if len(pairs) == 1 and _is_same(old, new, pairs[0]):
        yield pairs[0]


class KnownHistory:
    """The states of a history, and the truth about any two of them."""

    def __init__(self, sources: Sequence[str]) -> None:
        self.states = [ParagraphWords(split(source)) for source in sources]

    @cached_property
    def _steps(self) -> list[Truth]:
        return [step_truth(old, new) for old, new in pairwise(self.states)]

    def document(self, at: int) -> Document:
        """A state, split into paragraphs."""
        return self.states[at].document

    def truth(self, first: int, last: int) -> Truth:
        """The truth about two states, composed of the steps between them."""
        return reduce(Truth.then, self._steps[first:last])

    def judged(self, first: int, last: int, links: Iterable[Pair]) -> dict[Pair, bool]:
        """Which links of two states are right and which are wrong, without those of which that is unknown.

        So it is if a paragraph was deleted, and one that shares most of its words was inserted later.
        """
        truth, old, new = self.truth(first, last), self.states[first], self.states[last]
        linked = {at for at, _ in truth.links}, {to for _, to in truth.links}
        found = {}
        for pair in links:
            right = truth.is_right(pair)
            restored = pair[0] not in linked[0] and pair[1] not in linked[1] and _is_same(old, new, pair)
            if right is not None and not restored:
                found[pair] = right
        return found
