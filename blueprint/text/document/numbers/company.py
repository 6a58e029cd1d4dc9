"""Which forms are numbers by themselves, and which in company alone: beside others of their series."""

from __future__ import annotations

from collections.abc import Callable

from blueprint.text.document.numbers.number_label import NumberLabel
from blueprint.text.document.numbers.number_patterns import (
    ONE_OTHER,
    ONE_WORD,
    OPENING_BRACKETS,
    ORDINAL_SIGNS,
    SHORT_LINE,
    STOPS,
    TWO_OTHERS,
    YEARS,
)
from blueprint.text.document.numbers.numerals import ALPHABETIC
from blueprint.text.document.numbers.written_out import is_month


def company_of(label: NumberLabel) -> int | None:
    """How many others of its series a number needs beside it to be one; None if it is none."""
    if label.opening["dash"] and not (label.form == "one" and _is_between_dashes(label)):
        return None
    return COMPANY[label.form](label)


def _is_between_dashes(label: NumberLabel) -> bool:
    return label.ending == "end" and label.after["stop"].endswith(("–", "—", "―"))


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
    if not label.after["stop"].startswith((")", "）")) or not label.word[-2:-1].isspace():
        return None
    decimal = label.number.isdecimal()
    if label.ending == "end":
        return 0 if decimal else ONE_OTHER
    return ONE_OTHER if label.heading else TWO_OTHERS if decimal else None


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
