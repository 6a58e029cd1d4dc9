"""The forms in which paragraphs are numbered, and which of them are numbers by themselves, or in company alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from blueprint.text.document.numbers.numerals import HAN, LETTERS, Numeral, NumeralSystem, readings

SPACE = r"[ \t\u00a0\u202f\u3000]"
WORD = r"[^\W\d_](?:[^\s\d!-/:-@\[-`{-~、。，．：；（）「」【】〔〕“”«»…]|['’](?=\w)){0,23}"
"""A word of any script: a letter, then neither digits nor punctuation. (`\\w` would leave out combining marks.)"""
LETTER = "[" + "".join(sorted({form for letter in LETTERS for form in (letter, letter.upper())})) + "]"
ROMAN = r"(?:[IVXLC]{1,9}|[ivxlc]{1,9})"
DECIMAL = r"\d{1,4}(?!\d)"
COMPONENTS = r"(?:\.[1-9]\d{0,2}(?!\d))"
ENCLOSED = "[①-⑳⑴-⒇⒈-⒛Ⅰ-Ⅿ㈠-㈩㊀-㊉]"
EMPHASIS = r"(?:\*{1,3}|_{1,3})"

OPENING = re.compile(
    rf"[\s>]*(?P<heading>\#{{1,6}}[ \t]+)?(?:[-*+][ \t]+)*(?:<[^<>]*>)*(?P<emphasis>{EMPHASIS})?\[?", re.ASCII
)
FORMS = {
    name: re.compile(pattern)
    for name, pattern in {
        "sign": rf"(?P<word>[§¶№]+){SPACE}*(?P<number>{DECIMAL}{COMPONENTS}*)",
        "enclosed": rf"(?P<word>)(?P<number>{ENCLOSED})",
        "counter": (
            rf"(?P<word>[^\W\d_]{{0,6}}第|제){SPACE}*(?P<number>{DECIMAL}|[{HAN}]{{1,9}})"
            rf"{SPACE}*[^\W\d_{HAN}](?:[의の之](?:\d+|[{HAN}]+))?"
        ),
        "many": rf"(?P<word>[(\[（]?)(?P<number>{DECIMAL}{COMPONENTS}+)",
        "one": rf"(?P<word>[(\[（〔【]?)(?P<number>{DECIMAL}|[{HAN}]{{1,9}}|{ROMAN}(?!\w)|{LETTER}(?!\w))",
        "word": (
            rf"(?P<word>{WORD}(?:{SPACE}+{WORD}){{0,2}}\.?{SPACE}*(?:(?:№|[Nn][.ro]?[º°]){SPACE}*)?)"
            rf"(?P<number>{DECIMAL}{COMPONENTS}*|[{HAN}]{{1,9}}|(?<=[\s.])(?:{ROMAN}|{LETTER})(?!\w)|(?<=[\u3040-\ud7af])[A-Z](?!\w))"
        ),
    }.items()
}
"""How numbers are written: § 3, ③, 第三条, 3.2, 3 or iii or c, Article 3."""
AFTER = re.compile(
    rf"(?P<branch>[a-z](?![^\W_]))?(?:[ºª°]|(?:er|re|ère|st|nd|rd|th)(?!\w))?(?:{SPACE}+(?:bis|ter|quater|quinquies)(?!\w))?"
    rf"(?P<inner>{EMPHASIS})?(?P<sign>\.?{SPACE}*§)?"
    rf"(?:\]\([^()\s]*\))?(?P<stop>(?:\\?[.)\]:．。：、）】〕])*(?:{SPACE}*[-–—―][-–—.]*(?=\s|\Z|[*_]))?)(?P<outer>{EMPHASIS})?"
)
"""What belongs to a number behind it: the a of 3a, ordinal signs, bis, a paragraph sign (3. §), punctuation, emphasis."""
NOTHING_MORE = re.compile(
    r"\s*+(?:\]\([^()\s]*\))?[*_]*[ \t]*+\#*[ \t]*+(?:\{[^{}]*\})?(?:</[^<>]*>)*(?:\n[ \t>]*(?:=+|-+))?\s*\Z"
)
UNDERLINE = re.compile(r"\n[ \t>]*(?:=+|-+)[ \t]*\Z")
FULL_WIDTH = frozenset("．。：、）】〕")
OPENING_BRACKETS = frozenset("(（【「〔《")
ONE_OTHER, TWO_OTHERS = 1, 2
"""The company that a number needs which only a space follows, in a heading and elsewhere."""
NEAR = 60
"""So many characters behind a number are looked at."""
SHORT_LINE = 40
"""Characters: a line break behind a number on a longer line may be that of a filled paragraph."""


@dataclass(frozen=True, slots=True)
class NumberLabel:
    """A match of one of the forms, with what is around it."""

    text: str
    form: str
    opening: re.Match[str]
    match: re.Match[str]
    after: re.Match[str]

    @property
    def company(self) -> int | None:
        """How many others of its series it needs beside it to be a number; None if it is none."""
        return COMPANY[self.form](self, readings(self.numeral))

    @property
    def numeral(self) -> str:
        """The last component of the number."""
        return self.match["number"].rpartition(".")[2]

    @property
    def ending(self) -> str:
        """What follows: "end", "stop", "closed" emphasis, "line", "space", or "" for anything else."""
        end = self.after.end()
        if NOTHING_MORE.match(self.text, end):
            return "end"
        stop, following = self.after["stop"], self.text[end]
        if stop and (following.isspace() or stop[-1] in FULL_WIDTH or self.after["outer"]):
            return "stop"
        if self.opening["emphasis"] and (self.after["inner"] or self.after["outer"]) and not following.isalnum():
            return "closed"
        if self.text[end : end + NEAR].lstrip(" \t\\")[:1] in ("\r", "\n"):
            return "line"
        return "space" if following.isspace() else ""

    @property
    def heading(self) -> bool:
        """Whether it is in a heading, or in bold type, as headings within a line are."""
        return bool(self.opening["heading"] or self.opening["emphasis"] or UNDERLINE.search(self.text))

    @property
    def next(self) -> str:
        """The first character of the words behind it; "" at the end."""
        return self.text[self.after.end() : self.after.end() + NEAR].lstrip(" \t\u00a0\u3000\r\n*_\"'“„«(").lstrip()[:1]


def find_label(text: str) -> NumberLabel | None:
    """The number at the beginning of a paragraph's source, with all around it; None if there is none."""
    opening = OPENING.match(text)
    for form, pattern in FORMS.items() if opening else ():
        match = pattern.match(text, opening.end())  # type: ignore[union-attr]
        after = AFTER.match(text, match.end()) if match else None
        if opening and match and after:
            label = NumberLabel(text, form, opening, match, after)
            if label.company is not None:
                return label
    return None


def _sign(label: NumberLabel, _: Sequence[Numeral]) -> int | None:
    if label.ending == "space":
        return 0 if label.heading or not label.next.islower() else None
    return 0 if label.ending else None


def _counter(label: NumberLabel, _: Sequence[Numeral]) -> int | None:
    return 0 if label.ending or label.text[label.after.end()] in OPENING_BRACKETS else None


def _many(label: NumberLabel, _: Sequence[Numeral]) -> int | None:
    if label.ending == "space":
        return 0 if label.heading or (label.next.isalpha() and not label.next.islower()) else None
    return 0 if label.ending else None


def _one(label: NumberLabel, found: Sequence[Numeral]) -> int | None:
    if label.after["sign"]:
        return _sign(label, found)
    stop, ending = label.after["stop"].strip(), label.ending
    if label.match["word"] and not stop.startswith((")", "）", "]", "】", "〕")):
        return None
    if not found or not ending:
        return None
    if found[0].system in (NumeralSystem.ROMAN, NumeralSystem.LETTER):
        return _one_letter(label)
    if ending == "space":
        wide = label.text[label.after.end()] == "\u3000"
        return 0 if wide else ONE_OTHER if label.heading and len(label.match["number"]) < 4 else None
    if ending == "stop" and (stop[0] in "-–—―:" or label.next.isdigit()):
        return 0 if label.heading else None
    return 0 if ending != "line" or label.heading else None


def _one_letter(label: NumberLabel) -> int | None:
    """Letters and Roman numerals; "J. Smith" at the beginning of a sentence is neither."""
    numeral, stop, ending = label.match["number"], label.after["stop"].strip(), label.ending
    cased = numeral.lower() != numeral.upper()
    if ending == "stop" and stop[0] in ".)．、）":
        initial = len(numeral) == 1 and numeral.isupper() and stop == "." and label.next.isupper()
        return TWO_OTHERS if initial and not label.heading else 0
    if ending in ("end", "closed"):
        return 0 if stop else ONE_OTHER if label.heading or not cased or numeral.isupper() else None
    return ONE_OTHER if ending == "space" and label.opening["heading"] and numeral.isupper() else None


def _word(label: NumberLabel, found: Sequence[Numeral]) -> int | None:
    word, numeral, ending = label.match["word"], label.match["number"], label.ending
    if not found or not ending or not _is_apart(word, ending):
        return None
    letters = found[0].system in (NumeralSystem.ROMAN, NumeralSystem.LETTER)
    if letters and numeral.islower() and not (len(numeral) > 1 and ending == "end"):
        return None
    if ending == "end":
        return 0
    if ending == "line":
        short = label.text.index("\n" if "\n" in label.text else "\r") < SHORT_LINE
        return 0 if short and not label.next.islower() else None
    if ending == "space":
        few = len(numeral) < 4 and (label.heading or not label.next.islower()) and (not letters or label.heading)
        return None if not few else ONE_OTHER if label.heading else TWO_OTHERS
    return 0 if label.heading or len(word.split()) == 1 else TWO_OTHERS


def _is_apart(word: str, ending: str) -> bool:
    """Whether a numeral is no part of the word before it: behind a space or a full stop, or in scripts without spaces."""
    if word[-1].isspace() or word[-1] in ".º°№":
        return True
    caseless = word[-1].lower() == word[-1].upper()
    return caseless and (ending == "end" or not "\u3000" < word[-1] < "\ud7b0") and len(word) <= 12


COMPANY: dict[str, Callable[[NumberLabel, Sequence[Numeral]], int | None]] = {
    "sign": _sign,
    "enclosed": lambda *_: 0,
    "counter": _counter,
    "many": _many,
    "one": _one,
    "word": _word,
}
