"""Similarity: how much two paragraphs are the same paragraph, 0 to 1."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from math import log

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from blueprint.text.paragraphs import ParagraphKind
from blueprint.text.sketch import VERBATIM, Sketch

APART = VERBATIM | {ParagraphKind.BREAK}
"""Kinds that never turn into another kind."""
OTHER_KIND = 0.85
FEW_WORDS = 6
CHANCE = 0.25
"""How alike the letters of two unrelated short texts are."""


class Scale:
    """Weighs words by how rare they are among the paragraphs being compared, and measures with these weights."""

    def __init__(self, sketches: Iterable[Sketch]) -> None:
        spread: Counter[str] = Counter()
        count = 0
        for sketch in sketches:
            spread.update(sketch.bag.keys())
            count += 1
        self._weight = {code: log(1 + count / often) for code, often in spread.items()}
        self._totals: dict[int, float] = {}

    def similarity(self, old: Sketch, new: Sketch) -> float:
        """Half Dice of the longest common subsequence of words, half Dice of words weighted by rarity.

        Code, HTML and front matter are like their own kind only.
        """
        factor = _of_kinds(old, new)
        if not factor or not old.content or not new.content:
            return 0.0
        order = LCSseq.similarity(old.content, new.content) * 2 / (len(old.content) + len(new.content))
        return factor * (0.5 * order + 0.5 * self._rarity(old, new))

    def _rarity(self, old: Sketch, new: Sketch) -> float:
        weight, theirs = self._weight, new.bag
        shared = sum(weight[code] * min(count, theirs[code]) for code, count in old.bag.items() if code in theirs)
        return 2 * shared / (self._total(old) + self._total(new))

    def _total(self, sketch: Sketch) -> float:
        known = self._totals.get(id(sketch))
        if known is None:
            known = sum(self._weight[code] * count for code, count in sketch.bag.items())
            self._totals[id(sketch)] = known
        return known


def _of_kinds(old: Sketch, new: Sketch) -> float:
    kinds = old.paragraph.kind, new.paragraph.kind
    if kinds[0] == kinds[1]:
        return 1.0
    return 0.0 if kinds[0] in APART or kinds[1] in APART else OTHER_KIND


def by_letters(old: Sketch, new: Sketch) -> float:
    """How alike two texts of a few words are by their letters, less what is chance; 0 for longer ones."""
    if min(len(old.content), len(new.content)) > FEW_WORDS or max(len(old.content), len(new.content)) > 2 * FEW_WORDS:
        return 0.0
    alike = fuzz.ratio(old.plain.lower(), new.plain.lower()) / 100
    return _of_kinds(old, new) * (alike - CHANCE) / (1 - CHANCE)
