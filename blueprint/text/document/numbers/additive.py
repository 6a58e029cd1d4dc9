"""Numerals whose signs are added up: Greek and Hebrew letters (ια, י"א) and Ethiopic numerals (፲፩)."""

from __future__ import annotations

import re
import unicodedata

GREEK_ONES = ("α", "β", "γ", "δ", "ε", "στ", "ζ", "η", "θ")
GREEK_TENS = tuple("ικλμνξοπϟ")
HEBREW_ONES, HEBREW_TENS, HEBREW_HUNDREDS = tuple("אבגדהוזחט"), tuple("יכלמנסעפצ"), tuple("קרשת")
HEBREW_INSTEAD = {"יה": "טו", "יו": "טז"}
"""15 and 16 are written 9 + 6 and 9 + 7, since the others are names of God."""
GERESH, GERSHAYIM = "'׳’", '"״”'
"""What marks Hebrew letters as a numeral: behind a single one, and before the last of several."""
GREEK = "(?:[ι-λΙ-Λ]?(?:στ|Στ|ΣΤ|[α-εζ-θΑ-ΕΖ-Θϛ])|[ι-ρΙ-Ρ])"
HEBREW = f"(?:[א-ת][{GERESH}]|[קרשת]{{0,2}}[א-צ]{{0,2}}[{GERSHAYIM}][א-ת]|[יכלט]?[א-ט]|[יכלמנסעפצק])"
ETHIOPIC = "[፩-፼]"
ONLY_ETHIOPIC = re.compile(f"{ETHIOPIC}+")
ONLY_HEBREW = re.compile(f"[א-ת]+[{GERESH}]?|[א-ת]+[{GERSHAYIM}][א-ת]")
HUNDRED, TEN_THOUSAND = "፻", "፼"


def greek_value(text: str) -> int:
    """The value of a Greek numeral up to 100, 0 for anything else: στ is 6, ια is 11."""
    if not "Ͱ" <= text[:1] <= "Ͽ":
        return 0
    text = text.lower().replace("ϛ", "στ")
    tens, rest = (GREEK_TENS.index(text[0]) + 1, text[1:]) if text[0] in GREEK_TENS else (0, text)
    if text == "ρ":
        return 100
    if rest and rest not in GREEK_ONES:
        return 0
    return tens * 10 + (GREEK_ONES.index(rest) + 1 if rest else 0)


def greek(value: int, like: str) -> str | None:
    """A Greek numeral in the case of another; None above 99."""
    if not 0 < value < 100:
        return None
    tens, ones = divmod(value, 10)
    written = (GREEK_TENS[tens - 1] if tens else "") + (GREEK_ONES[ones - 1] if ones else "")
    return written.upper() if like.isupper() else written


def hebrew_value(text: str) -> int:
    """The value of a Hebrew numeral, 0 for anything else; only as it is written: of י"ד but not of ד"י."""
    if not ONLY_HEBREW.fullmatch(text):
        return 0
    letters = "".join(letter for letter in text if letter.isalpha())
    value = sum(_hebrew_letter(letter) for letter in letters)
    return value if _hebrew_letters(value) == letters else 0


def hebrew(value: int, like: str) -> str | None:
    """A Hebrew numeral with the marks of another, if it has some; None from 500 on."""
    if not 0 < value < 500:
        return None
    letters = _hebrew_letters(value)
    mark = next((at for at in map((GERESH + GERSHAYIM).find, like) if at >= 0), None)
    if mark is None:
        return letters
    mark %= len(GERESH)
    return letters + GERESH[mark] if len(letters) == 1 else letters[:-1] + GERSHAYIM[mark] + letters[-1]


def _hebrew_letter(letter: str) -> int:
    for letters, unit in ((HEBREW_ONES, 1), (HEBREW_TENS, 10), (HEBREW_HUNDREDS, 100)):
        if letter in letters:
            return (letters.index(letter) + 1) * unit
    return 10_000


def _hebrew_letters(value: int) -> str:
    hundreds, below = divmod(value, 100)
    if not 0 < value < 500:
        return ""
    tens, ones = divmod(below, 10)
    written = (HEBREW_TENS[tens - 1] if tens else "") + (HEBREW_ONES[ones - 1] if ones else "")
    return (HEBREW_HUNDREDS[hundreds - 1] if hundreds else "") + HEBREW_INSTEAD.get(written, written)


def ethiopic_value(text: str) -> int:
    """The value of an Ethiopic numeral, 0 for anything else: ፲፩ is 11, ፪፻ is 200."""
    if not ONLY_ETHIOPIC.fullmatch(text):
        return 0
    total = group = 0
    for sign in text:
        if sign == HUNDRED:
            group = max(group, 1) * 100
        elif sign == TEN_THOUSAND:
            total, group = total + max(group, 1) * 10_000, 0
        else:
            group += int(unicodedata.numeric(sign))
    return total + group


def ethiopic(value: int) -> str | None:
    """An Ethiopic numeral; None from 10,000 on."""
    if not 0 < value < 10_000:
        return None
    hundreds, rest = divmod(value, 100)
    before = _below_hundred(hundreds) if hundreds > 1 else ""
    return before + (HUNDRED if hundreds else "") + _below_hundred(rest)


def _below_hundred(value: int) -> str:
    tens, ones = divmod(value, 10)
    return (chr(ord("፲") + tens - 1) if tens else "") + (chr(ord("፩") + ones - 1) if ones else "")
