"""The styles of a Word file (ECMA-376, 17.7): what a paragraph or a run is, by its style and those this one is based on."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from blueprint.publishing.importing.xml import Element, attribute, child, every, number, toggle, value

_HEADING = re.compile(r"heading ?(\d)")
_CONTENTS = re.compile(r"toc( heading|\s?\d)|contents heading|table of (figures|authorities)|index( heading|\s?\d)")
"""The names of the styles of generated lists; Word's are English in every language of its interface."""
MOST_ANCESTORS = 20
DEEPEST_HEADING = 6


class Style(NamedTuple):
    """A style: its name in lower case, the id of the one it is based on, its own properties."""

    name: str
    parent: str
    paragraph: Element | None
    run: Element | None
    has_first_row: bool


class Styles:
    """The styles by their ids; those of a file without any are empty."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, Style] = {}
        self._defaults: dict[str, str] = {}
        for element in every(root, "w:style") if root is not None else ():
            identifier, kind = attribute(element, "w:styleId"), attribute(element, "w:type")
            first_row = any(attribute(each, "w:type") == "firstRow" for each in every(element, "w:tblStylePr"))
            self._styles[identifier] = Style(
                value(element, "w:name").lower(),
                value(element, "w:basedOn"),
                child(element, "w:pPr"),
                child(element, "w:rPr"),
                first_row,
            )
            if attribute(element, "w:default") in ("1", "true"):
                self._defaults[kind] = identifier

    def chain(self, identifier: str, kind: str = "paragraph") -> Iterator[tuple[str, Style]]:
        """The style and those it is based on, the nearest first; without an id, the default one of its kind."""
        identifier = identifier or self._defaults.get(kind, "")
        for _ in range(MOST_ANCESTORS):
            style = self._styles.get(identifier)
            if style is None:
                return
            yield identifier, style
            identifier = style.parent

    def names(self, identifier: str, kind: str = "paragraph") -> tuple[str, ...]:
        """The names of the style and of those it is based on; an unknown style is called by its id."""
        found = tuple(style.name for _, style in self.chain(identifier, kind))
        return found or ((identifier.lower(),) if identifier else ())

    def paragraph_property(self, identifier: str, *path: str) -> Element | None:
        """A paragraph's property by its style."""
        found = (child(style.paragraph, *path) for _, style in self.chain(identifier))
        return next((each for each in found if each is not None), None)

    def run_toggle(self, identifier: str, name: str, kind: str) -> bool | None:
        """A toggle property of a run by its style; None when no style says."""
        found = (toggle(style.run, name) for _, style in self.chain(identifier, kind))
        return next((each for each in found if each is not None), None)

    def run_value(self, identifier: str, kind: str, *path: str) -> str:
        """The value of a run's property by its style; empty when no style says."""
        return next(filter(None, (value(style.run, *path) for _, style in self.chain(identifier, kind))), "")

    def heading_level(self, identifier: str, properties: Element | None) -> int | None:
        """The level of a heading, from 1 to 6, by its outline level or the style's name; None for what is none."""
        for name in self.names(identifier):
            if match := _HEADING.fullmatch(name):
                return min(int(match[1]), DEEPEST_HEADING)
        level = child(properties, "w:outlineLvl")
        level = level if level is not None else self.paragraph_property(identifier, "w:outlineLvl")
        found = number(attribute(level, "w:val"), 9)
        return min(found + 1, DEEPEST_HEADING) if 0 <= found < 9 else None

    def is_contents(self, identifier: str) -> bool:
        """Whether it is the style of a table of contents, which the first change would make stale."""
        return any(_CONTENTS.fullmatch(name) for name in self.names(identifier))

    def has_head(self, identifier: str) -> bool:
        """Whether the table style gives the first row a look of its own."""
        return any(style.has_first_row for _, style in self.chain(identifier, "table"))
