"""The number that a paragraph begins with: its place in the source, its value, and the series that it counts in.

    find_number("## Article 3")  -> Number(start=11, end=12, value=3, series="## article{decimal}", …)
    find_number("第三条 …")       -> value 3, series "第{han}条"
    find_number("**3.2** …")     -> value 2, above (3,)
    find_number("In 2020 we …")  -> None
    find_numbers(texts)          -> the same for the paragraphs of a text in order, where company says what "i." means
    with_number(text, number, 4) -> the text with another value in its own numerals: "第四条 …"

Shapes are looked for: at the beginning a word, a sign or nothing; a numeral; then the end, a full stop, a bracket, a colon,
a dash, or the end of bold type. The only words that are known are numbers and months (see `written_out`). What is followed
by nothing but a space is a number in company only: in "Article 3 Everyone …" if article 2 or 4 is there too.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from unicodedata import is_normalized

from blueprint.text.document.forms import INVISIBLE, canonical, fold_with_offsets
from blueprint.text.document.numbers.number_forms import find_label
from blueprint.text.document.numbers.number_label import NumberLabel
from blueprint.text.document.numbers.number_patterns import NEAR, NOTHING_MORE, TWO_OTHERS
from blueprint.text.document.numbers.numerals import Numeral, NumeralSystem, readings, write_numeral
from blueprint.text.document.numbers.written_out import languages_of, write_out


@dataclass(frozen=True, slots=True)
class Number:
    """The number at the beginning of a paragraph's source.

    `start` and `end` are the span of its last component ("2" of "3.2"), `value` is that of this component, and `above` has
    the values of those before it. `first` is where the first component starts, `label_end` where all ends that belongs to
    the number: punctuation and closing emphasis behind it. `series` is equal for numbers that count the same things: level
    of heading, word, punctuation and system. `company` is how many others of its series have to be beside it to make it a
    number, 0 if it is one by itself. `languages` are those of a number in words that all of its series are written in.
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
    languages: frozenset[str] = frozenset()

    @property
    def counted(self) -> str:
        """The series at any level of heading, where i and v may be letters or Roman numerals, and 1st or first is 1."""
        return ORDINAL.sub("{decimal}", self.series.lstrip("# ").replace("{roman}", "{letter}"))

    @property
    def values(self) -> tuple[int, ...]:
        """The values of all components: (3, 2) for "3.2"."""
        return (*self.above, self.value)


DIGITS = re.compile(r"\d+")
ADDRESSES = re.compile(r"(?<=\])\([^()\s]*\)|(?<=<)(\w+)[^<>]*(?=>)")
ORDINAL = re.compile(r"\{(?:decimal\}(?:\.?[ºª°]|er|re|ère|st|nd|rd|th)|words\})")
FOOTNOTE = re.compile(r"[\s>]*\[\^[^\]]*\]:(?=\s|\Z)")
TRAILING_INVISIBLE = re.compile(rf"{INVISIBLE.pattern}+\Z")
WORDS_OR_AMOUNTS = (NumeralSystem.DECIMAL, NumeralSystem.WORDS)
MARKERS = re.compile(r"[\s>]*(?:\#{1,6}[ \t]+)?(?:[-*+][ \t]+)*")


@lru_cache(maxsize=16_384)
def find_number(text: str, *, in_company: bool = False) -> Number | None:
    """The number that a paragraph's source begins with; None if it begins with none.

    Without `in_company`, also None for what is a number in company only. Cached: most paragraphs are in both texts.
    """
    if label := find_label(text):
        return _number(label, label.readings[0]) if in_company or not label.company else None
    return _find_in_folded(text, in_company=in_company) if _may_hide_number(text) else None


def _may_hide_number(text: str) -> bool:
    """Whether there is a mark of direction or another character without width, or a decomposed one, at the beginning."""
    head = text[:NEAR]
    return not head.isascii() and (bool(INVISIBLE.search(head)) or not is_normalized("NFC", head))


def _find_in_folded(text: str, *, in_company: bool) -> Number | None:
    """The number as in the folded text, at its place in the source."""
    folded = fold_with_offsets(text[: 4 * NEAR])
    number = find_number(folded.text, in_company=in_company) if folded.text != text[: 4 * NEAR] else None
    if not number:
        return None
    offsets = (*folded.offsets, min(len(text), 4 * NEAR))
    places = {name: offsets[getattr(number, name)] for name in ("start", "first")}
    end = offsets[number.start] + len(TRAILING_INVISIBLE.sub("", text[offsets[number.start] : offsets[number.end]]))
    return replace(number, **places, end=end, label_end=offsets[number.label_end])


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
            values[_row(number)].add(number.value)
    numbers = [number if number and _has_company(number, values[_row(number)]) else None for number in found]
    return _with_languages(texts, numbers)


def is_alone(text: str, number: Number) -> bool:
    """Whether a paragraph is nothing but its number, with a word or without: underlines, attributes and tags are nothing."""
    return bool(NOTHING_MORE.match(text, number.label_end))


def is_bare_number(text: str) -> bool:
    """Whether a heading's words are only a number: “Chapter II”, “§ 3”, “第三章”."""
    number = find_number(f"# {text}")
    return number is not None and is_alone(f"# {text}", number)


def written_like(numeral: str, number: Number, value: int) -> str | None:
    """A value in the same numerals as another number's numeral; None if they have no such value."""
    if number.system is NumeralSystem.WORDS:
        return write_out(value, numeral, number.languages)
    return write_numeral(value, numeral, number.system)


def with_number(text: str, number: Number, value: int) -> str | None:
    """The text with another value in place of its number's last component; None if its numerals have no such value."""
    written = written_like(text[number.start : number.end], number, value)
    return None if written is None else text[: number.start] + written + text[number.end :]


def strip_numbering(text: str) -> str:
    """A text without the block markers and the number it begins with; a word before the number stays."""
    if footnote := FOOTNOTE.match(text):
        return text[footnote.end() :]
    number = find_number(text, in_company=True)
    begin = MARKERS.match(text).end()  # type: ignore[union-attr]
    if not number or (number.company and number.system in WORDS_OR_AMOUNTS):
        return text[begin:]
    return text[begin : number.first].rstrip("(（[*_ \t") + " " + text[number.label_end :]


def _with_languages(texts: Sequence[str], numbers: Sequence[Number | None]) -> list[Number | None]:
    """The numbers; those in words with the languages that all of their series may be in: "segundo" is in many."""
    common: dict[str, frozenset[str]] = {}
    for text, number in zip(texts, numbers, strict=True):
        if number and number.system is NumeralSystem.WORDS:
            languages = languages_of(text[number.start : number.end])
            common[number.series] = common.get(number.series, languages) & languages
    return [
        replace(number, languages=common[number.series]) if number and number.series in common else number
        for number in numbers
    ]


def _row(number: Number) -> tuple[str, tuple[int, ...]]:
    """What numbers have in common that are company: "Article premier" and "Article 2" have."""
    return ORDINAL.sub("{decimal}", number.series), number.above


def _has_company(number: Number, values: set[int]) -> bool:
    """Whether enough neighbours of its value are in its series."""
    low = high = number.value
    while low - 1 in values:
        low -= 1
    while high + 1 in values and high - low < TWO_OTHERS:
        high += 1
    return high - low >= number.company


def _number(label: NumberLabel, reading: Numeral) -> Number:
    text, end, label_end, numeral = label.text, label.end, label.after.end(), label.numeral
    start, value = end - len(numeral), reading
    above = () if len(numeral) == len(label.number) else tuple(map(int, DIGITS.findall(label.number)[:-1]))
    series = _one_space(_without_addresses(text[: label.start])) + "{decimal}." * len(above) + f"{{{reading.system}}}"
    branch = label.after.span("branch") if label.after["branch"] else label.part
    if branch[1]:
        series += _one_space(text[end : branch[0]])
        above, (start, end) = (*above, reading.value), branch
        value = readings(text[start:end])[-1]
        series += f"{{{value.system}}}"
    if label_end > end:
        series += _one_space(_without_addresses(text[end:label_end]))
    series = series.lower() if series.isascii() else canonical(series.casefold())
    return Number(start, end, value.value, series, value.system, label.start, label_end, above, label.company or 0)


def _without_addresses(text: str) -> str:
    """Without the targets of links and the attributes of tags, which may have a number of their own."""
    return ADDRESSES.sub(lambda match: match[1] or "", text) if "<" in text or "](" in text else text


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
