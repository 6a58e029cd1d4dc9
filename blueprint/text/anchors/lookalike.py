"""Tell a clause that moved and was edited from one that was deleted while a look-alike was written elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import log

from blueprint.text.anchors.alike_words import AlikeWords, align_words
from blueprint.text.anchors.visible_words import VisibleWord, visible_words
from blueprint.text.diff.model import WITHOUT_NEW_WORDS, Change, Comparison
from blueprint.text.document.forms import fold
from blueprint.text.document.model import Paragraph
from blueprint.text.document.numbers.numbering import find_number
from blueprint.text.document.scripts.ideographs import IDEOGRAPH

MIN_RESPELLED = 5
"""A shorter word that is not the same is another one, elsewhere: "Thư" and "Thủ", "三年" and "五年"."""
IDEOGRAPH_LETTERS = 2.5
"""So many letters of an alphabet say as much as an ideograph."""
SAMPLE = 100_000
"""Characters of a source in which words are counted: enough to tell rare words from frequent ones."""
MIN_KEPT_WEIGHT = 0.64
"""Of the words of a clause that are kept or replaced, the weight that is kept if it is still the same clause."""


def is_lookalike(change: Change, comparison: Comparison) -> bool:
    """Whether the new paragraph of a link is rather another one than the old one, moved and edited.

    A paragraph between the same ones as before is never a look-alike, however much of it was replaced. Elsewhere it is
    one if words that carry meaning were replaced by others: "the clerk is elected for three years" and "the treasurer
    is elected for five years" share their frame. Words that were only added or removed say nothing, and words weigh by
    their letters and by their rarity: those of a frame are short, or in other clauses too.
    """
    if change.kind in WITHOUT_NEW_WORDS or len(change.old) != 1 or len(change.new) != 1:
        return False
    if _is_in_place(change, comparison):
        return False
    old, new = comparison.old.paragraphs[change.old[0]], comparison.new.paragraphs[change.new[0]]
    paragraphs = len(comparison.old.paragraphs) + len(comparison.new.paragraphs)
    sources = comparison.old.source, comparison.new.source
    return kept_weight(old, new, Rarity(sources, paragraphs), comparison.language) < MIN_KEPT_WEIGHT


def is_within_lookalike(start: int, end: int, paragraph: int, comparison: Comparison) -> bool:
    """Whether what is from start to end in the new source is in the look-alike of an old paragraph."""
    change = comparison.by_old[paragraph]
    if not change.new or not is_lookalike(change, comparison):
        return False
    lookalike = comparison.new.paragraphs[change.new[0]]
    return lookalike.start <= start and end <= lookalike.end


def _is_in_place(change: Change, comparison: Comparison) -> bool:
    """Whether a paragraph follows or precedes the same paragraph as before, of those whose words have not changed."""
    return any(
        _nearest_unchanged(comparison.by_old, change.old[0], step, comparison)
        is _nearest_unchanged(comparison.by_new, change.new[0], step, comparison)
        for step in (-1, 1)
    )


def _nearest_unchanged(changes: Sequence[Change], at: int, step: int, comparison: Comparison) -> Change | None:
    """The nearest change that says where its neighbours are, before (-1) or after (1) a paragraph; None without one."""
    at += step
    while 0 <= at < len(changes) and not _has_place(changes[at], comparison):
        at += step
    return changes[at] if 0 <= at < len(changes) else None


def _has_place(change: Change, comparison: Comparison) -> bool:
    """Whether a paragraph is where it was by its own words: not a heading without a title, which follows its text."""
    if change.kind not in WITHOUT_NEW_WORDS:
        return False
    text = comparison.new.paragraphs[change.new[0]].text
    number = find_number(text, in_company=True) if len(change.words) > 1 else None
    return number is None or any(map(str.isalnum, text[number.label_end :]))


@dataclass(frozen=True, slots=True)
class Rarity:
    """How rare words are in two sources, which have so many paragraphs together.

    Long sources are judged by their beginnings.
    """

    sources: tuple[str, str]
    paragraphs: int

    def weight(self, word: VisibleWord, text: str) -> float:
        """The letters of a word, times the logarithm of how rare its text is."""
        often = sum(_occurrences(text.casefold(), _sample(source)) for source in self.sources)
        share = min(1.0, 2 * SAMPLE / max(1, sum(map(len, self.sources))))
        return _length(word.letters) * log(1 + share * self.paragraphs / max(1, often))


def _length(letters: str) -> float:
    return len(letters) + (IDEOGRAPH_LETTERS - 1) * len(IDEOGRAPH.findall(letters))


@lru_cache(maxsize=4)
def _sample(source: str) -> str:
    return source[:SAMPLE].casefold()


@lru_cache(maxsize=4096)
def _occurrences(text: str, source: str) -> int:
    return source.count(text)


@lru_cache(maxsize=512)
def kept_weight(old: Paragraph, new: Paragraph, rarity: Rarity, language: str) -> float:
    """The weight of the words that were kept or respelled, as a share of theirs and of those that were replaced.

    Cached, as there may be several quotations of one paragraph.
    """
    words = visible_words((old,), language), visible_words((new,), language)
    texts = [
        [paragraph.text[word.start - paragraph.start : word.end - paragraph.start] for word in own]
        for paragraph, own in zip((old, new), words, strict=True)
    ]
    weights = [list(map(rarity.weight, *side)) for side in zip(words, texts, strict=True)]
    pairs = [
        pair
        for pair in align_words(*words, in_place=False)
        if _is_same(
            words[0][pair.old : pair.old_end], texts[0][pair.old : pair.old_end], texts[1][pair.new : pair.new_end]
        )
    ]
    kept = sum(pair.likeness * sum(weights[0][pair.old : pair.old_end]) for pair in pairs)
    replaced = sum(_replaced(pairs, *weights))
    return kept / (kept + replaced) if kept else 0.0


def _is_same(words: Sequence[VisibleWord], old: Sequence[str], new: Sequence[str]) -> bool:
    """Whether words that are alike are the same ones, though the clause is elsewhere. A date may be another one."""
    letters = "".join(word.letters for word in words)
    return len(letters) >= MIN_RESPELLED or letters.isdigit() or _folded(old) == _folded(new)


def _folded(words: Sequence[str]) -> str:
    return fold("".join(words)).casefold()


def _replaced(pairs: Iterable[AlikeWords], old: Sequence[float], new: Sequence[float]) -> Iterator[float]:
    """The weight of each replaced run: of its heavier side, or 0 if words were only added or removed."""
    start, end = AlikeWords(0, 0, 0, 0, 0.0), AlikeWords(len(old), 0, len(new), 0, 0.0)
    for before, after in pairwise((start, *pairs, end)):
        sides = sum(old[before.old_end : after.old]), sum(new[before.new_end : after.new])
        yield max(sides) if min(sides) else 0.0
