"""What one side inserted, in blocks: paragraphs that belong together, as a heading and its text.

"No." below one question is not "No." below another. So what both sides inserted is kept once only where it is a whole block
in both.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise
from typing import Literal

from rapidfuzz import fuzz

from blueprint.text.document.forms import canonical
from blueprint.text.document.model import Paragraph, ParagraphKind
from blueprint.text.document.numbers.numbering import find_number, is_alone, strip_markup, strip_numbering
from blueprint.text.document.words import segment
from blueprint.text.merge.units import UnitKey

SIMILAR, SIMILAR_WORDS = 85, 8
"""Of 100: two paragraphs of so many words or more that are inserted at one position, so similar, are alternatives for one
another. Shorter ones, items of a list and rows of a table, which are often alike, are only if they have the same words."""
OWN_WORDS = 4
"""A paragraph of so many words may be told from others by them: "No." and "(repealed)" may not."""
MAX_STEPS = 100
"""Equal blocks are found at any distance within their run, similar ones up to so many steps away."""
BOLD = re.compile(r"(\*\*|__)(?!\s)[^\n]+\1[.:]?")
LEVEL_OF_BOLD = 7
"""A line in bold type that is used as a heading is below the six levels of headings."""
CONTINUED_KINDS = frozenset({ParagraphKind.LIST_ITEM, ParagraphKind.TABLE_ROW, ParagraphKind.QUOTATION})
FIRST_STAGE = -1
"""The stage of what continues a list, table or quotation at its highest level; that of other paragraphs is 0."""
LABELLED = frozenset({ParagraphKind.FOOTNOTE, ParagraphKind.REFERENCE})


def heading_level(paragraph: Paragraph | InsertedPassage) -> int:
    """The level of a heading, or of a paragraph in bold type, which is used as one; 0 for what is none."""
    if paragraph.kind is ParagraphKind.HEADING:
        return paragraph.level
    return LEVEL_OF_BOLD if paragraph.kind is ParagraphKind.PARAGRAPH and BOLD.fullmatch(paragraph.text) else 0


@dataclass(frozen=True)
class InsertedPassage:
    """A paragraph that one side inserted, as it is compared with what the other did.

    `below` is the source of what follows it; `kind` is "" for a unit that was moved here, which is no insertion.
    """

    text: str = ""
    kind: ParagraphKind | Literal[""] = ""
    below: str = ""
    level: int = 0
    head: bool = False

    @cached_property
    def identity(self) -> tuple[str, str]:
        """What tells it from others: the source, and for a numbered heading, or a number alone, that of what is below."""
        number = find_number(self.text, in_company=True)
        alone = number is not None and is_alone(self.text, number)
        by_text_below = alone or (number is not None and self.kind is ParagraphKind.HEADING)
        return canonical(self.text), canonical(self.below) if by_text_below else ""

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
    def speaks_for_itself(self) -> bool:
        """Whether it may be told from others by its own words, without those around it."""
        prose = self.kind in (ParagraphKind.PARAGRAPH, ParagraphKind.QUOTATION)
        return self.kind in LABELLED or (prose and len(self.words) >= OWN_WORDS)

    @property
    def _note(self) -> str:
        """The label that a footnote or link reference begins with: with another it is another one."""
        return self.text.partition("]:")[0] if self.kind in LABELLED else ""


@dataclass(frozen=True)
class InsertedBlocks:
    """The blocks of what one side inserted at a position, and the keys of its passages."""

    passages: Sequence[InsertedPassage]
    keys: Sequence[UnitKey]

    @cached_property
    def bounds(self) -> list[range]:
        """The indexes of each block's passages."""
        starts: list[int] = []
        for at, passage in enumerate(self.passages):
            if not starts or _begins_block(self.passages[starts[-1]], self.passages[at - 1], passage):
                starts.append(at)
        return [range(*pair) for pair in pairwise([*starts, len(self.passages)])]

    def keys_of(self, at: int) -> Sequence[UnitKey]:
        """The keys of a block."""
        bounds = self.bounds[at]
        return self.keys[bounds.start : bounds.stop]

    def stages(self, indexes: range, after: InsertedPassage | None) -> list[int]:
        """The stage of each of these blocks behind the paragraph `after`: those of a lower stage come first.

        First what continues it (items of its list, rows of its table, its quotation), then other paragraphs, then sections,
        those of the lowest level first. No block is in an earlier stage than the one before it.
        """
        if after is None:
            return [0] * len(indexes)
        return list(accumulate((_stage(self.passages[self.bounds[at][0]], after) for at in indexes), max))

    @cached_property
    def identities(self) -> list[tuple[tuple[str, str], ...]]:
        """What tells each block from others; empty for a moved unit, which is equal to nothing."""
        return [tuple(self.passages[at].identity for at in each if self.passages[at].text) for each in self.bounds]

    @cached_property
    def _indexes(self) -> dict[tuple[tuple[str, str], ...], list[int]]:
        indexes: dict[tuple[tuple[str, str], ...], list[int]] = {}
        for at, identity in enumerate(self.identities):
            indexes.setdefault(identity, []).append(at)
        return indexes

    def counterpart(self, others: InsertedBlocks, at: int, first: int) -> int | None:
        """The index, from `first` on, of a block equal to the other side's at `at`, else of the most similar one near it;
        else None."""
        identity = others.identities[at]
        equal = self._indexes.get(identity, []) if identity else []
        if (position := bisect_left(equal, first)) < len(equal):
            return equal[position]
        scores = [(others.similarity(at, self, index), -index) for index in self._near(at, first)] if identity else []
        best = max(scores, default=(0.0, 0))
        return -best[1] if best[0] >= SIMILAR else None

    def _near(self, at: int, first: int) -> Iterator[int]:
        return iter(range(max(first, at - MAX_STEPS), min(len(self.bounds), max(first, at) + MAX_STEPS)))

    def similarity(self, at: int, others: InsertedBlocks, index: int) -> float:
        """How alike two blocks are, 0 to 100: 0 if one has several paragraphs."""
        one, other = self.bounds[at], others.bounds[index]
        return self.passages[one[0]].similarity(others.passages[other[0]]) if len(one) == len(other) == 1 else 0.0


def _stage(passage: InsertedPassage, after: InsertedPassage) -> int:
    if passage.kind is after.kind and passage.kind in CONTINUED_KINDS:
        return FIRST_STAGE - passage.level
    level = heading_level(passage)
    return 1 + LEVEL_OF_BOLD - level if level else 0


def _begins_block(first: InsertedPassage, before: InsertedPassage, passage: InsertedPassage) -> bool:
    """Whether a passage begins a block behind `before`, where the present block begins with `first`."""
    if not before.text or not passage.text:
        return True
    of_block, level = heading_level(first), heading_level(passage)
    if of_block or level:
        return level > 0 and (not of_block or level <= of_block)
    if passage.kind is before.kind is ParagraphKind.LIST_ITEM:
        return first.kind is ParagraphKind.LIST_ITEM and passage.level <= first.level
    if passage.kind is before.kind is ParagraphKind.TABLE_ROW:
        return passage.head or (first.kind is ParagraphKind.TABLE_ROW and not first.head)
    return before.speaks_for_itself and passage.speaks_for_itself
