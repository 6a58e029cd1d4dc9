"""The places of a page that its own links lead to, as spans in the words that they are at."""

import re
from typing import Any
from urllib.parse import unquote

from lxml import etree

Element = Any
"""An element of lxml, which ships no types."""

_NO_NAME = re.compile(r"[^\w.-]")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_HOLDERS = frozenset({"p", "li", "td", "th", "dt", "dd", "figcaption", "caption", "summary", "pre"})
_LINES = frozenset({"a", "span", "b", "i", "em", "strong", "sup", "sub", "u", "small", "mark", "font", "cite", "code"})


def with_places(root: Element) -> None:
    """Name the places that links of the page lead to in spans; a heading is called by its own name alone."""
    links = [each for each in root.iter("a") if (each.get("href") or "").startswith("#")]
    wanted = {unquote(each.get("href")[1:]) for each in links}
    names: dict[str, str] = {}
    for each in list(root.iter(etree.Element)):
        for name in (each.get("id"), each.get("name") if each.tag == "a" else None):
            if name and name in wanted and name not in names:
                names[name] = _named(each, name)
    for each in links:
        name = unquote(each.get("href")[1:])
        each.set("href", f"#{names.get(name, name)}")


def _named(element: Element, name: str) -> str:
    """The name that links have to lead to, which is in the page now."""
    heading = next((each for each in (element, *element.iterancestors()) if each.tag in _HEADINGS), None)
    if heading is not None:
        identifier = heading.get("id") or name
        _unnamed(element)
        heading.set("id", identifier)
        return str(identifier)
    identifier = _NO_NAME.sub("-", name)
    place = etree.Element("span", id=identifier)
    _unnamed(element)
    if element.tag in _LINES:
        element.addprevious(place)
    else:
        holder = element if element.tag in _HOLDERS else next(element.iter(*_HOLDERS), element)
        place.tail, holder.text = holder.text, None
        holder.insert(0, place)
    return identifier


def _unnamed(element: Element) -> None:
    element.attrib.pop("id", None)
    element.attrib.pop("name", None)
