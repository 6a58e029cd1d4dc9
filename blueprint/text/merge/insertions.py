"""Insertions of both sides at the same position."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cached_property

from rapidfuzz import fuzz

from blueprint.text.document.forms import canonical
from blueprint.text.document.model import ParagraphKind
from blueprint.text.document.numbering import strip_markup, strip_numbering
from blueprint.text.document.words import segment
from blueprint.text.merge.model import MergeConflict
from blueprint.text.merge.resolve import MergedUnit
from blueprint.text.merge.units import UnitKey

SIMILAR, SIMILAR_WORDS = 85, 8
"""Of 100: two paragraphs of so many words or more that are inserted at one position, so similar, are alternatives for one
another. Shorter ones, items of a list and rows of a table, which are often alike, are only if they have the same words."""
MAX_STEPS = 100
"""Equal insertions are found at any distance within their run, similar ones up to so many steps away."""


def interleave(
    ours: Sequence[UnitKey], theirs: Sequence[UnitKey], merged: dict[UnitKey, MergedUnit], *, theirs_first: bool
) -> list[UnitKey]:
    """Both sides' keys at one position. An insertion of theirs that is equal to one of ours is left out.

    If it is only similar, the two become a conflict in `merged`.
    """
    insertions = Insertions(theirs, merged)
    keys: list[UnitKey] = []
    next_theirs = 0
    for at, key in enumerate(ours):
        counterpart = insertions.counterpart(merged[key], at, next_theirs) if key[0] != "unit" else None
        if counterpart is not None:
            text, their_text = InsertedPassage(merged[key]).text, insertions.texts[counterpart]
            if canonical(text) != canonical(their_text):
                merged[key] = MergeConflict("", text, their_text, lead_of(merged[key]))
            keys += theirs[next_theirs:counterpart]
            next_theirs = counterpart + 1
        keys.append(key)
    remaining = list(theirs[next_theirs:])
    return remaining + keys if theirs_first else keys + remaining


class Insertions:
    """One side's insertions at a position; moved units, which are no insertions, have no text."""

    def __init__(self, keys: Sequence[UnitKey], merged: Mapping[UnitKey, MergedUnit]) -> None:
        self._passages = [InsertedPassage(() if key[0] == "unit" else merged[key]) for key in keys]
        self.texts = [passage.text for passage in self._passages]
        self._indexes: dict[str, list[int]] = {}
        for at, text in enumerate(self.texts):
            self._indexes.setdefault(canonical(text), []).append(at)

    def counterpart(self, unit: MergedUnit, at: int, first: int) -> int | None:
        """The index, from `first` on, of an equal insertion, else of the most similar one near `at`; else None."""
        passage = InsertedPassage(unit)
        equal = self._indexes.get(canonical(passage.text), []) if passage.text else []
        if (position := bisect_left(equal, first)) < len(equal):
            return equal[position]
        near = range(max(first, at - MAX_STEPS), min(len(self.texts), max(first, at) + MAX_STEPS))
        scores = [(passage.similarity(self._passages[index]), -index) for index in near if self.texts[index]]
        best = max(scores, default=(0.0, 0))
        return -best[1] if best[0] >= SIMILAR else None


class InsertedPassage:
    """What was inserted, as it is compared with what the other side inserted."""

    def __init__(self, unit: MergedUnit) -> None:
        self._paragraphs = () if isinstance(unit, MergeConflict) else unit
        self.text = "".join(paragraph.text for paragraph in self._paragraphs)

    @cached_property
    def words(self) -> list[str]:
        """The words without numbering, punctuation and markup, in lower case."""
        plain = strip_markup(strip_numbering(canonical(self.text))).casefold()
        return [word for word in segment(plain, "") if word[0].isalnum()]

    def similarity(self, other: InsertedPassage) -> float:
        """How alike the two are, 0 to 100: 100 for the same words in another form, 0 if they cannot be alternatives."""
        if not self.text or not other.text or self._note != other._note:
            return 0.0
        if self.words == other.words and self.words:
            return 100.0
        whole = {ParagraphKind.PARAGRAPH, ParagraphKind.QUOTATION}.issuperset({self._kind, other._kind})
        enough = min(len(self.words), len(other.words)) >= SIMILAR_WORDS
        return fuzz.ratio(canonical(self.text), canonical(other.text)) if whole and enough else 0.0

    @property
    def _kind(self) -> ParagraphKind:
        return self._paragraphs[0].kind

    @property
    def _note(self) -> str:
        """The label that a footnote or link reference begins with: with another it is another one."""
        labelled = self._kind in (ParagraphKind.FOOTNOTE, ParagraphKind.REFERENCE)
        return self.text.partition("]:")[0] if labelled else ""


def lead_of(unit: MergedUnit) -> str:
    """The lead of a merged unit; "" if it is deleted."""
    if isinstance(unit, MergeConflict):
        return unit.lead
    return unit[0].lead if unit else ""
