"""Alignment: which old paragraphs became which new ones, found in stages.

1. Equal but for white space: what occurs once on each side, then neighbours of pairs, then the rest in order.
2. Equal but for markup and numbering, likewise.
3. Alike (see `likeness`): the certain ones where they stand; the sure ones from afar as well; then splits and joins; then
   the rest; then splits and joins once more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

from blueprint.text.diff.exact import pair_equal, pair_leftovers
from blueprint.text.diff.features import Sketch
from blueprint.text.diff.fuzzy import Likeness
from blueprint.text.diff.matching import Pairing, heaviest_rise
from blueprint.text.diff.split_join import Groups, groups, is_part, torn

EXACT: Callable[[Sketch], str] = attrgetter("exact")
PLAIN: Callable[[Sketch], str] = attrgetter("plain")
REFORMATTED = 0.98
TELLING_PLAIN = 40
TELLING = 12
"""A text of fewer characters that occurs several times says nothing about where one of them went."""


@dataclass(frozen=True, slots=True)
class Link:
    """Old paragraphs that became new ones: one to one, one to several (split) or several to one (joined)."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    confidence: float
    moved: bool


Known = tuple[tuple[int, ...], tuple[int, ...]]
"""Old paragraphs that are known to have become new ones: one to one, one to several or several to one."""
STORED = 0.95
"""How sure what was known beforehand is."""


def align(old: Sequence[Sketch], new: Sequence[Sketch], known: Sequence[Known] = ()) -> list[Link]:
    """Link old to new paragraphs; what is in no link was deleted or inserted. In old order. `known` links are kept."""
    pairing = Pairing(len(old), len(new), [len(sketch.paragraph.text) + 1 for sketch in old])
    groups = _Groups(old, new, pairing)
    for link in known:
        groups.take(*link)
    _pair_equal(old, new, pairing)
    likeness = Likeness(old, new, pairing)
    likeness.pair_certain()
    likeness.pair(sure=True)
    groups.gather()
    likeness.pair(sure=False)
    groups.gather()
    groups.gather_far(likeness.far)
    return groups.links()


def _pair_equal(old: Sequence[Sketch], new: Sequence[Sketch], pairing: Pairing) -> None:
    left, right = [sketch.paragraph.text for sketch in old], [sketch.paragraph.text for sketch in new]
    pair_equal(left, right, pairing)
    pair_equal(_keys(old, pairing.forth, EXACT), _keys(new, pairing.back, EXACT), pairing)
    pair_equal(_keys(old, pairing.forth, PLAIN), _keys(new, pairing.back, PLAIN), pairing, REFORMATTED, TELLING_PLAIN)
    pair_leftovers([_telling(key) for key in left], [_telling(key) for key in right], pairing)


def _keys(sketches: Sequence[Sketch], partners: Sequence[int], key: Callable[[Sketch], str]) -> list[str | None]:
    """The keys of those without a partner; None for the others, and for a key that is empty."""
    return [(key(sketch) or None) if partner < 0 else None for sketch, partner in zip(sketches, partners, strict=True)]


def _telling(key: str) -> str | None:
    return key if len(key) >= TELLING else None


class _Groups:
    """The splits and joins found so far beside the pairs."""

    def __init__(self, old: Sequence[Sketch], new: Sequence[Sketch], pairing: Pairing) -> None:
        self._old, self._new, self._pairing = old, new, pairing
        self._splits: Groups = {}
        self._joins: Groups = {}

    def take(self, old: tuple[int, ...], new: tuple[int, ...]) -> None:
        """Take a link as given, but for parts that have hardly a word of the whole: they came in and went out between."""
        pairing = self._pairing
        pairing.link(old[0], new[0], STORED)
        parts = [at for at in new[1:] if is_part(self._new[at], self._old[old[0]])]
        wholes = [at for at in old[1:] if is_part(self._old[at], self._new[new[0]])]
        for at in parts:
            pairing.back[at] = old[0]
        for at in wholes:
            pairing.forth[at] = new[0]
        if parts:
            self._splits[old[0]] = sorted((new[0], *parts))
        if wholes:
            self._joins[new[0]] = sorted((old[0], *wholes))

    def gather(self) -> None:
        """Look for splits, then for joins, among pairs that are in neither; their parts are free no more."""
        pairing = self._pairing
        for at, members in groups(self._old, self._new, self._single(), pairing.back).items():
            self._splits[at] = members
            for member in members:
                pairing.back[member] = at
        for at, members in groups(self._new, self._old, self._single_back(), pairing.forth).items():
            self._joins[at] = members
            for member in members:
                pairing.forth[member] = at

    def gather_far(self, far: Sequence[tuple[int, int]]) -> None:
        """Look for parts of splits and joins that do not stand beside the others."""
        pairing = self._pairing
        for at, part in torn(self._old, self._new, self._single(), pairing.back, far):
            if pairing.back[part] < 0 and at not in self._splits:
                self._splits[at] = sorted((pairing.forth[at], part))
                pairing.back[part] = at
        turned = [(new, old) for old, new in far]
        for at, part in torn(self._new, self._old, self._single_back(), pairing.forth, turned):
            if pairing.forth[part] < 0 and at not in self._joins:
                self._joins[at] = sorted((pairing.back[at], part))
                pairing.forth[part] = at

    def _single(self) -> list[int]:
        joined = {member for members in self._joins.values() for member in members}
        return [-1 if at in joined or at in self._splits else to for at, to in enumerate(self._pairing.forth)]

    def _single_back(self) -> list[int]:
        parts = {member for members in self._splits.values() for member in members}
        return [-1 if at in parts or at in self._joins else to for at, to in enumerate(self._pairing.back)]

    def links(self) -> list[Link]:
        """Every pair, split and join, in old order, with those that left the common order marked as moved."""
        found = sorted(self._unordered())
        weights = [sum(len(self._old[at].paragraph.text) for at in old) + 1 for old, _, _ in found]
        stayed = set(heaviest_rise([(new[0], weight) for (_, new, _), weight in zip(found, weights, strict=True)]))
        return [Link(*each, moved=at not in stayed) for at, each in enumerate(found)]

    def _unordered(self) -> Iterator[tuple[tuple[int, ...], tuple[int, ...], float]]:
        sure = self._pairing.confidence
        joined = {member for members in self._joins.values() for member in members}
        for new, members in self._joins.items():
            yield tuple(members), (new,), max(sure.get(member, 0.0) for member in members)
        for old, new in enumerate(self._pairing.forth):
            if new >= 0 and old not in joined:
                yield (old,), tuple(self._splits.get(old, (new,))), sure[old]
