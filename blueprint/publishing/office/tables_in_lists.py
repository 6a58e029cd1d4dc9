"""Tables in lists of an OpenDocument text, which may hold none (ODF 1.3, part 3, 5.3.3): LibreOffice drops them there.

Each is put behind its list, as far indented as its item; what follows is a list that counts on.
"""

from typing import Any

from lxml import etree

Element = Any
"""An element of lxml, which ships no types."""

_NAMES = {
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
}
_DECLARATION = '<?xml version="1.0" encoding="utf-8" ?>\n'
_INDENT = 0.5
"""Inches of each level of a list, as Pandoc indents them."""


def behind_lists(content: str) -> str:
    """`content.xml` with the tables that are in items of lists behind their lists."""
    if "<text:list-item" not in content or "<table:table " not in content:
        return content
    root = etree.fromstring(content.encode())
    inside = [each for each in root.iter(_tag("table:table")) if _is_item(each.getparent())]
    if not inside:
        return content
    styles = {each.get(_tag("style:name")): each for each in root.iter(_tag("style:style"))}
    for each in inside:
        levels = _put_behind(each)
        _indent(styles.get(each.get(_tag("table:style-name"))), levels)
    return f"{_DECLARATION}{etree.tostring(root, encoding='unicode')}"


def _tag(name: str) -> str:
    prefix, local = name.split(":")
    return f"{{{_NAMES[prefix]}}}{local}"


def _is_item(element: Element) -> bool:
    return element.tag in (_tag("text:list-item"), _tag("text:list-header"))


def _put_behind(table: Element) -> int:
    """Put the table behind the outermost list that it is in; returns how many levels it was deep."""
    item, levels = table.getparent(), 0
    if table.getprevious() is None:
        item.insert(0, etree.Element(_tag("text:p")))
    carried = _taken_behind(table)
    while True:
        levels += 1
        list_of = item.getparent()
        following = [*([_header(carried)] if carried else []), *_taken_behind(item)]
        continued = _continued(list_of, following) if following else None
        outer = list_of.getparent()
        if not _is_item(outer):
            list_of.addnext(table)
            if continued is not None:
                table.addnext(continued)
            return levels
        carried = [*([continued] if continued is not None else []), *_taken_behind(list_of)]
        item = outer


def _taken_behind(element: Element) -> list[Element]:
    return list(element.itersiblings())


def _header(blocks: list[Element]) -> Element:
    """What belongs to the item before it: without a number of its own."""
    header = etree.Element(_tag("text:list-header"))
    header.extend(blocks)
    return header


def _continued(list_of: Element, items: list[Element]) -> Element:
    continued = etree.Element(_tag("text:list"), dict(list_of.attrib))
    continued.set(_tag("text:continue-numbering"), "true")
    continued.extend(items)
    return continued


def _indent(style: Element | None, levels: int) -> None:
    properties = None if style is None else style.find(_tag("style:table-properties"))
    if properties is None:
        return
    side = "right" if properties.get(_tag("style:writing-mode"), "").startswith("rl") else "left"
    properties.attrib.pop(_tag("style:rel-width"), None)
    properties.set(_tag("table:align"), "margins")
    properties.set(_tag(f"fo:margin-{side}"), f"{levels * _INDENT}in")
