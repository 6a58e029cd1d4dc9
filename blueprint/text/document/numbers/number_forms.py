"""The forms in which paragraphs are numbered, and which of them are numbers by themselves, or in company alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from blueprint.text.document.numbers.number_patterns import (
    AFTER,
    COMPONENT_SEPARATOR,
    FORMS,
    FULL_WIDTH,
    NEAR,
    NO_STOP,
    NOTHING_MORE,
    OF_DIGITS,
    OF_LETTERS,
    OF_SIGNS,
    OF_WIDE_LETTERS,
    ONE_OTHER,
    ONE_WORD,
    OPENING,
    OPENING_BRACKETS,
    ORDINAL_SIGNS,
    SHORT_LINE,
    STOPS,
    TWO_OTHERS,
    UNDERLINE,
    WORDS,
    YEARS,
)
from blueprint.text.document.numbers.numerals import ALPHABETIC, Numeral, NumeralSystem, readings
from blueprint.text.document.numbers.written_out import MAX_WORDS, is_month, is_ordinal, may_be_written_out, value_of

MAX_COUNTED = 2
"""So many words may follow an ordinal."""


@dataclass(slots=True)
class NumberLabel:
    """A number in one of the forms, with what is around it.

    `word` is what is before the number; `start` and `end` are the number's span, and `part` that of what numbers a part of
    it (条の2), (0, 0) without one. `number` is how it is written, with all components. `ending` is what follows: "end",
    "stop", "closed" emphasis, "line", "space", or "" for anything else. `company` is how many others of its series it needs
    beside it to be a number; None if it is none.
    """

    text: str
    form: str
    opening: re.Match[str]
    word: str
    start: int
    end: int
    after: re.Match[str]
    part: tuple[int, int] = (0, 0)
    number: str = field(init=False)
    ending: str = field(init=False)
    company: int | None = field(init=False)

    def __post_init__(self) -> None:
        self.number, self.ending = self.text[self.start : self.end], self._ending()
        self.company = COMPANY[self.form](self)
        if self.opening["dash"] and not (self.form == "one" and self._is_between_dashes()):
            self.company = None

    @property
    def numeral(self) -> str:
        """The last component of the number."""
        number = self.number
        return COMPONENT_SEPARATOR.split(number)[-1] if number[0].isdecimal() and not number.isdecimal() else number

    @property
    def readings(self) -> Sequence[Numeral]:
        """What the numeral may mean. Of words the Roman reading is none: dix is ten."""
        if self.form == "written":
            return [Numeral(NumeralSystem.WORDS, value_of(self.number))]
        return readings(self.numeral)

    def _ending(self) -> str:
        after = self.after
        end = after.end()
        if NOTHING_MORE.match(self.text, end):
            return "end"
        stop, following = after["stop"], self.text[end]
        if stop and (following.isspace() or stop[-1] in FULL_WIDTH or after["outer"]):
            return "stop"
        if self.opening["emphasis"] and (after["inner"] or after["outer"]) and not following.isalnum():
            return "closed"
        if self.text[end : end + NEAR].lstrip(" \t\\")[:1] in ("\r", "\n"):
            return "line"
        return "space" if following.isspace() else ""

    def _is_between_dashes(self) -> bool:
        return self.ending == "end" and self.after["stop"].endswith(("–", "—", "―"))

    @property
    def heading(self) -> bool:
        """Whether it is in a heading, or in bold type, as headings within a line are."""
        opening = self.opening
        return bool(opening["heading"] or opening["html"] or opening["emphasis"] or UNDERLINE.search(self.text))

    @property
    def following(self) -> str:
        """The words behind it, or as many of them as are near."""
        return self.text[self.after.end() : self.after.end() + NEAR].lstrip(" \t\u00a0\u3000\r\n*_\"'“„«(").lstrip()

    @property
    def next(self) -> str:
        """The first character of the words behind it; "" at the end."""
        return self.following[:1]


def find_label(text: str) -> NumberLabel | None:
    """The number at the beginning of a paragraph's source, with all around it; None if there is none."""
    opening = OPENING.match(text)
    if not opening:
        return None
    first = text[opening.end() : opening.end() + 1]
    for form in _forms_of(first):
        pattern = FORMS[form]
        if match := pattern.match(text, opening.end()):
            after: re.Match[str] = AFTER.match(text, match.end())  # type: ignore[assignment]
            part = match.span("part") if "part" in pattern.groupindex and match["part"] else (0, 0)
            label = NumberLabel(text, form, opening, match["word"], *match.span("number"), after, part)
            if label.company is not None:
                return label
    return None if NO_STOP.match(text, opening.end()) or not first.isalpha() else _written_out(text, opening)


def _forms_of(first: str) -> Sequence[str]:
    if first.isdecimal():
        return OF_DIGITS
    if not first.isalpha():
        return OF_SIGNS
    return OF_WIDE_LETTERS if first >= "\u3000" else OF_LETTERS


def _written_out(text: str, opening: re.Match[str]) -> NumberLabel | None:
    """A number in words at the end of a few words, or an ordinal at their beginning, and nothing or a stop behind them."""
    found = WORDS.match(text, opening.end())
    words = list(ONE_WORD.finditer(text, *found.span())) if found else []
    if not found or not may_be_written_out(words[0][0], words[-1][0]):
        return None
    after: re.Match[str] = AFTER.match(text, found.end())  # type: ignore[assignment]
    label = NumberLabel(text, "written", opening, "", *found.span(), after)
    if label.company is None:
        return None
    for start in (word.start() for word in words[-MAX_WORDS:]):
        if value_of(text[start : found.end()]):
            return replace(label, word=text[found.start() : start], start=start)
    return _ordinal_before(label, words)


def _ordinal_before(label: NumberLabel, words: Sequence[re.Match[str]]) -> NumberLabel | None:
    """An ordinal before a word or two that are all of a heading: "Dritter Abschnitt"."""
    text, begin = label.text, words[0].start()
    if label.ending == "end" and (label.heading or text.isupper()):
        for end in (word.end() for word in words[-2 : -2 - MAX_COUNTED : -1]):
            if is_ordinal(text[begin:end]):
                return replace(label, end=end)
    return None


def _written(label: NumberLabel) -> int | None:
    ending = label.ending
    if ending == "end":
        return ONE_OTHER
    if ending == "closed" or (ending == "stop" and label.after["stop"].strip()[0] in ".):："):
        return ONE_OTHER if label.heading else TWO_OTHERS
    return None


def _sign(label: NumberLabel) -> int | None:
    if label.ending == "space":
        return 0 if label.heading or not label.next.islower() else None
    return 0 if label.ending else None


def _counter(label: NumberLabel) -> int | None:
    return 0 if label.ending or label.text[label.after.end()] in OPENING_BRACKETS else None


def _many(label: NumberLabel) -> int | None:
    if label.ending == "space":
        return 0 if label.heading or (label.next.isalpha() and not label.next.islower()) else None
    return 0 if label.ending else None


def _suffixed(label: NumberLabel) -> int | None:
    if label.ending in ("end", "stop"):
        return ONE_OTHER if label.ending == "end" or label.heading else TWO_OTHERS
    return None


def _code(label: NumberLabel) -> int | None:
    """A capital letter or two and a number, in a heading that says nothing else: A3, **Q3.**"""
    is_alone = label.heading and label.ending in ("end", "stop", "closed")
    return ONE_OTHER if is_alone and label.word.isupper() else None


def _one(label: NumberLabel) -> int | None:
    if label.after["sign"]:
        return _sign(label)
    stop, ending = label.after["stop"].strip(), label.ending
    if label.word and not stop.startswith((")", "）", "]", "】", "〕")):
        return None
    found = label.readings if ending else ()
    if not found or _is_date(label):
        return None
    if found[0].system in ALPHABETIC:
        return _one_letter(label)
    if ending == "space":
        return _one_before_space(label)
    if ending == "stop" and (stop[0] in "-–—―:" or label.next.isdigit()):
        return 0 if label.heading else None
    return 0 if ending != "line" or label.heading else None


def _one_before_space(label: NumberLabel) -> int | None:
    if label.text[label.after.end()] == "\u3000":
        return 0
    few = len(label.number) < 4
    if few and (label.after["ordinal"] or "")[-1:] in ORDINAL_SIGNS:
        return 0 if label.heading else TWO_OTHERS
    return ONE_OTHER if label.heading and few else None


def _is_date(label: NumberLabel) -> bool:
    """A year that is a whole heading, or the day of a date, as in "3. Mai"."""
    if not label.number.isdecimal() or label.word:
        return False
    stop = label.after["stop"].strip()
    if len(label.number) == 4 and not stop:
        return int(label.number) in YEARS
    word = ONE_WORD.match(label.following) if stop == "." else None
    return word is not None and is_month(word[0])


def _one_letter(label: NumberLabel) -> int | None:
    """Letters and Roman numerals; "J. Smith" at the beginning of a sentence is neither."""
    numeral, stop, ending = label.number, label.after["stop"].strip(), label.ending
    cased = numeral.lower() != numeral.upper()
    if ending == "stop" and stop[0] in STOPS:
        initial = len(numeral) == 1 and numeral.isupper() and stop == "." and label.next.isupper()
        return TWO_OTHERS if (initial or _may_be_word(numeral)) and not label.heading else 0
    if ending == "stop" and stop[0] in "-–—―":
        return None if numeral.islower() else ONE_OTHER if label.heading else TWO_OTHERS
    if ending in ("end", "closed"):
        return 0 if stop else ONE_OTHER if label.heading or not cased or numeral.isupper() else None
    return ONE_OTHER if ending == "space" and label.opening["heading"] and numeral.isupper() else None


def _may_be_word(numeral: str) -> bool:
    """Whether it is two letters of Hebrew or more, without a mark that makes them a numeral."""
    return len(numeral) > 1 and "א" <= numeral[0] <= "ת" and numeral.isalpha()


def _word(label: NumberLabel) -> int | None:
    word, numeral, ending = label.word, label.number, label.ending
    found = label.readings if ending and _is_apart(word, ending) else ()
    if not found:
        return None
    if word[-1] in OPENING_BRACKETS:
        return _in_brackets(label)
    letters = found[0].system in ALPHABETIC
    if letters and numeral.islower() and not (len(numeral) > 1 and ending == "end"):
        return None
    if ending == "end":
        return ONE_OTHER if _may_be_word(numeral) else 0
    if ending == "line":
        short = label.text.index("\n" if "\n" in label.text else "\r") < SHORT_LINE
        return 0 if short and not label.next.islower() else None
    if ending == "space":
        few = len(numeral) < 4 and (label.heading or not label.next.islower()) and (not letters or label.heading)
        return None if not few else ONE_OTHER if label.heading else TWO_OTHERS
    return 0 if label.heading or len(word.split()) == 1 else TWO_OTHERS


def _in_brackets(label: NumberLabel) -> int | None:
    """A number in brackets behind a word, as in "المادة (٣)"; in a sentence it is a reference."""
    if not label.after["stop"].startswith((")", "）")):
        return None
    if label.ending == "end":
        return 0 if label.number.isdecimal() else ONE_OTHER
    return ONE_OTHER if label.heading else TWO_OTHERS


def _is_apart(word: str, ending: str) -> bool:
    """Whether a numeral is no part of the word before it: behind a space or a full stop, or in scripts without spaces."""
    if word[-1].isspace() or word[-1] in ".º°№(（":
        return True
    caseless = word[-1].lower() == word[-1].upper()
    return caseless and (ending == "end" or not "\u3000" < word[-1] < "\ud7b0") and len(word) <= 12


COMPANY: dict[str, Callable[[NumberLabel], int | None]] = {
    "sign": _sign,
    "enclosed": lambda *_: 0,
    "counter": _counter,
    "many": _many,
    "suffixed": _suffixed,
    "one": _one,
    "code": _code,
    "word": _word,
    "wide": _word,
    "written": _written,
}
