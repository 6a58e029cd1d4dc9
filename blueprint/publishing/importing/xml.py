"""The XML of Word and OpenDocument files, parsed without entities, and the names in it."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from lxml import etree

Element = Any
"""An element of lxml, which ships no types."""

NAMESPACES = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "asvg": "http://schemas.microsoft.com/office/drawing/2016/SVG/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    "cx": "http://schemas.microsoft.com/office/drawing/2014/chartex",
    "dc": "http://purl.org/dc/elements/1.1/",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
    "math": "http://www.w3.org/1998/Math/MathML",
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "xml": "http://www.w3.org/XML/1998/namespace",
    "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "o": "urn:schemas-microsoft-com:office:office",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "pr": "http://schemas.openxmlformats.org/package/2006/relationships",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "v": "urn:schemas-microsoft-com:vml",
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "wp14": "http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
}
_STRICT = (
    (b"http://purl.oclc.org/ooxml/officeDocument/", b"http://schemas.openxmlformats.org/officeDocument/2006/"),
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", NAMESPACES["w"].encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
)
"""The namespaces of ISO/IEC 29500 Strict, and what the same elements are in Transitional."""

_OFF = frozenset({"0", "false", "off", "none"})


class XmlError(Exception):
    """What is no XML, declares a document type, or is nested more than 256 deep."""


def parse(data: bytes) -> Element:
    """The root element; comments and processing instructions are left out. Raises `XmlError`."""
    for strict, transitional in _STRICT:
        data = data.replace(strict, transitional)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise XmlError(str(error)) from None
    if root.getroottree().docinfo.doctype:
        raise XmlError("a document type")
    return root


@lru_cache(maxsize=1024)
def tag(name: str) -> str:
    """“w:p” in the notation of lxml."""
    prefix, local = name.split(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def name_of(element: Element) -> str:
    """The tag of an element."""
    return str(element.tag)


def child(element: Element | None, *path: str) -> Element | None:
    """The first descendant on this path of names; None when there is none."""
    for step in path:
        element = None if element is None else element.find(tag(step))
    return element


def attribute(element: Element | None, name: str, default: str = "") -> str:
    """An attribute's value."""
    return default if element is None else str(element.get(tag(name), default))


def value(element: Element | None, *path: str) -> str:
    """The `w:val` of the first descendant on this path; empty when there is none."""
    return attribute(child(element, *path), "w:val")


def number(text: str, default: int = 0) -> int:
    """An integer of at most nine digits, or the default."""
    digits = text.removeprefix("-")
    return int(text) if digits.isascii() and digits.isdigit() and len(digits) < 10 else default


def toggle(properties: Element | None, name: str) -> bool | None:
    """Whether a toggle property is on (ECMA-376, 17.17.4); None when it is not there."""
    found = child(properties, name)
    return None if found is None else attribute(found, "w:val", "true") not in _OFF


def every(element: Element, name: str) -> Iterator[Element]:
    """All descendants of this name, in document order."""
    return iter(element.iter(tag(name)))


def text_of(element: Element) -> str:
    """The words of runs and drawings in an element, a space for each tab and break."""
    pieces = (_PIECES.get(name_of(each), each.text or "") for each in element.iter(*_TEXTS))
    return "".join(pieces)


_PIECES = dict.fromkeys(map(tag, ("w:tab", "w:br", "w:cr", "w:p")), " ")
_TEXTS = (*_PIECES, tag("w:t"), tag("w:delText"), tag("a:t"))
