"""XML of our own: every text in it is escaped, and what XML cannot hold is shown as U+FFFD (XML 1.0, section 2.2)."""

import re
from xml.etree import ElementTree as Xml

_ILLEGAL = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def element(parent: Xml.Element, name: str, text: str = "", **attributes: str) -> Xml.Element:
    """A child of `parent`; an attribute whose name is a keyword or has a prefix is written `rel_`, `xml__lang`."""
    named = {key.rstrip("_").replace("__", ":"): legal(value) for key, value in attributes.items()}
    child = Xml.SubElement(parent, name, named)
    if text:
        child.text = legal(text)
    return child


def legal(text: str) -> str:
    """The text with each character that XML cannot hold replaced."""
    return _ILLEGAL.sub("\ufffd", text)


def written(root: Xml.Element) -> bytes:
    """The document in UTF-8."""
    content: bytes = Xml.tostring(root, encoding="utf-8")
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + content + b"\n"
