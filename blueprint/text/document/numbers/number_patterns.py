"""The patterns of numbers at the beginning of a paragraph, of what is before them and of what belongs to them behind."""

from __future__ import annotations

import re

from blueprint.text.document.numbers.additive import ETHIOPIC, GREEK, HEBREW
from blueprint.text.document.numbers.numerals import HAN, LETTERS

SPACE = r"[ \t\u00a0\u202f\u3000]"
WORD = r"[^\W\d_፩-፼](?:[^\s\d፩-፼!-/:-@\[-`{-~、。，．：；（）「」【】〔〕“”«»…]|['’](?=\w)){0,23}"
"""A word of any script: a letter, then neither digits nor punctuation. (`\\w` would leave out combining marks.)"""
LETTER = "[" + "".join(sorted({form for letter in LETTERS for form in (letter, letter.upper())})) + "]"
ROMAN = r"(?:[IVXLC]{1,9}|[ivxlc]{1,9})"
DECIMAL = r"\d{1,4}(?!\d)"
COMPONENTS = r"(?:\.[1-9]\d{0,2}(?!\d))"
ALPHABETIC_NUMERAL = rf"(?:{ROMAN}|{HEBREW}|{GREEK}|{LETTER})(?!\w)"
ENCLOSED = "[①-⑳⑴-⒇⒈-⒛Ⅰ-Ⅿ㈠-㈩㊀-㊉]"
EMPHASIS = r"(?:\*{1,3}|_{1,3})"

PART = rf"(?>{WORD}){SPACE}+(?:{DECIMAL}|{ROMAN}),{SPACE}+"
"""The larger part that a number is in: the "Part 2," of "Part 2, Article 3"."""


def _after_words(word: str) -> str:
    """The pattern of a number behind one to three words."""
    return (
        rf"(?P<word>(?:{PART})?{word}(?:{SPACE}+{word}){{0,2}}\.?{SPACE}*(?:(?:№|[Nn][.ro]?[º°]){SPACE}*)?[(（]?)"
        rf"(?P<number>{DECIMAL}{COMPONENTS}*|[{HAN}]{{1,9}}|{ETHIOPIC}{{1,6}}"
        rf"|(?<=[\s.(（]){ALPHABETIC_NUMERAL}|(?<=[\u3040-\ud7af])[A-Z](?!\w))"
    )


OPENING = re.compile(
    rf"[\s>]*(?P<heading>\#{{1,6}}[ \t]+)?(?:[-*+][ \t]+)*(?P<html><h[1-6][^<>]*>)?(?:<[^<>]*>)*"
    rf"(?P<dash>[–—―][ \t]*)?(?P<emphasis>{EMPHASIS})?\[?",
    re.ASCII,
)
FORMS = {
    name: re.compile(pattern)
    for name, pattern in {
        "sign": rf"(?P<word>[§¶№]+\.?){SPACE}*(?P<number>{DECIMAL}(?:{COMPONENTS}|-[1-9]\d{{0,2}}(?!\d))*)",
        "enclosed": rf"(?P<word>)(?P<number>{ENCLOSED})",
        "counter": (
            rf"(?P<word>[^\W\d_]{{0,6}}第|제){SPACE}*(?P<number>{DECIMAL}|[{HAN}]{{1,9}})"
            rf"{SPACE}*[^\W\d_{HAN}](?:[의の之](?P<part>\d+|[{HAN}]+))?"
        ),
        "many": rf"(?P<word>[(\[（]?)(?P<number>{DECIMAL}{COMPONENTS}+)",
        "suffixed": rf"(?P<word>)(?P<number>{DECIMAL})[-‐‑](?:{WORD}|§)",
        "one": rf"(?P<word>[(\[（〔【]?)(?P<number>{DECIMAL}|[{HAN}]{{1,9}}|{ETHIOPIC}{{1,6}}|{ALPHABETIC_NUMERAL})",
        "code": rf"(?P<word>[^\W\d_]{{1,2}}-?)(?P<number>{DECIMAL})",
        "word": _after_words(rf"(?>{WORD})"),
        "wide": _after_words(WORD),
    }.items()
}
"""How numbers are written: § 3, ③, 第三条, 3.2, 3-modda, 3 or iii or c, Q3, Article 3."""
OF_DIGITS = ("many", "suffixed", "one")
OF_LETTERS = ("one", "code", "word")
OF_WIDE_LETTERS = ("counter", "one", "wide")
OF_SIGNS = ("sign", "enclosed", "many", "one")
"""The forms that begin with a digit, with a letter, with one of East Asia, where numbers follow words without a space, and
with anything else.
"""
AFTER = re.compile(
    rf"(?P<branch>[a-z](?![^\W_]))?(?P<ordinal>\.?[ºª°]|(?:er|re|ère|st|nd|rd|th|ος?|ον|ου|η)(?!\w))?(?:{SPACE}+(?:bis|ter|quater|quinquies)(?!\w))?"
    rf"(?P<inner>{EMPHASIS})?(?P<sign>\.?{SPACE}*§)?"
    rf"(?:\]\([^()\s]*\))?(?P<stop>(?:\\?[.)\]:．。：、）】〕۔።։।])*(?:{SPACE}*[-–—―][-–—.]*(?=\s|\Z|[*_]))?)(?P<outer>{EMPHASIS})?"
)
"""What belongs to a number behind it: the a of 3a, ordinal signs, bis, a paragraph sign (3. §), punctuation, emphasis."""
NOTHING_MORE = re.compile(
    r"\s*+(?:\]\([^()\s]*\))?[*_]*[ \t]*+\#*[ \t]*+(?:\{[^{}]*\})?(?:</[^<>]*>)*(?:\n[ \t>]*(?:=+|-+))?\s*\Z"
)
UNDERLINE = re.compile(r"\n[ \t>]*(?:=+|-+)[ \t]*\Z")
FULL_WIDTH = frozenset("．。：、）】〕")
STOPS = frozenset(".)．、）۔።։।")
ORDINAL_SIGNS = ("º", "ª", "°")
COMPONENT_SEPARATOR = re.compile(r"[.-]")
YEARS = range(1800, 2200)
NO_STOP = re.compile(r"[^.:：)*_\]\n\#{<–—-]{60}")
"""Running text: what is written out is shorter. To look for this first is quick."""
ONE_WORD = re.compile(WORD)
WORDS = re.compile(rf"(?>{WORD})(?:(?:{SPACE}+|-)(?>{WORD})){{0,5}}+(?=\s*\Z|[.:：)*_\]\n\#{{<]|{SPACE}+[-–—\#{{])")
"""Up to six words, and nothing but punctuation or markup behind them."""
OPENING_BRACKETS = frozenset("(（【「〔《")
ONE_OTHER, TWO_OTHERS = 1, 2
"""The company that a number needs which only a space follows, in a heading and elsewhere."""
NEAR = 60
"""So many characters behind a number are looked at."""
SHORT_LINE = 40
"""Characters: a line break behind a number on a longer line may be that of a filled paragraph."""
