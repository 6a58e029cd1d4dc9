"""The kind of each change: whether words, numbers, form or the position are others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from blueprint.text.diff.align import Link
from blueprint.text.diff.features import Features
from blueprint.text.diff.model import ChangeKind
from blueprint.text.diff.normalized import NormalizedText
from blueprint.text.document.model import EXACT_KINDS
from blueprint.text.document.numbers.numbering import Number, numbers_in_company
from blueprint.text.document.words import is_space, segment

ATTRIBUTES = re.compile(r"\{[^{}]*\}\s*\Z")
MAY_HIDE_TEXT = ("&", "\\", "<")
"""Characters of entities, escapes and tags: with one of them, the source alone does not say what a reader sees."""


class Numbers:
    """The numbers that the paragraphs of a text begin with."""

    def __init__(self, features: Sequence[Features]) -> None:
        self._features = features

    def of(self, at: int) -> Number | None:
        """The number of one paragraph; its company is only looked at if it needs any."""
        number = self._features[at].number
        return self._in_company[at] if number and number.company else number

    @cached_property
    def _in_company(self) -> list[Number | None]:
        texts = [each.paragraph.text for each in self._features]
        return numbers_in_company(texts, [each.number for each in self._features])


@dataclass(frozen=True, slots=True)
class KindOfChange:
    """Says what kind of change a link is; `normalized` and `numbers` are those of the old and of the new text."""

    normalized: tuple[NormalizedText, NormalizedText]
    numbers: tuple[Numbers, Numbers]

    def of(self, link: Link, old: Features, new: Features) -> ChangeKind:
        """The kind of a link whose first paragraphs are `old` and `new`."""
        if len(link.new) > 1:
            return ChangeKind.SPLIT
        if len(link.old) > 1:
            return ChangeKind.JOINED
        same = old.canonical == new.canonical
        numbers = None if same else self._other_numbers(link)
        same_words = same or self._has_same_words(old, new, numbers)
        if link.moved:
            return ChangeKind.MOVED if same_words else ChangeKind.MOVED_EDITED
        if not same_words:
            return ChangeKind.EDITED
        if same and (old.paragraph.kind, old.paragraph.level) == (new.paragraph.kind, new.paragraph.level):
            return ChangeKind.SAME
        return ChangeKind.RENUMBERED if numbers else ChangeKind.REFORMATTED

    def _other_numbers(self, link: Link) -> tuple[Number, Number] | None:
        """The numbers of both, if they are not equal."""
        old, new = self.numbers[0].of(link.old[0]), self.numbers[1].of(link.new[0])
        return (old, new) if old and new and old.values != new.values else None

    def _has_same_words(self, old: Features, new: Features, numbers: tuple[Number, Number] | None) -> bool:
        """Whether a reader sees the same words; numbers are no words."""
        if self._looks_equal(old, new):
            return True
        if not numbers:
            return False
        (first, end), (new_first, new_end) = ((number.first, number.end) for number in numbers)
        behind = _with_old_number_in_attributes(new.paragraph.text[new_end:], *numbers)
        source = new.paragraph.text[:new_first] + old.paragraph.text[first:end] + behind
        return self._looks_equal(old, new.with_text(source))

    def _looks_equal(self, old: Features, new: Features) -> bool:
        """Markup is parsed only where its source may hide or show a character."""
        may_hide = any(character in each.paragraph.text for each in (old, new) for character in MAY_HIDE_TEXT)
        if not may_hide and _without_space(old.plain) != _without_space(new.plain):
            return False
        one, other = self.normalized[0].of(old.paragraph), self.normalized[1].of(new.paragraph)
        return one == other or (old.paragraph.kind not in EXACT_KINDS and _same_segments(one, other, old.language))


def _with_old_number_in_attributes(text: str, old: Number, new: Number) -> str:
    """What is behind the new number, with the old one in attributes: "{#art-4}" as "{#art-3}"."""
    number = re.compile(rf"(?<!\d){new.value}(?!\d)")
    return ATTRIBUTES.sub(lambda match: number.sub(str(old.value), match[0]), text) if "{" in text else text


def _same_segments(one: str, other: str, language: str) -> bool:
    """Whether two texts have the same words and signs, if with other white space beside signs."""
    if _without_space(one) != _without_space(other):
        return False
    before, after = ([word for word in segment(text, language) if not is_space(word)] for text in (one, other))
    return before == after


def _without_space(text: str) -> str:
    return "".join(text.split())
