"""The styles of an OpenDocument text: what a paragraph or a span is, by its style and that one's parents."""

import re
from typing import NamedTuple

from blueprint.publishing.importing.looks import Look
from blueprint.publishing.importing.odt.lengths import twips
from blueprint.publishing.importing.symbols import in_symbol_font
from blueprint.publishing.importing.xml import Element, attribute, child, every

MOST_ANCESTORS = 20
_ENCODED = re.compile(r"_([0-9a-f]{2})_")
_CODE = frozenset({"source text", "teletype", "source_text", "verbatim char", "verbatimchar"})
_PARAGRAPH_NUMBER = frozenset({"paragraph number", "paragraphnumber"})


class OdtFormat(NamedTuple):
    """A span's formatting: its look, whether it is hidden, in capitals or small ones, or a number of our own exports."""

    look: Look = Look()
    hidden: bool = False
    capitals: bool = False
    small_capitals: bool = False
    is_paragraph_number: bool = False
    symbol_font: str = ""


class OdtStyles:
    """The styles of a text by family and name."""

    def __init__(self, *roots: Element | None) -> None:
        self._styles: dict[tuple[str, str], Element] = {}
        self._formats: dict[str, dict[str, str]] = {}
        for root in roots:
            for each in every(root, "style:style") if root is not None else ():
                self._styles[attribute(each, "style:family"), attribute(each, "style:name")] = each

    def _chain(self, family: str, name: str) -> list[Element]:
        found: list[Element] = []
        while (style := self._styles.get((family, name))) is not None and len(found) < MOST_ANCESTORS:
            found.append(style)
            name = attribute(style, "style:parent-style-name")
        return found

    def names(self, family: str, name: str) -> tuple[str, ...]:
        """The names of the style and of its parents, in lower case; the last may be one that every program has."""
        chain = self._chain(family, name)
        last = attribute(chain[-1], "style:parent-style-name") if chain else name
        return tuple(_readable(each) for each in (*(attribute(each, "style:name") for each in chain), last) if each)

    def list_style(self, name: str) -> str:
        """The list that a paragraph's style puts it in; empty when there is none."""
        for each in self._chain("paragraph", name):
            found = each.get("{urn:oasis:names:tc:opendocument:xmlns:style:1.0}list-style-name")
            if found is not None:
                return str(found)
        return ""

    def hides_paragraph(self, name: str) -> bool:
        """Whether a paragraph's style hides its words."""
        return self._property("paragraph", name, "text:display") == "none"

    def left(self, name: str) -> int:
        """How far a paragraph of this style is indented, in twips."""
        found = (
            twips(attribute(child(each, "style:paragraph-properties"), "fo:margin-left"))
            for each in self._chain("paragraph", name)
        )
        return next((each for each in found if each is not None), 0)

    def table_left(self, name: str) -> int:
        """How far a table of this style is indented, in twips."""
        properties = child(self._styles.get(("table", name)), "style:table-properties")
        return max(twips(attribute(properties, f"fo:margin-{side}")) or 0 for side in ("left", "right"))

    def _property(self, family: str, name: str, key: str) -> str:
        for each in self._chain(family, name):
            if found := attribute(child(each, "style:text-properties"), key):
                return found
        return ""

    def _symbol_font(self, name: str) -> str:
        font = self._property("text", name, "style:font-name") or self._property("text", name, "fo:font-family")
        font = font.strip("'").rstrip("0123456789")
        return font if in_symbol_font(font) else ""

    def format(self, name: str, outer: OdtFormat) -> OdtFormat:
        """The formatting of a span of this style within another's."""

        def says(key: str, *values: str) -> bool | None:
            found = self._property("text", name, key)
            return found in values if found else None

        names = set(self.names("text", name))
        position = self._property("text", name, "style:text-position")
        underline = self._property("text", name, "style:text-underline-style")
        line = self._property("text", name, "style:text-line-through-style")
        ground = self._property("text", name, "fo:background-color")
        look = outer.look
        return OdtFormat(
            look=look._replace(
                strong=_or(says("fo:font-weight", "bold", "600", "700", "800", "900"), look.strong),
                emphasis=_or(says("fo:font-style", "italic", "oblique"), look.emphasis),
                struck=_or(line != "none" if line else None, look.struck),
                underlined=_or(underline != "none" if underline else None, look.underlined) and not look.link,
                marked=_or(ground != "transparent" if ground else None, look.marked),
                raised=_raised(position, look),
                lowered=_lowered(position, look),
                code=look.code or not names.isdisjoint(_CODE),
            ),
            hidden=_or(says("text:display", "none"), outer.hidden),
            capitals=_or(says("fo:text-transform", "uppercase"), outer.capitals),
            small_capitals=_or(says("fo:font-variant", "small-caps"), outer.small_capitals),
            symbol_font=self._symbol_font(name) or outer.symbol_font,
            is_paragraph_number=outer.is_paragraph_number or not names.isdisjoint(_PARAGRAPH_NUMBER),
        )


def _or(said: bool | None, otherwise: bool) -> bool:
    return otherwise if said is None else said


def _raised(position: str, look: Look) -> bool:
    first = position.partition(" ")[0]
    return look.raised if not first else first == "super" or (first.rstrip("%").isdigit() and first.strip("0%") != "")


def _lowered(position: str, look: Look) -> bool:
    first = position.partition(" ")[0]
    return look.lowered if not first else first == "sub" or first.startswith("-")


def _readable(name: str) -> str:
    """A style's name as people see it: “Text_20_body” is “text body”."""
    return _ENCODED.sub(lambda match: chr(int(match[1], 16)), name).lower()
