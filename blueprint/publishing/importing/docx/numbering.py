"""What Word prints before the paragraphs of lists (ECMA-376, 17.9): “(a)”, “1.2”, “Article 3”, counted as Word counts."""

import re
from typing import NamedTuple

from blueprint.publishing.importing.docx.styles import Styles
from blueprint.publishing.importing.lists.sign import Sign, SignKind
from blueprint.publishing.importing.number_formats import written
from blueprint.publishing.importing.xml import Element, attribute, child, every, number, value

LEVELS = 9
_BLANK = " \u00a0\uf020"
"""Of bullets that are not seen; the last one is the space of a symbol font, as LibreOffice writes it."""
_PLACEHOLDER = re.compile(r"%([1-9])")
_ONE_PLACEHOLDER = re.compile(r"(\(?)%([1-9])([.)])")
_STYLES = {
    "decimal": "Decimal",
    "lowerLetter": "LowerAlpha",
    "upperLetter": "UpperAlpha",
    "lowerRoman": "LowerRoman",
    "upperRoman": "UpperRoman",
}
_LETTERS = frozenset({"LowerAlpha", "UpperAlpha"})
_DELIMITERS = {("", "."): "Period", ("", ")"): "OneParen", ("(", ")"): "TwoParens"}
LARGEST_NUMBER = 999_999_999


class _Level(NamedTuple):
    start: int
    format: str
    text: str
    suffix: str
    legal: bool
    restart: int | None
    left: int | None
    style: str


class Numbering:
    """The lists of a file, and how far each has counted."""

    def __init__(self, root: Element | None, styles: Styles, language: str) -> None:
        self._styles, self._language = styles, language
        self._abstract: dict[str, dict[int, _Level]] = {}
        self._links: dict[str, str] = {}
        self._lists: dict[str, Element] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()
        self._overridden: dict[str, dict[int, _Level]] = {}
        for each in every(root, "w:abstractNum") if root is not None else ():
            identifier = attribute(each, "w:abstractNumId")
            self._abstract[identifier] = _levels(each)
            if link := value(each, "w:numStyleLink"):
                self._links[identifier] = link
        for each in every(root, "w:num") if root is not None else ():
            self._lists[attribute(each, "w:numId")] = each

    def sign(self, style: str, properties: Element | None) -> Sign | None:
        """The sign of the next paragraph with this style and these properties; None when it is in no list.

        Counts: to be asked once for each paragraph, in the order of the text.
        """
        found = self._place(style, properties)
        if found is None:
            return None
        list_id, depth = found
        level = self._level(list_id, depth)
        if level is None:
            return None
        key = self._key(list_id)
        left = level.left if level.left is not None else 360 * (depth + 1)
        if level.format == "bullet":
            kind = SignKind.BULLET if level.text.strip(_BLANK) else SignKind.CONTINUED
            return Sign(kind, "", key, depth, left)
        counts = self._count(list_id, key, depth)
        return self._signed(list_id, level, Sign(SignKind.WORDS, "", key, depth, left), counts)

    def left(self, style: str, properties: Element | None) -> int | None:
        """How far the paragraph's list indents it, in twips."""
        found = self._place(style, properties)
        level = self._level(*found) if found else None
        return level.left if level else None

    # -- which list

    def _place(self, style: str, properties: Element | None) -> tuple[str, int] | None:
        """The list and level of a paragraph: its own, or those of its style."""
        own = child(properties, "w:numPr")
        of_style = self._styles.paragraph_property(style, "w:numPr")
        list_id = value(own, "w:numId") or value(of_style, "w:numId")
        if list_id not in self._lists:
            return None
        depth = value(own, "w:ilvl")
        if not depth and not value(own, "w:numId"):
            by_style = self._depth_by_style(list_id, style)
            depth = str(by_style) if by_style is not None else value(of_style, "w:ilvl")
        return list_id, min(max(number(depth), 0), LEVELS - 1)

    def _depth_by_style(self, list_id: str, style: str) -> int | None:
        for identifier, _ in self._styles.chain(style):
            for depth, level in self._of(list_id).items():
                if level.style == identifier:
                    return depth
        return None

    def _key(self, list_id: str) -> str:
        """The abstract list, behind a style that stands for it."""
        for _ in range(LEVELS):
            key = value(self._lists.get(list_id), "w:abstractNumId")
            link = self._links.get(key)
            if not link:
                return key
            named = self._styles.paragraph_property(link, "w:numPr")
            list_id = value(named, "w:numId")
        return ""

    def _of(self, list_id: str) -> dict[int, _Level]:
        if list_id not in self._overridden:
            overrides = [
                (number(attribute(each, "w:ilvl")), child(each, "w:lvl"))
                for each in every(self._lists[list_id], "w:lvlOverride")
            ]
            own = {depth: _level(found) for depth, found in overrides if found is not None}
            self._overridden[list_id] = {**self._abstract.get(self._key(list_id), {}), **own}
        return self._overridden[list_id]

    def _level(self, list_id: str, depth: int) -> _Level | None:
        return self._of(list_id).get(depth)

    # -- counting

    def _count(self, list_id: str, key: str, depth: int) -> list[int]:
        """The numbers of all levels down to this one, which is counted on."""
        counts = self._counts.setdefault(key, [None] * LEVELS)
        start = self._restarted(list_id, depth)
        before = counts[depth]
        if start is not None:
            counts[depth] = start
        else:
            counts[depth] = self._start(list_id, depth) if before is None else min(before + 1, LARGEST_NUMBER)
        for deeper in range(depth + 1, LEVELS):
            level = self._level(list_id, deeper)
            if level is None or level.restart is None or (0 < level.restart <= deeper and depth < level.restart):
                counts[deeper] = None
        for upper in range(depth):
            if counts[upper] is None:
                counts[upper] = self._start(list_id, upper)
        return [count or 0 for count in counts[: depth + 1]]

    def _restarted(self, list_id: str, depth: int) -> int | None:
        """Where this list begins anew at its first paragraph on this level; None when it counts on."""
        if (list_id, depth) in self._begun:
            return None
        self._begun.add((list_id, depth))
        for each in every(self._lists[list_id], "w:lvlOverride"):
            if number(attribute(each, "w:ilvl")) == depth and child(each, "w:startOverride") is not None:
                return number(value(each, "w:startOverride"))
        return None

    def _start(self, list_id: str, depth: int) -> int:
        level = self._level(list_id, depth)
        return level.start if level else 1

    # -- writing

    def _signed(self, list_id: str, level: _Level, sign: Sign, counts: list[int]) -> Sign:
        """The sign with its words, and as an item of an ordered list where the dialect has its form."""

        def shown(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            other = self._level(list_id, at)
            if at >= len(counts) or other is None:
                return ""
            format = "decimal" if level.legal and other.format != "none" else other.format
            return written(counts[at], format, self._language)

        printed = _PLACEHOLDER.sub(shown, level.text).strip()
        if not printed:
            return sign._replace(kind=SignKind.CONTINUED)
        one = _ONE_PLACEHOLDER.fullmatch(level.text.strip())
        style = _STYLES.get("decimal" if level.legal else level.format)
        delimiter = _DELIMITERS.get((one[1], one[3])) if one and int(one[2]) == sign.depth + 1 else None
        if style and delimiter and _has(style, counts[-1]):
            return sign._replace(
                kind=SignKind.ORDERED, words=printed, number=counts[-1], style=style, delimiter=delimiter
            )
        return sign._replace(words=f"{printed} " if level.suffix != "nothing" else printed)


def _has(style: str, count: int) -> bool:
    """Whether the dialect has a sign for this number: letters are single ones, Roman numbers begin with 1."""
    if style == "Decimal":
        return count >= 0
    return 1 <= count <= (26 if style in _LETTERS else 3_999)


def _levels(element: Element) -> dict[int, _Level]:
    return {number(attribute(each, "w:ilvl")): _level(each) for each in every(element, "w:lvl")}


def _level(element: Element) -> _Level:
    restart = value(element, "w:lvlRestart")
    indent = child(element, "w:pPr", "w:ind")
    left = attribute(indent, "w:left") or attribute(indent, "w:start")
    return _Level(
        start=number(value(element, "w:start"), 1 if child(element, "w:start") is None else 0),
        format=_format(element),
        text=value(element, "w:lvlText"),
        suffix=value(element, "w:suff"),
        legal=child(element, "w:isLgl") is not None and value(element, "w:isLgl") not in ("0", "false"),
        restart=number(restart) if restart else None,
        left=number(left) if left else None,
        style=value(element, "w:pStyle"),
    )


def _format(element: Element) -> str:
    """The level's format; of one with zeros before its digits, “001, 002, 003, ...”, how many there are."""
    own = child(element, "w:numFmt")
    custom = own if own is not None else child(element, "mc:AlternateContent", "mc:Choice", "w:numFmt")
    first = attribute(custom, "w:format").partition(",")[0]
    if attribute(custom, "w:val") == "custom" and first.strip("0") == "1":
        return f"decimalZero{len(first)}"
    return attribute(own, "w:val") or value(element, "mc:AlternateContent", "mc:Fallback", "w:numFmt") or "decimal"
