"""Numbers of a merged text: articles, sections and items of lists that both sides numbered go on counting.

Each of two sides that insert an article numbers the following ones anew, so that merged one number occurs twice. A series
that both sides number one by one is numbered one by one in the merged text too; one with gaps or repetitions in a side is
left as it is, since it is meant to be so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from blueprint.text.document.model import Document, Paragraph, ParagraphKind, join
from blueprint.text.document.numbers.numbering import Number, find_numbers, written_like
from blueprint.text.document.split import split

SeriesKey = tuple[str, int, int]
"""What the numbers of one series have in common: their form, and the level and quotation depth of their paragraphs."""
Series = Mapping[SeriesKey, frozenset[int]]
"""The series that count one by one, with the values at which they begin."""


def consecutive_series(*sides: Document) -> Series:
    """The series that count one by one in each side that has them."""
    starts: dict[SeriesKey, set[int]] = {}
    broken: set[SeriesKey] = set()
    for side in sides:
        last: dict[tuple[SeriesKey, tuple[int, ...]], int] = {}
        for paragraph, number, first in _numbered(side):
            if number is None:
                continue
            key = _key(paragraph, number)
            before = last.get((key, number.above))
            last[key, number.above] = number.value
            if before is None or number.value < before or (first and number.value == before):
                starts.setdefault(key, set()).add(number.value)
            elif number.value != before + 1:
                broken.add(key)
    return {key: frozenset(values) for key, values in starts.items() if key not in broken}


def renumber(text: str, series: Series) -> str:
    """The text with its series counting one by one; unchanged where another number would make it another Markdown."""
    document = split(text)
    paragraphs = _renumbered(document, series)
    if paragraphs == document.paragraphs:
        return text
    changed = join(Document(paragraphs, document.tail))
    return changed if _form(split(changed)) == _form(document) else text


def _numbered(document: Document) -> Iterator[tuple[Paragraph, Number | None, bool]]:
    """Each paragraph with its number, and whether it is the first item of a list, behind what is no list."""
    numbers = find_numbers([paragraph.text for paragraph in document.paragraphs])
    outside = True
    for paragraph, number in zip(document.paragraphs, numbers, strict=True):
        item = paragraph.kind is ParagraphKind.LIST_ITEM
        yield paragraph, number, item and outside
        outside = not item and paragraph.level == 0


def _key(paragraph: Paragraph, number: Number) -> SeriesKey:
    """The key of a number's series. "I." begins a paragraph and "II." an item, so outside lists counts as in one."""
    return number.series, max(1, paragraph.level), paragraph.quote_depth


def _form(document: Document) -> list[tuple[ParagraphKind, int, int] | None]:
    """What each paragraph is that has no number: "IV." begins an item where "V." begins a paragraph."""
    numbers = find_numbers([paragraph.text for paragraph in document.paragraphs])
    return [
        None if number else (each.kind, each.level, each.quote_depth)
        for each, number in zip(document.paragraphs, numbers, strict=True)
    ]


def _renumbered(document: Document, series: Series) -> tuple[Paragraph, ...]:
    counting = _Counting(series)
    return tuple(
        counting.renumbered(paragraph, number, first) if number else paragraph
        for paragraph, number, first in _numbered(document)
    )


@dataclass
class _Counting:
    """The numbers so far, as they were and as they are now."""

    series: Series
    last: dict[tuple[SeriesKey, tuple[int, ...]], tuple[int, int]] = field(default_factory=dict)
    sections: dict[tuple[int, ...], tuple[int, ...]] = field(default_factory=dict)

    def renumbered(self, paragraph: Paragraph, number: Number, first: bool) -> Paragraph:
        """The paragraph with the next number of its series, within the section that it is in; `first` begins a list."""
        key, above = _key(paragraph, number), self.sections.get(number.above, number.above)
        value = self._value(key, above, number.value, first)
        self.last[key, above] = number.value, value
        self.sections[number.values] = (*above, value)
        if (*above, value) == number.values:
            return paragraph
        return _with_values(paragraph, number, (*above, value))

    def _value(self, key: SeriesKey, above: tuple[int, ...], value: int, first: bool) -> int:
        before = self.last.get((key, above))
        if key not in self.series or before is None:
            return value
        begins_again = value in self.series[key] and (value < before[0] or (first and value == before[0]))
        return value if begins_again else before[1] + 1


def _with_values(paragraph: Paragraph, number: Number, values: Sequence[int]) -> Paragraph:
    """The paragraph with other components of its number; the same if its numerals have no such value."""
    text = paragraph.text
    if values[:-1] != number.above:
        before = text[number.first : number.start]
        above = before.replace(".".join(map(str, number.above)), ".".join(map(str, values[:-1])), 1)
        text, shift = text[: number.first] + above + text[number.start :], len(above) - len(before)
    else:
        shift = 0
    start, end = number.start + shift, number.end + shift
    written = written_like(text[start:end], number, values[-1])
    return paragraph if written is None else replace(paragraph, text=text[:start] + written + text[end:])
