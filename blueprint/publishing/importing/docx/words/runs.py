"""How a run looks and reads, by its own properties, its style's and its paragraph's."""

from typing import NamedTuple

from blueprint.publishing.importing.docx.styles import Styles
from blueprint.publishing.importing.looks import PLAIN, Look
from blueprint.publishing.importing.symbols import in_symbol_font
from blueprint.publishing.importing.xml import Element, attribute, child, toggle, value

_CODE = frozenset({"verbatim char", "source text", "html code", "html typewriter", "html keyboard", "teletype"})
_PARAGRAPH_NUMBER = "paragraph number"
"""The character style of the numbers that our own exports print."""
MOST_FORMATS = 10_000
"""That are remembered."""
_LINK = frozenset({"hyperlink", "followedhyperlink", "internet link", "visited internet link"})


class RunFormat(NamedTuple):
    """A run's formatting: its look, whether it is hidden, written in capitals, in small ones, or one of our numbers."""

    look: Look = PLAIN
    hidden: bool = False
    capitals: bool = False
    small_capitals: bool = False
    is_paragraph_number: bool = False
    symbol_font: str = ""
    deleted: bool = False


class RunFormats:
    """The formats of runs; most runs of a file share a few, which are remembered."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._toggles: dict[tuple[str, str, str], bool | None] = {}
        self._formats: dict[tuple[object, ...], RunFormat] = {}

    def of(self, properties: Element | None, paragraph_style: str) -> RunFormat:
        """The format of a run with these properties in a paragraph of this style."""
        said = () if properties is None else tuple((each.tag, *each.attrib.items()) for each in properties)
        key = (paragraph_style, said)
        if key not in self._formats:
            if len(self._formats) >= MOST_FORMATS:
                self._formats.clear()
            self._formats[key] = self._of(properties, paragraph_style)
        return self._formats[key]

    def _of(self, properties: Element | None, paragraph_style: str) -> RunFormat:
        style = value(properties, "w:rStyle")
        names = self._styles.names(style, "character") if style else ()
        return RunFormat(
            look=self._look(properties, style, names),
            hidden=self._either(properties, style, paragraph_style, "w:vanish"),
            capitals=self._own(properties, style, "w:caps"),
            small_capitals=self._own(properties, style, "w:smallCaps"),
            is_paragraph_number=_PARAGRAPH_NUMBER in names,
            symbol_font=_symbol_font(properties),
            deleted=bool(toggle(properties, "w:del")),
        )

    def _look(self, properties: Element | None, style: str, names: tuple[str, ...]) -> Look:
        if properties is None:
            return PLAIN
        complex = bool(toggle(properties, "w:rtl") or toggle(properties, "w:cs"))
        raised = value(properties, "w:vertAlign") or self._styles.run_value(style, "character", "w:vertAlign")
        return Look(
            strong=self._own(properties, style, "w:b") or (complex and self._own(properties, style, "w:bCs")),
            emphasis=self._own(properties, style, "w:i") or (complex and self._own(properties, style, "w:iCs")),
            struck=self._own(properties, style, "w:strike") or self._own(properties, style, "w:dstrike"),
            underlined=self._underlined(properties, style, names),
            marked=value(properties, "w:highlight") not in ("", "none"),
            raised=raised == "superscript",
            lowered=raised == "subscript",
            code=not _CODE.isdisjoint(names),
        )

    def _underlined(self, properties: Element | None, style: str, names: tuple[str, ...]) -> bool:
        line = value(properties, "w:u")
        if not line and style and _LINK.isdisjoint(names):
            line = self._styles.run_value(style, "character", "w:u")
        return bool(line) and line != "none" and _LINK.isdisjoint(names)

    def _own(self, properties: Element | None, style: str, name: str) -> bool:
        """A toggle of the run itself or of its character style."""
        found = toggle(properties, name)
        if found is None and style:
            found = self._of_style(style, name, "character")
        return bool(found)

    def _either(self, properties: Element | None, style: str, paragraph_style: str, name: str) -> bool:
        """A toggle of the run, its character style or its paragraph's style."""
        found = toggle(properties, name)
        if found is None and style:
            found = self._of_style(style, name, "character")
        if found is None:
            found = self._of_style(paragraph_style, name, "paragraph")
        return bool(found)

    def _of_style(self, style: str, name: str, kind: str) -> bool | None:
        key = (style, name, kind)
        if key not in self._toggles:
            self._toggles[key] = self._styles.run_toggle(style, name, kind)
        return self._toggles[key]


def _symbol_font(properties: Element | None) -> str:
    fonts = child(properties, "w:rFonts")
    font = attribute(fonts, "w:ascii") or attribute(fonts, "w:hAnsi")
    return font if in_symbol_font(font) else ""
