"""Numerals, read and written: decimal digits of any script, Roman, Han, Greek, Hebrew and Ethiopic numerals, letters,
enclosed numbers, and numbers written out in words.

A numeral may have two readings: "c." is the third letter, or a Roman hundred. The first one is the more probable.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from blueprint.text.document.numbers.additive import ethiopic, ethiopic_value, greek, greek_value, hebrew, hebrew_value
from blueprint.text.document.numbers.written_out import value_of, write_out


class NumeralSystem(StrEnum):
    """How a numeral is written."""

    DECIMAL = "decimal"
    ROMAN = "roman"
    LETTER = "letter"
    HAN = "han"
    GREEK = "greek"
    HEBREW = "hebrew"
    ETHIOPIC = "ethiopic"
    ENCLOSED = "enclosed"
    WORDS = "words"


ALPHABETIC = frozenset({NumeralSystem.ROMAN, NumeralSystem.LETTER, NumeralSystem.GREEK, NumeralSystem.HEBREW})
"""Systems whose numerals may be words, or initials of names."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """A reading of a numeral: its system and its value, 0 or more."""

    system: NumeralSystem
    value: int


ALPHABETS = (
    "abcdefghijklmnopqrstuvwxyz",
    "абвгдежзиклмнопрстуфхцчшщэюя",
    "ابجدهوزحطيكلمنسعفصقرشتثخذضظغ",
    "कखगघङचछजझञटठडढणतथदधनपफबभमयरलवशषसह",
    "কখগঘঙচছজঝঞটঠডঢণতথদধনপফবভমযরলশষসহ",
    "กขคงจฉชซฌญฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ",
    "가나다라마바사아자차카타파하",
    "イロハニホヘトチリヌルヲワカヨタレソツネナラム",
    "甲乙丙丁戊己庚辛壬癸",
)
"""Letters in the order in which lists use them: Arabic ones in that of the abjad, Japanese ones in that of the iroha."""
LETTERS = {letter: (alphabet, at + 1) for alphabet in ALPHABETS for at, letter in enumerate(alphabet)}
LETTERS |= {"أ": LETTERS["ا"], "ё": LETTERS["е"], "й": LETTERS["и"]}
ROMAN = re.compile(r"(?=.)M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})\Z")
ROMAN_VALUES = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
MAX_LETTERS = 10
RATHER_LETTERS = "cdlm"
"""Roman numerals of one letter that begin no list, and hardly occur in one: letters, unless other numbers say otherwise."""
HAN_DIGITS = {digit: value for value, digit in enumerate("〇一二三四五六七八九")} | {"零": 0}
HAN_UNITS = {"十": 10, "百": 100, "千": 1000}
FORMAL_HAN = ("零壹貳參肆伍陸柒捌玖拾佰仟", "零壹贰叁肆伍陆柒捌玖拾佰仟")
"""Numerals that cannot be altered by a stroke, for laws and money: in traditional and in simplified characters."""
PLAIN_HAN = "〇一二三四五六七八九十百千"
FROM_FORMAL = {ord(formal): plain for forms in FORMAL_HAN for formal, plain in zip(forms, PLAIN_HAN, strict=True)}
HAN = "".join(dict.fromkeys((*HAN_DIGITS, *HAN_UNITS, *"".join(FORMAL_HAN))))


OTHER_SYSTEMS = (
    (NumeralSystem.GREEK, greek_value),
    (NumeralSystem.HEBREW, hebrew_value),
    (NumeralSystem.WORDS, value_of),
)


@lru_cache(maxsize=4096)
def readings(text: str) -> tuple[Numeral, ...]:
    """What a numeral may mean, the most probable first; none for what is no numeral. Cached: there are few of them."""
    if text.isdecimal():
        return (Numeral(NumeralSystem.DECIMAL, int(text)),)
    if all(character in HAN for character in text) and text:
        return (Numeral(NumeralSystem.HAN, _han_value(text)),)
    if value := ethiopic_value(text):
        return (Numeral(NumeralSystem.ETHIOPIC, value),)
    if len(text) == 1 and (value := _enclosed_value(text)):
        return (Numeral(NumeralSystem.ENCLOSED, value),)
    found = tuple(_roman_and_letter(text)) if len(text) < MAX_LETTERS else ()
    return found[::-1] if text.lower() in RATHER_LETTERS else found or tuple(_others(text))


def _others(text: str) -> Iterator[Numeral]:
    for system, value in OTHER_SYSTEMS:
        if found := value(text):
            yield Numeral(system, found)
            return


def write_numeral(value: int, like: str, system: NumeralSystem) -> str | None:
    """A value in the script, case and system of another numeral; None if it cannot be written so."""
    match system:
        case NumeralSystem.DECIMAL:
            zero = ord(like[0]) - unicodedata.decimal(like[0])
            width = len(like) if unicodedata.decimal(like[0]) == 0 else 0
            return "".join(chr(zero + int(digit)) for digit in str(value).zfill(width))
        case NumeralSystem.ROMAN:
            written = _roman(value)
            return (written if like.isupper() else written.lower()) if 0 < value < 4000 else None
        case NumeralSystem.LETTER:
            alphabet, _ = LETTERS[like.lower()]
            letter = alphabet[value - 1] if 0 < value <= len(alphabet) else None
            return letter.upper() if letter and like.isupper() else letter
        case NumeralSystem.HAN:
            return _han_like(value, like) if 0 < value < 10_000 else None
        case NumeralSystem.GREEK:
            return greek(value, like)
        case NumeralSystem.HEBREW:
            return hebrew(value, like)
        case NumeralSystem.ETHIOPIC:
            return ethiopic(value)
        case NumeralSystem.WORDS:
            return write_out(value, like)
        case NumeralSystem.ENCLOSED:
            written = chr(ord(like) + value - int(unicodedata.numeric(like)))
            return written if _enclosed_value(written) == value else None


def _roman_and_letter(text: str) -> Iterator[Numeral]:
    if (text.isupper() or text.islower()) and ROMAN.match(text.upper()):
        yield Numeral(NumeralSystem.ROMAN, _roman_value(text.upper()))
    if text.lower() in LETTERS:
        yield Numeral(NumeralSystem.LETTER, LETTERS[text.lower()][1])


def _roman_value(text: str) -> int:
    value = 0
    for number, letters in ROMAN_VALUES:
        while text.startswith(letters):
            value, text = value + number, text[len(letters) :]
    return value


def _roman(value: int) -> str:
    written = ""
    for number, letters in ROMAN_VALUES:
        written += letters * (value // number)
        value %= number
    return written


def _han_value(text: str) -> int:
    """二十一 is 21; without units, digits in their places: 二一."""
    text = text.translate(FROM_FORMAL)
    if not any(unit in text for unit in HAN_UNITS):
        return int("".join(str(HAN_DIGITS[digit]) for digit in text))
    value, digit = 0, 1
    for character in text:
        if character in HAN_UNITS:
            value, digit = value + (digit or 1) * HAN_UNITS[character], 0
        else:
            digit = HAN_DIGITS[character]
    return value + (digit if text[-1] in HAN_DIGITS else 0)


def _han_like(value: int, like: str) -> str:
    """With formal numerals if the other one has such."""
    written = _han(value, like.translate(FROM_FORMAL))
    formal = next((forms for forms in FORMAL_HAN if all(sign in forms for sign in like)), None)
    return written.translate(str.maketrans(PLAIN_HAN, formal)) if formal else written


def _han(value: int, like: str) -> str:
    """By units; in Chinese 一百零一, in Japanese 百一, in digits alone if the other numeral has so."""
    digits = "〇一二三四五六七八九"
    if len(like) > 1 and not any(unit in like for unit in HAN_UNITS):
        return "".join(digits[int(digit)] for digit in str(value))
    written, bare_units = "", like.startswith(("百", "千"))
    for unit, character in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, unit)
        if digit:
            without_one = digit == 1 and unit > 1 and (bare_units or (unit == 10 and not written))
            written += ("" if without_one else digits[digit]) + character
        elif written and value and not written.endswith("零") and not bare_units:
            written += "零"
    return written


def _enclosed_value(character: str) -> int:
    """The value of ① or Ⅲ; 0 for superscripts, fractions and everything else."""
    if unicodedata.category(character) not in ("No", "Nl") or unicodedata.decomposition(character).startswith("<su"):
        return 0
    value = unicodedata.numeric(character)
    return int(value) if value == int(value) else 0
