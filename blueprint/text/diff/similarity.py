"""Similarity: how much two paragraphs are the same paragraph, 0 to 1."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from math import log
from operator import mul

from rapidfuzz import fuzz

from blueprint.text.diff.features import VERBATIM, Sketch
from blueprint.text.diff.subsequences import in_common
from blueprint.text.document.model import ParagraphKind

APART = VERBATIM | {ParagraphKind.BREAK}
"""Kinds that never turn into another kind."""
OTHER_KIND = 0.85
RARE = 20
FEW_WORDS = 6
STRANGERS = 0.1
"""Texts that share less of their words' weight than this are not looked at further."""
TELLING, MOSTLY, HELD = 10, 0.8, 0.75
"""Words a text must have, the share of them a longer text must hold, and what holding all of them is worth."""
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
        self.rare = {code for code, often in spread.items() if 1 < often <= RARE}
        """Words that few of the paragraphs have, but more than one: they lead from one to the other."""
        self._totals: dict[int, float] = {}

    def similarity(self, old: Sketch, new: Sketch) -> float:
        """Half Dice of the longest common subsequence of words, half Dice of words weighted by rarity.

        A text of some length that is found almost whole, in order, within a longer one is like it too. Code, HTML and
        front matter are like their own kind only.
        """
        factor = _of_kinds(old, new)
        if not factor or not old.content or not new.content:
            return 0.0
        shared = self._shared(old, new)
        totals = self._total(old), self._total(new)
        lengths = len(old.content), len(new.content)
        if shared < STRANGERS * min(totals):
            return 0.0
        common = in_common(old.content, new.content)
        alike = common / sum(lengths) + shared / sum(totals)
        if min(lengths) >= TELLING:
            held = min(common / min(lengths), shared / min(totals))
            alike = max(alike, HELD * held if held >= MOSTLY else 0.0)
        return factor * alike

    def _shared(self, old: Sketch, new: Sketch) -> float:
        weight, theirs = self._weight, new.bag
        return sum([weight[code] * min(count, theirs[code]) for code, count in old.bag.items() if code in theirs])

    def _total(self, sketch: Sketch) -> float:
        known = self._totals.get(id(sketch))
        if known is None:
            known = sum(map(mul, map(self._weight.__getitem__, sketch.bag), sketch.bag.values()))
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
