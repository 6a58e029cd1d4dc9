"""Writing XML: text is escaped, and characters that XML cannot hold become U+FFFD (XML 1.0, section 2.2)."""

import re
from xml.etree import ElementTree as Xml

_ILLEGAL = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def add_element(parent: Xml.Element, name: str, text: str = "", **attributes: str) -> Xml.Element:
    """A new child of `parent`; an attribute that is a keyword or has a prefix is written `rel_` or `xml__lang`."""
    legal = {key.rstrip("_").replace("__", ":"): replace_illegal(value) for key, value in attributes.items()}
    child = Xml.SubElement(parent, name, legal)
    if text:
        child.text = replace_illegal(text)
    return child


def replace_illegal(text: str) -> str:
    """The text with each character that XML cannot hold replaced."""
    return _ILLEGAL.sub("\ufffd", text)


def serialize(root: Xml.Element) -> bytes:
    """The document in UTF-8 with an XML declaration."""
    content: bytes = Xml.tostring(root, encoding="utf-8")
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + content + b"\n"
