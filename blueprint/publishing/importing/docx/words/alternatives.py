"""Alternatives for programs of different age (ECMA-376, part 3): the same content twice, of which one is read."""

from blueprint.publishing.importing.xml import Element, tag

_SEEN = tuple(map(tag, (
    "w:t", "a:blip", "a:t", "m:t", "v:imagedata", "w:footnoteReference", "v:textpath", "dgm:relIds", "c:chart", "cx:chart",
)))  # fmt: skip


def chosen(element: Element) -> Element:
    """The first alternative that holds words or pictures, else the first."""
    options = list(element)
    seen = (each for each in options if next(each.iter(*_SEEN), None) is not None)
    return next(seen, options[0] if options else element)
