"""The number at the beginning of a paragraph, in the first of the forms that it has."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from blueprint.text.document.numbers.company import company_of
from blueprint.text.document.numbers.number_label import NumberLabel
from blueprint.text.document.numbers.number_patterns import (
    AFTER,
    FORMS,
    NO_STOP,
    OF_DIGITS,
    OF_LETTERS,
    OF_SIGNS,
    OF_WIDE_LETTERS,
    ONE_WORD,
    OPENING,
    WORDS,
)
from blueprint.text.document.numbers.written_out import MAX_WORDS, is_ordinal, may_be_written_out, value_of

MAX_COUNTED = 2
"""So many words may follow an ordinal."""


def find_label(text: str) -> NumberLabel | None:
    """The number at the beginning of a paragraph's source, with all around it; None if there is none."""
    opening = OPENING.match(text)
    if not opening:
        return None
    start = opening.end()
    first = text[start : start + 1]
    for form in OF_DIGITS if first.isdecimal() else OF_SIGNS if not first.isalpha() else _of_letters(first):
        if match := FORMS[form].match(text, start):
            after: re.Match[str] = AFTER.match(text, match.end())  # type: ignore[assignment]
            part = match.span("part") if form == "counter" and match["part"] else (0, 0)
            label = NumberLabel(text, form, opening, match["word"], *match.span("number"), after, part)
            label.company = company_of(label)
            if label.company is not None:
                return label
    return _written_out(text, opening) if first.isalpha() and not NO_STOP.match(text, start) else None


def _of_letters(first: str) -> Sequence[str]:
    return OF_WIDE_LETTERS if first >= "\u3000" else OF_LETTERS


def _written_out(text: str, opening: re.Match[str]) -> NumberLabel | None:
    """A number in words at the end of a few words, or an ordinal at their beginning, and nothing or a stop behind them."""
    found = WORDS.match(text, opening.end())
    words = list(ONE_WORD.finditer(text, *found.span())) if found else []
    if not found or not may_be_written_out(words[0][0], words[-1][0]):
        return None
    after: re.Match[str] = AFTER.match(text, found.end())  # type: ignore[assignment]
    label = NumberLabel(text, "written", opening, "", *found.span(), after)
    label.company = company_of(label)
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
