"""What an OpenDocument text prints before the paragraphs of its lists and before its headings."""

import re
from typing import NamedTuple

from blueprint.publishing.importing.odt.lengths import twips
from blueprint.publishing.importing.odt.number_formats import odt_number
from blueprint.publishing.importing.xml import Element, attribute, child, every, name_of, number, tag

LEVELS = 10
_STYLES = {"1": "Decimal", "a": "LowerAlpha", "A": "UpperAlpha", "i": "LowerRoman", "I": "UpperRoman"}
_DELIMITERS = {("", "."): "Period", ("", ")"): "OneParen", ("(", ")"): "TwoParens"}
_PLACEHOLDER = re.compile(r"%(\d+)%")


class OdtLevel(NamedTuple):
    """A level of a list: its format (empty for none), what is around the number, how many levels are shown, its start."""

    bullet: str | None
    format: str
    before: str
    behind: str
    shown: int
    start: int
    pattern: str
    left: int | None = None
    doubles: bool = False


class OdtSign(NamedTuple):
    """What is printed before a paragraph: a bullet, words, or the number, style and delimiter of Pandoc's lists."""

    words: str
    is_bullet: bool = False
    ordered: tuple[int, str, str] | None = None


class OdtLists:
    """The list styles of a text, and how far each list has counted."""

    def __init__(self, *roots: Element | None) -> None:
        self._language = next(filter(None, map(_language, roots)), "en")
        self._levels: dict[str, dict[int, OdtLevel]] = {}
        self._counts: dict[str, list[int]] = {}
        for root in roots:
            for kind in ("text:list-style", "text:outline-style"):
                for each in every(root, kind) if root is not None else ():
                    name = attribute(each, "style:name") if kind == "text:list-style" else ""
                    self._levels[name] = dict(filter(None, map(_level, each)))

    def left(self, style: str, depth: int) -> int:
        """How far the items of this level are indented, in twips."""
        level = self._levels.get(style, {}).get(depth)
        return level.left if level is not None and level.left is not None else 360 * (depth + 1)

    def restart(self, style: str) -> None:
        """The next item of this style is the first."""
        self._counts.pop(style, None)

    def sign(self, style: str, depth: int, start: int | None = None) -> OdtSign | None:
        """The sign of the next item of this list on this level (from 0), which counts; None when nothing is printed."""
        level = self._levels.get(style, {}).get(depth)
        if level is None:
            return None
        if level.bullet is not None:
            return OdtSign("", is_bullet=True) if level.bullet.strip(" \u00a0\uf020") else None
        counts = self._counted(style, depth, start)
        if not level.format:
            shown = f"{level.before}{level.behind}".strip()
            return OdtSign(shown) if shown else None
        return self._written(style, level, counts)

    def _counted(self, style: str, depth: int, start: int | None) -> list[int]:
        counts = self._counts.setdefault(style, [])
        while len(counts) < depth:
            counts.append(self._start(style, len(counts)))
        before = counts[depth] if len(counts) > depth else None
        now = start if start is not None else self._start(style, depth) if before is None else before + 1
        self._counts[style] = [*counts[:depth], now]
        return self._counts[style]

    def _start(self, style: str, depth: int) -> int:
        level = self._levels.get(style, {}).get(depth)
        return level.start if level else 1

    def _written(self, style: str, level: OdtLevel, counts: list[int]) -> OdtSign:
        depth = len(counts) - 1
        words = self._pattern(style, level, counts) if level.pattern else self._joined(style, level, counts)
        alone = words == f"{level.before}{self._number(style, depth, counts)}{level.behind}"
        delimiter = _DELIMITERS.get((level.before.strip(), level.behind.strip()))
        form = _STYLES.get(level.format)
        fits = form and (counts[-1] <= 26 or form not in ("LowerAlpha", "UpperAlpha")) and counts[-1] >= 0
        if alone and delimiter and form and fits:
            return OdtSign(words.strip(), ordered=(counts[-1], form, delimiter))
        return OdtSign(words.strip())

    def _pattern(self, style: str, level: OdtLevel, counts: list[int]) -> str:
        def shown(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            return self._number(style, at, counts) if at < len(counts) else ""

        return _PLACEHOLDER.sub(shown, level.pattern)

    def _joined(self, style: str, level: OdtLevel, counts: list[int]) -> str:
        depth = len(counts) - 1
        first = max(0, depth + 1 - level.shown)
        numbers = (self._number(style, at, counts) for at in range(first, depth + 1))
        return f"{level.before}{'.'.join(filter(None, numbers))}{level.behind}"

    def _number(self, style: str, depth: int, counts: list[int]) -> str:
        level = self._levels.get(style, {}).get(depth)
        if level is None or not level.format:
            return ""
        return odt_number(counts[depth], level.format, self._language, doubles=level.doubles)


def _level(element: Element) -> tuple[int, OdtLevel] | None:
    depth = number(attribute(element, "text:level")) - 1
    if not 0 <= depth < LEVELS:
        return None
    is_number = name_of(element) in (tag("text:list-level-style-number"), tag("text:outline-level-style"))
    return depth, OdtLevel(
        bullet=None if is_number else attribute(element, "text:bullet-char", "•"),
        format=attribute(element, "style:num-format"),
        before=attribute(element, "style:num-prefix"),
        behind=attribute(element, "style:num-suffix"),
        shown=number(attribute(element, "text:display-levels"), 1),
        start=number(attribute(element, "text:start-value"), 1),
        pattern=attribute(element, "loext:num-list-format") or attribute(element, "style:num-list-format"),
        left=_left(child(element, "style:list-level-properties")),
        doubles=attribute(element, "style:num-letter-sync") == "true",
    )


def _left(properties: Element | None) -> int | None:
    aligned = child(properties, "style:list-level-label-alignment")
    if aligned is not None:
        return twips(attribute(aligned, "fo:margin-left"))
    before, label = attribute(properties, "text:space-before"), attribute(properties, "text:min-label-width")
    found = [each for each in (twips(before), twips(label)) if each is not None]
    return sum(found) if found else None


def _language(root: Element | None) -> str:
    """The language of paragraphs by default, a BCP 47 tag; empty when none is named."""
    for each in every(root, "style:default-style") if root is not None else ():
        properties = child(each, "style:text-properties")
        tags = (attribute(properties, f"fo:{name}") for name in ("language", "country"))
        if attribute(each, "style:family") == "paragraph" and (
            named := [tag for tag in tags if tag not in ("", "none")]
        ):
            return "-".join(named)
    return ""
