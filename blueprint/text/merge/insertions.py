"""Insertions of both sides at the same position."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from rapidfuzz import fuzz

from blueprint.text.document.forms import canonical
from blueprint.text.document.model import ParagraphKind
from blueprint.text.document.numbers.numbering import find_number, strip_markup, strip_numbering
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
    left, right = Insertions(ours, merged), Insertions(theirs, merged)
    keys: list[UnitKey] = []
    next_theirs = 0
    for at, key in enumerate(ours):
        counterpart = right.counterpart(left, at, next_theirs)
        if counterpart is not None:
            text, their_text = left.passages[at].text, right.passages[counterpart].text
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
        units = [() if key[0] == "unit" else merged[key] for key in keys]
        texts = ["" if isinstance(unit, MergeConflict) else "".join(each.text for each in unit) for unit in units]
        self.passages = [
            InsertedPassage(text, "" if isinstance(unit, MergeConflict) or not unit else unit[0].kind, below)
            for unit, text, below in zip(units, texts, (*texts[1:], ""), strict=False)
        ]
        self._indexes: dict[tuple[str, str], list[int]] = {}
        for at, passage in enumerate(self.passages):
            self._indexes.setdefault(passage.identity, []).append(at)

    def counterpart(self, others: Insertions, at: int, first: int) -> int | None:
        """The index, from `first` on, of an insertion equal to the other side's at `at`, else of the most similar one
        near it; else None."""
        passage = others.passages[at]
        equal = self._indexes.get(passage.identity, []) if passage.text else []
        if (position := bisect_left(equal, first)) < len(equal):
            return equal[position]
        near = range(max(first, at - MAX_STEPS), min(len(self.passages), max(first, at) + MAX_STEPS))
        scores = [(passage.similarity(self.passages[index]), -index) for index in near]
        best = max(scores, default=(0.0, 0))
        return -best[1] if best[0] >= SIMILAR else None


@dataclass(frozen=True)
class InsertedPassage:
    """What one side inserted, as it is compared with what the other did. `below` is the source of what follows it."""

    text: str
    kind: ParagraphKind | Literal[""]
    below: str

    @cached_property
    def identity(self) -> tuple[str, str]:
        """What tells it from others: the source, and for a number without a title that of what is below it."""
        number = find_number(self.text, in_company=True)
        untitled = number is not None and not self.text[number.label_end :].strip("*_# ")
        return canonical(self.text), canonical(self.below) if untitled else ""

    @cached_property
    def words(self) -> list[str]:
        """The words without numbering, punctuation and markup, in lower case."""
        plain = strip_markup(strip_numbering(canonical(self.text))).casefold()
        return [word for word in segment(plain, "") if word[0].isalnum()]

    def similarity(self, other: InsertedPassage) -> float:
        """How alike the two are, 0 to 100: 100 for the same words in another form, 0 if they cannot be alternatives."""
        if not self.text or not other.text or self._note != other._note or self.identity[1] != other.identity[1]:
            return 0.0
        if self.words == other.words and self.words:
            return 100.0
        whole = {ParagraphKind.PARAGRAPH, ParagraphKind.QUOTATION}.issuperset({self.kind, other.kind})
        enough = min(len(self.words), len(other.words)) >= SIMILAR_WORDS
        return fuzz.ratio(canonical(self.text), canonical(other.text)) if whole and enough else 0.0

    @property
    def _note(self) -> str:
        """The label that a footnote or link reference begins with: with another it is another one."""
        labelled = self.kind in (ParagraphKind.FOOTNOTE, ParagraphKind.REFERENCE)
        return self.text.partition("]:")[0] if labelled else ""


def lead_of(unit: MergedUnit) -> str:
    """The lead of a merged unit; "" if it is deleted."""
    if isinstance(unit, MergeConflict):
        return unit.lead
    return unit[0].lead if unit else ""
