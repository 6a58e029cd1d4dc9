"""The number that a paragraph begins with: its place in the source, its value, and the series that it counts in.

    find_number("## Article 3")  -> Number(start=11, end=12, value=3, series="## article{decimal}", …)
    find_number("第三条 …")       -> value 3, series "第{han}条"
    find_number("**3.2** …")     -> value 2, above (3,)
    find_number("In 2020 we …")  -> None
    find_numbers(texts)          -> the same for the paragraphs of a text in order, where company says what "i." means
    with_number(text, number, 4) -> the text with another value in its own numerals: "第四条 …"

No list of words is used, only shapes: at the beginning a word, a sign or nothing; a numeral; then the end, a full stop, a
bracket, a colon, a dash, or the end of bold type. What is followed by nothing but a space is a number in company only: in
"Article 3 Everyone …" if article 2 or 4 is there too.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from blueprint.text.document.numbers.number_forms import TWO_OTHERS, NumberLabel, find_label
from blueprint.text.document.numbers.numerals import Numeral, NumeralSystem, readings, write_numeral


@dataclass(frozen=True, slots=True)
class Number:
    """The number at the beginning of a paragraph's source.

    `start` and `end` are the span of its last component ("2" of "3.2"), `value` is that of this component, and `above` has
    the values of those before it. `first` is where the first component starts, `label_end` where all ends that belongs to
    the number: punctuation and closing emphasis behind it. `series` is equal for numbers that count the same things: level
    of heading, word, punctuation and system. `company` is how many others of its series have to be beside it to make it a
    number, 0 if it is one by itself.
    """

    start: int
    end: int
    value: int
    series: str
    system: NumeralSystem
    first: int
    label_end: int
    above: tuple[int, ...] = ()
    company: int = 0

    @property
    def counted(self) -> str:
        """The series at any level of heading, where i and v may be letters or Roman numerals."""
        return self.series.lstrip("# ").replace("{roman}", "{letter}")

    @property
    def values(self) -> tuple[int, ...]:
        """The values of all components: (3, 2) for "3.2"."""
        return (*self.above, self.value)


FOOTNOTE = re.compile(r"[\s>]*\[\^[^\]]*\]:(?=\s|\Z)")
MARKERS = re.compile(r"[\s>]*(?:\#{1,6}[ \t]+)?(?:[-*+][ \t]+)*")


@lru_cache(maxsize=16_384)
def find_number(text: str, *, in_company: bool = False) -> Number | None:
    """The number that a paragraph's source begins with; None if it begins with none.

    Without `in_company`, also None for what is a number in company only. Cached: most paragraphs are in both texts.
    """
    label = find_label(text)
    found = readings(label.numeral) if label else []
    return _number(label, found[0]) if label and found and (in_company or not label.company) else None


def find_numbers(texts: Sequence[str]) -> list[Number | None]:
    """The number of each of a text's paragraphs in order.

    Numbers in company are more: "i." after "h." is a letter, and "Article 3 Everyone …" is one if there is an article 2 or
    4 (outside of headings, if there are both).
    """
    return numbers_in_company(texts, [find_number(text, in_company=True) for text in texts])


def numbers_in_company(texts: Sequence[str], found: Sequence[Number | None]) -> list[Number | None]:
    """As `find_numbers`, for what `find_number` found in each of the paragraphs with `in_company`."""
    found = _read_in_company(list(zip(texts, found, strict=True)))
    values: dict[tuple[str, tuple[int, ...]], set[int]] = defaultdict(set)
    for number in found:
        if number:
            values[number.series, number.above].add(number.value)
    return [
        number if number and _has_company(number, values[number.series, number.above]) else None for number in found
    ]


def with_number(text: str, number: Number, value: int) -> str | None:
    """The text with another value in place of its number's last component; None if its numerals have no such value."""
    written = write_numeral(value, text[number.start : number.end], number.system)
    return None if written is None else text[: number.start] + written + text[number.end :]


def strip_numbering(text: str) -> str:
    """A text without the block markers and the number it begins with; a word before the number stays."""
    if footnote := FOOTNOTE.match(text):
        return text[footnote.end() :]
    number = find_number(text, in_company=True)
    begin = MARKERS.match(text).end()  # type: ignore[union-attr]
    if not number or (number.company and number.system is NumeralSystem.DECIMAL):
        return text[begin:]
    return text[begin : number.first].rstrip("(（[*_ \t") + " " + text[number.label_end :]


def _has_company(number: Number, values: set[int]) -> bool:
    """Whether enough neighbours of its value are in its series."""
    low = high = number.value
    while low - 1 in values:
        low -= 1
    while high + 1 in values and high - low < TWO_OTHERS:
        high += 1
    return high - low >= number.company


def _number(label: NumberLabel, reading: Numeral) -> Number:
    match, end = label.match, label.match.end("number")
    start, value, above = end - len(label.numeral), reading, [int(each) for each in match["number"].split(".")[:-1]]
    series = _one_space(label.text[: match.start("number")]).casefold()
    series += "{decimal}." * len(above) + f"{{{reading.system}}}"
    if branch := label.after["branch"]:
        above, start, end = [*above, reading.value], end, end + 1
        value = readings(branch)[-1]
        series += "{letter}"
    series += _one_space(label.text[end : label.after.end()])
    first, label_end, company = match.start("number"), label.after.end(), label.company or 0
    return Number(start, end, value.value, series, value.system, first, label_end, tuple(above), company)


def _one_space(text: str) -> str:
    return " ".join(text.split())


# -- letters or Roman numerals


def _read_in_company(candidates: Sequence[tuple[str, Number | None]]) -> list[Number | None]:
    """The candidates; those with two readings, as i and c, in the one that follows from the number before or after."""
    found = [number for _, number in candidates]
    for shape_indexes in _by_shape(candidates):
        for step, order in ((-1, shape_indexes), (1, shape_indexes[::-1])):
            before: Number | None = None
            for at in order:
                number = found[at]
                if number and before and (other := _other_reading(candidates[at][0], number)):
                    expected = before.value - step
                    if other.value == expected and before.system is other.system and number.value != expected:
                        found[at] = number = other
                before = number
    return found


def _by_shape(candidates: Sequence[tuple[str, Number | None]]) -> Iterator[list[int]]:
    """The indexes of numbers that differ in value and system alone."""
    shapes: dict[str, list[int]] = defaultdict(list)
    for at, (_, number) in enumerate(candidates):
        if number and number.system in (NumeralSystem.ROMAN, NumeralSystem.LETTER):
            shapes[number.series.replace("{roman}", "{letter}")].append(at)
    return iter(shapes.values())


def _other_reading(text: str, number: Number) -> Number | None:
    for reading in readings(text[number.start : number.end]):
        if reading.system is not number.system:
            series = number.series.replace(f"{{{number.system}}}", f"{{{reading.system}}}")
            return replace(number, value=reading.value, system=reading.system, series=series)
    return None


# -- markup

MARKUP = re.compile(
    r"\[\^[^\]\s]+\]|\]\[[^\]]*\]|\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\)|[*_`~|\[\]\\#>]+|<[^<>]*>|(?<=\[)\w+://[^\s\]]+|\{\s*(?:[#.:]|[\w-]+=)[^{}]*\}"
)
MARKUP_CHARACTER = re.compile(r"[*_`~|\[\]\\#<>{]")
"""What all markup begins with. Searching for it first is quick, and most paragraphs have none."""


def strip_markup(text: str) -> str:
    """A text with inline markup replaced by spaces. Approximate: by patterns, without parsing."""
    return MARKUP.sub(" ", text) if MARKUP_CHARACTER.search(text) else text
