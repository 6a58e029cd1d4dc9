"""Likeness: the stage of alignment that pairs paragraphs which are alike without being equal.

Candidates come from the same gap and from an index of rare words. They are taken greedily, the most alike first: in one
pass those that are sure, which makes the gaps smaller, and in a second pass the rest. How alike is enough falls with
company: two paragraphs that lie between the same two paired ones need less than two that are far apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from heapq import nlargest
from itertools import product

from blueprint.text.diff.features import Sketch
from blueprint.text.diff.matching import Gap, Pairing
from blueprint.text.diff.similarity import RARE, Scale, by_letters
from blueprint.text.document.model import ParagraphKind

CERTAIN = 0.75
"""So alike, and clearly more so than anything else between the same two paired paragraphs: no need to look elsewhere."""
SURE = 0.6
SURE_FAR = 0.75
IN_GAP = 0.35
ALONE_IN_GAP = 0.30
RENAMED = 0.10
"""A heading that stands alone between the same two paragraphs, on the same level, was probably renamed."""
FAR = 0.55
FAR_AND_SHORT = 0.65
SHORT = 8
NEARBY = 0.08
"""What standing in the same gap is worth."""
ALL_PAIRS = 400
"""Up to so many pairs of a gap are all looked at; of a larger gap those about as far into it on both sides."""
BAND = 5
CANDIDATES = 4
LEADS, SHINGLE = 4, 3
"""A paragraph with fewer rare words is also looked for by its runs of so many words: in a law every word is common."""
WHOLE = 232_792_560
"""What a word or run is worth, shared out among all that have it; all counts up to RARE divide it."""
CLEARLY = 0.3


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two free paragraphs, how alike they are, and how alike they must be to be paired where they stand."""

    old: int
    new: int
    alike: float
    needed: float
    rank: float


class Likeness:
    """Pairs paragraphs that are alike; keeps what it has measured from one pass to the next."""

    def __init__(self, old: Sequence[Sketch], new: Sequence[Sketch], pairing: Pairing) -> None:
        self._old, self._new, self._pairing = old, new, pairing
        self._left, self._right = unpaired(pairing.forth), unpaired(pairing.back)
        self._scale = Scale([*(old[at] for at in self._left), *(new[at] for at in self._right)])
        self._known: dict[tuple[int, int], float] = {}
        self.far: list[tuple[int, int]] = []

    def pair_certain(self) -> None:
        """Pair what is like no other in its gap; then, for what is left, see what may belong together from afar."""
        candidates = [Candidate(*pair, self._alike(*pair), CERTAIN, 0.0) for pair in self._near()]
        rivals = Rivals(sorted(candidates, key=lambda each: -each.alike))
        for each in candidates:
            rival = rivals.of(each)
            if each.alike >= CERTAIN and each.alike - rival >= CLEARLY and self._pairing.free(each.old, each.new):
                self._pairing.link(each.old, each.new, confidence(each.alike, rival))
        self._look_afar()

    def _look_afar(self) -> None:
        forth, back = self._pairing.forth, self._pairing.back
        sides = [(at, self._old[at]) for at in self._left], [(at, self._new[at]) for at in self._right]
        free_old = [side for side in sides[0] if forth[side[0]] < 0]
        free_new = [side for side in sides[1] if back[side[0]] < 0]
        paired_new = [side for side in sides[1] if back[side[0]] >= 0]
        rare = self._scale.rare
        self.far = sharing(rare, sides[0], free_new) + sharing(rare, free_old, paired_new)

    def pair(self, *, sure: bool) -> None:
        """Pair what is alike enough for where it stands; with `sure` only what is clearly alike."""
        ranked = sorted(self._candidates(sure), key=lambda each: (-each.rank, abs(each.old - each.new), each.old))
        rivals = Rivals(ranked)
        for each in ranked:
            if each.alike >= each.needed and self._pairing.free(each.old, each.new):
                self._pairing.link(each.old, each.new, confidence(each.alike, rivals.of(each)))

    def _similarity(self, old: int, new: int) -> float:
        known = self._known.get((old, new))
        if known is None:
            known = self._known[old, new] = self._scale.similarity(self._old[old], self._new[new])
        return known

    def _alike(self, old: int, new: int) -> float:
        """As for what stands close together, where short texts are compared by their letters too."""
        return max(self._similarity(old, new), by_letters(self._old[old], self._new[new]))

    def _near(self) -> Iterator[tuple[int, int]]:
        for gap in self._pairing.gaps():
            yield from _nearby(gap)

    def _candidates(self, sure: bool) -> Iterator[Candidate]:
        near = set()
        for gap in self._pairing.gaps():
            alone = gap.tight and len(gap.old) == len(gap.new) == 1
            for old, new in _nearby(gap):
                near.add((old, new))
                alike = self._alike(old, new)
                needed = SURE if sure else self._needed_alone(old, new) if alone else IN_GAP
                yield Candidate(old, new, alike, needed, alike + NEARBY)
        for old, new in self._beside():
            if (old, new) not in near:
                near.add((old, new))
                alike = self._alike(old, new)
                yield Candidate(old, new, alike, SURE if sure else IN_GAP, alike + NEARBY)
        for old, new in self.far:
            if (old, new) not in near and self._pairing.free(old, new):
                alike = self._similarity(old, new)
                yield Candidate(old, new, alike, SURE_FAR if sure else self._needed_far(old, new), alike)

    def _beside(self) -> Iterator[tuple[int, int]]:
        """Free paragraphs directly before or after the same pair, which may have moved with it."""
        forth = self._pairing.forth
        for old in self._left:
            for step in (1, -1) if forth[old] < 0 else ():
                new = forth[old - step] + step if 0 <= old - step < len(forth) and forth[old - step] >= 0 else -1
                if 0 <= new < len(self._pairing.back) and self._pairing.free(old, new):
                    yield old, new

    def _needed_alone(self, old: int, new: int) -> float:
        left, right = self._old[old].paragraph, self._new[new].paragraph
        heading = left.kind is right.kind is ParagraphKind.HEADING and left.level == right.level
        return RENAMED if heading else ALONE_IN_GAP

    def _needed_far(self, old: int, new: int) -> float:
        words = min(len(self._old[old].content), len(self._new[new].content))
        return FAR_AND_SHORT if words < SHORT else FAR


class Rivals:
    """The best candidates of each paragraph, to tell how much better a pair is than what else was possible."""

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        self._old: dict[int, list[Candidate]] = defaultdict(list)
        self._new: dict[int, list[Candidate]] = defaultdict(list)
        for each in candidates:
            for best in (self._old[each.old], self._new[each.new]):
                if len(best) < 2:
                    best.append(each)

    def of(self, chosen: Candidate) -> float:
        """How alike the best other candidate for either of the two is; 0 without one."""
        others = [*self._old[chosen.old], *self._new[chosen.new]]
        return max((each.alike for each in others if (each.old, each.new) != (chosen.old, chosen.new)), default=0.0)


def confidence(alike: float, rival: float) -> float:
    """Half how alike two paragraphs are, half how clearly they are more alike than the best rival."""
    return round(0.5 * min(alike, 1.0) + 0.5 * min(1.0, max(0.0, alike - rival) / CLEARLY), 3)


def unpaired(partners: Sequence[int]) -> list[int]:
    """Indexes without a partner."""
    return [at for at, partner in enumerate(partners) if partner < 0]


def _nearby(gap: Gap) -> Iterator[tuple[int, int]]:
    if len(gap.old) * len(gap.new) <= ALL_PAIRS:
        yield from product(gap.old, gap.new)
        return
    for at, old in enumerate(gap.old):
        middle = at * len(gap.new) // len(gap.old)
        for new in gap.new[max(0, middle - BAND) : middle + BAND + 1]:
            yield old, new


def sharing(
    rare: Set[str], old: Sequence[tuple[int, Sketch]], new: Sequence[tuple[int, Sketch]]
) -> list[tuple[int, int]]:
    """For each new paragraph the few old ones that share most of its rare words, wherever they stand."""
    wanted = [(at, _leads(sketch, rare)) for at, sketch in new]
    all_wanted = frozenset[str]().union(*(leads for _, leads in wanted))
    index: dict[str, list[int]] = defaultdict(list)
    for at, sketch in old if wanted else ():
        for lead in _leads(sketch, rare) & all_wanted:
            index[lead].append(at)
    worth = {lead: WHOLE // len(holders) for lead, holders in index.items() if len(holders) <= RARE}
    found = []
    for at, leads in wanted:
        shared: dict[int, int] = defaultdict(int)
        for lead in leads & worth.keys():
            much = worth[lead]
            for holder in index[lead]:
                shared[holder] += much
        found += [(holder, at) for holder in _best(shared)]
    return found


def _leads(sketch: Sketch, rare: Set[str]) -> Set[str]:
    """By what a paragraph is looked for: the codes of its rare words; where it has few, runs of words as well."""
    found = sketch.bag.keys() & rare
    if len(found) >= LEADS:
        return found
    return found | {sketch.content[at : at + SHINGLE] for at in range(len(sketch.content) - SHINGLE + 1)}


def _best(shared: Mapping[int, int]) -> list[int]:
    """The holders of most, a tie going to the first."""
    if len(shared) <= CANDIDATES:
        return sorted(shared)
    return [-at for _, at in nlargest(CANDIDATES, [(much, -holder) for holder, much in shared.items()])]
