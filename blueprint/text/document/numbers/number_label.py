"""A number in one of the forms, and what is around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from blueprint.text.document.numbers.number_patterns import (
    COMPONENT_SEPARATOR,
    FULL_WIDTH,
    NEAR,
    NOTHING_MORE,
    UNDERLINE,
)
from blueprint.text.document.numbers.numerals import Numeral, NumeralSystem, readings
from blueprint.text.document.numbers.written_out import value_of


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
    company: int | None = None

    def __post_init__(self) -> None:
        self.number, self.ending = self.text[self.start : self.end], self._ending()

    @property
    def numeral(self) -> str:
        """The last component of the number."""
        number = self.number
        return COMPONENT_SEPARATOR.split(number)[-1] if number[0].isdecimal() and not number.isdecimal() else number

    @property
    def readings(self) -> Sequence[Numeral]:
        """What the numeral may mean. Of words the Roman reading is none: dix is ten."""
        if self.form == "written":
            return (Numeral(NumeralSystem.WORDS, value_of(self.number)),)
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
