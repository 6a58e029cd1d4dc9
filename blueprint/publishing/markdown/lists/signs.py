"""The signs of ordered lists: in every file an item has the sign that its author wrote."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from string import ascii_lowercase
from typing import Any, NamedTuple

from blueprint.publishing.markdown.ast import transform
from blueprint.publishing.markdown.pandoc import Node
from blueprint.publishing.markdown.source_lines import attributes_of, positions_of

_BEFORE = re.compile(r"(\(?[0-9A-Za-z]{1,9}[.)])[ \t]*\Z")
_SIGN = re.compile(r"(\(?)([0-9]{1,9}|[A-Za-z]+)([.)])\Z")
_ROMAN = re.compile(r"M{0,4}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")
_VALUES = (
    ("M", 1000), ("CM", 900), ("D", 500), ("CD", 400), ("C", 100), ("XC", 90), ("L", 50), ("XL", 40), ("X", 10),
    ("IX", 9), ("V", 5), ("IV", 4), ("I", 1),
)  # fmt: skip
_ROMAN_ALONE = ("i", "v", "x")
_ROMAN_LIMIT = 5_000
_DELIMITERS = {("", "."): "Period", ("", ")"): "OneParen", ("(", ")"): "TwoParens"}
_WRITTEN_DELIMITERS = {name: signs for signs, name in _DELIMITERS.items()}


class ListSign(NamedTuple):
    """The sign of an item: its value from 1, and Pandoc's names of the style of its number and of its delimiters."""

    value: int
    style: str
    delimiter: str

    def moved(self, by: int) -> "ListSign":
        """The sign of the item so many items further on."""
        return self._replace(value=self.value + by)

    def written(self) -> str:
        """The sign as words; beyond the 26 letters, as a number."""
        number = str(self.value)
        if self.style.endswith("Roman") and 0 < self.value < _ROMAN_LIMIT:
            number = _roman(self.value)
        elif self.style.endswith("Alpha") and 0 < self.value <= len(ascii_lowercase):
            number = ascii_lowercase[self.value - 1]
        opening, closing = _WRITTEN_DELIMITERS.get(self.delimiter, ("", "."))
        return f"{opening}{number.upper() if self.style.startswith('Upper') else number}{closing}"


def signs(written: str) -> tuple[ListSign, ...]:
    """What a written sign can mean: “(i)” is the ninth letter or the Roman one; empty for what is no sign."""
    found = _SIGN.match(written)
    if not found or (found[1], found[3]) not in _DELIMITERS:
        return ()
    number, delimiter = found[2], _DELIMITERS[found[1], found[3]]
    if number.isdigit():
        return (ListSign(int(number), "Decimal", delimiter),)
    case = "Lower" if number.islower() else "Upper"
    roman = _roman_value(number.upper()) if number in (number.lower(), number.upper()) else 0
    meanings = [ListSign(roman, f"{case}Roman", delimiter)] if roman else []
    if len(number) == 1:
        meanings.append(ListSign(ord(number.lower()) - ord("a") + 1, f"{case}Alpha", delimiter))
    return tuple(meanings)


def _roman_value(number: str) -> int:
    """The value of a Roman number in capitals; 0 for what is none."""
    if not _ROMAN.fullmatch(number):
        return 0
    value, rest = 0, number
    for letters, worth in _VALUES:
        while rest.startswith(letters):
            value, rest = value + worth, rest[len(letters) :]
    return value


def _roman(value: int) -> str:
    letters = ""
    for each, worth in _VALUES:
        letters, value = letters + each * (value // worth), value % worth
    return letters.lower()


def runs(written: Sequence[str]) -> list[list[ListSign]]:
    """The signs of a list's items, divided where one does not count on from the one before.

    Of two meanings the one counts that the next sign goes on from; a single “i”, “v” or “x” is Roman, any other a letter. An
    item whose sign is not known (empty) counts on.
    """
    result: list[list[ListSign]] = []
    for sign, following in pairwise([*written, ""]):
        expected = result[-1][-1].moved(1) if result else None
        if expected and (not sign or expected in signs(sign)):
            result[-1].append(expected)
        else:
            result.append([_first(sign, following)])
    return result


def _first(written: str, following: str) -> ListSign:
    meanings = signs(written) or (ListSign(1, "Decimal", "Period"),)
    going_on = (each for each in meanings if each.moved(1) in signs(following))
    return next(going_on, meanings[0] if written.strip("().").lower() in _ROMAN_ALONE else meanings[-1])


def with_written_signs(blocks: list[Node], source: Sequence[str]) -> list[Node]:
    """The tree with the lists divided and counted as the `source` lines say, which Pandoc does not: it counts on by itself.

    Numbers with a full stop or one bracket count on from the first, as in CommonMark.
    """

    def rule(node: Node) -> list[Node]:
        if node["t"] != "OrderedList" or _counts_by_itself(node["c"][0]):
            return [node]
        items = node["c"][1]
        return list(_divided(items, runs([_written(item, source) for item in items])))

    found: list[Node] = transform(blocks, rule)
    return found


def _counts_by_itself(attributes: list[Any]) -> bool:
    return attributes[1]["t"] in ("Decimal", "DefaultStyle") and attributes[2]["t"] != "TwoParens"


def _divided(items: list[Any], found: list[list[ListSign]]) -> Iterator[Node]:
    at = 0
    for run in found:
        value, style, delimiter = run[0]
        yield {"t": "OrderedList", "c": [[value, {"t": style}, {"t": delimiter}], items[at : at + len(run)]]}
        at += len(run)


def _written(item: list[Node], source: Sequence[str]) -> str:
    """The sign before an item's first word; empty for an item without words."""
    position = next(iter(positions_of(attributes_of(item[0]))), None) if item else None
    if position is None or position[0] > len(source):
        return ""
    line, column = position
    found = _BEFORE.search(source[line - 1][: column - 1])
    return found[1] if found else ""
