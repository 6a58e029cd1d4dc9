"""The similarity of two paragraphs, 0 to 1."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from math import log
from operator import mul

from rapidfuzz import fuzz

from blueprint.text.diff.features import Features
from blueprint.text.diff.subsequences import lcs_length
from blueprint.text.document.model import ParagraphKind
from blueprint.text.document.words import segment

FIXED_KINDS = frozenset({ParagraphKind.FRONT_MATTER, ParagraphKind.REFERENCE, ParagraphKind.BREAK})
"""Kinds that never turn into another kind, as code and HTML do: lines of a command are fenced, a `<code>` is rewritten."""
OTHER_KIND_FACTOR = 0.85
RARE = 20
"""A word is rare if at most so many paragraphs have it."""
COMMON, COMMON_SHARE = 10, 1 / 6
"""A word is common if more paragraphs than these have it, as a number and as a share of them."""
MIN_SHARED = 0.1
"""If two texts share less of their weight than this, their similarity counts as 0."""
CONTAINED_MIN_WORDS, CONTAINED_SHARE, CONTAINED_SIMILARITY = 10, 0.8, 0.75
"""A text of so many words, of which a longer one contains this share, has this similarity to it if it contains all."""
SHORT_WORDS = 6
"""Texts of up to so many words are also compared by characters."""
ALIKE, ALIKE_LETTERS = 66, 4
"""Two words of so many letters are alike from this ratio of equal characters, of 100."""
CHANCE = 0.25
"""The ratio of equal characters of two unrelated short texts."""


class SimilarityMeasure:
    """Similarity of paragraphs by their words, which are weighted by inverse document frequency."""

    def __init__(self, paragraphs: Iterable[Features]) -> None:
        frequency: Counter[str] = Counter()
        count = 0
        for paragraph in paragraphs:
            frequency.update(paragraph.code_counts.keys())
            count += 1
        self._weight = {code: log(1 + count / often) for code, often in frequency.items()}
        self.rare_codes = {code for code, often in frequency.items() if 1 < often <= RARE}
        """Words that more than one, but few of the paragraphs have."""
        least = max(COMMON, COMMON_SHARE * count)
        self._common_codes = {code for code, often in frequency.items() if often > least}
        self._totals: dict[int, float] = {}

    def similarity(self, old: Features, new: Features) -> float:
        """The mean of two Dice coefficients: of the longest common subsequence of words, and of the weighted bags of
        words.

        A text of some length that is almost completely contained, in order, in a longer one is similar to it too. Kinds
        that are fixed (front matter, link references, breaks) are similar to their own kind only.
        """
        factor = _kind_factor(old, new)
        if not factor or not old.codes or not new.codes:
            return 0.0
        shared = self._shared_weight(old, new)
        totals = self._total_weight(old), self._total_weight(new)
        lengths = len(old.codes), len(new.codes)
        if shared < MIN_SHARED * min(totals):
            return 0.0
        common = lcs_length(old.codes, new.codes)
        similarity = common / sum(lengths) + shared / sum(totals)
        if min(lengths) >= CONTAINED_MIN_WORDS:
            contained = min(common / min(lengths), shared / min(totals))
            similarity = max(similarity, CONTAINED_SIMILARITY * contained if contained >= CONTAINED_SHARE else 0.0)
        return factor * similarity

    def shares_common_words_only(self, old: Features, new: Features) -> bool:
        """Whether every word of both is common, as in texts composed of formulas, where any two paragraphs share some."""
        return (old.code_counts.keys() & new.code_counts.keys()) <= self._common_codes

    def _shared_weight(self, old: Features, new: Features) -> float:
        weight, other = self._weight, new.code_counts
        return sum([weight[code] * min(count, other[code]) for code, count in old.code_counts.items() if code in other])

    def _total_weight(self, paragraph: Features) -> float:
        total = self._totals.get(id(paragraph))
        if total is None:
            counts = paragraph.code_counts
            total = sum(map(mul, map(self._weight.__getitem__, counts), counts.values()))
            self._totals[id(paragraph)] = total
        return total


def _kind_factor(old: Features, new: Features) -> float:
    kinds = old.paragraph.kind, new.paragraph.kind
    if kinds[0] == kinds[1]:
        return 1.0
    return 0.0 if kinds[0] in FIXED_KINDS or kinds[1] in FIXED_KINDS else OTHER_KIND_FACTOR


def character_similarity(old: Features, new: Features) -> float:
    """The similarity of two texts of a few words by their characters, corrected for chance.

    0 for longer texts, and for those with no word that is alike: "More information" and "Your options" have most of
    their letters in common, in order. Headings are compared by characters even so, since a renamed one is often alone.
    """
    if min(len(old.codes), len(new.codes)) > SHORT_WORDS or max(len(old.codes), len(new.codes)) > 2 * SHORT_WORDS:
        return 0.0
    left, right = old.plain.lower(), new.plain.lower()
    if not left or not right:
        return 0.0
    kinds = {old.paragraph.kind, new.paragraph.kind}
    if kinds != {ParagraphKind.HEADING} and not _has_alike_words(_long_words(old, left), _long_words(new, right)):
        return 0.0
    return _kind_factor(old, new) * (fuzz.ratio(left, right) / 100 - CHANCE) / (1 - CHANCE)


def _long_words(features: Features, text: str) -> list[str]:
    """The words that are long enough to say something; in scripts without capitals the short ones too."""
    words = (word for word in segment(text, features.language) if word[0].isalpha())
    return [word for word in words if len(word) >= ALIKE_LETTERS or word.upper() == word]


def _has_alike_words(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether a word is like one on the other side; of texts without long words nobody knows."""
    return not left or not right or any(fuzz.ratio(one, other) >= ALIKE for one in left for other in right)
