"""Ranges in an OpenDocument text: the words that comments are on, and those that were put in."""

from typing import NamedTuple

from lxml import etree

from blueprint.publishing.importing.xml import Element, attribute, child, every, name_of, tag

LONGEST = 300
MOST_OPEN = 1_000
_BEGIN = {tag("office:annotation"): "office:name", tag("text:change-start"): "text:change-id"}
_END = {tag("office:annotation-end"): "office:name", tag("text:change-end"): "text:change-id"}
_APART = frozenset(map(tag, ("office:annotation", "text:tracked-changes", "text:note-citation")))


class OdtChange(NamedTuple):
    """A tracked change: “insertion” or “deletion”, who made it, the words that were taken out."""

    kind: str
    author: str
    words: str


def ranges(body: Element) -> dict[str, str]:
    """The words of each range by its name, cut off where there are many."""
    found: dict[str, str] = {}
    open_ranges: dict[str, list[str]] = {}
    apart = 0
    for event, element in etree.iterwalk(body, events=("start", "end")):
        name = name_of(element)
        if event == "start":
            apart += name in _APART
            _add(open_ranges, "" if apart else element.text)
            continue
        apart -= name in _APART
        if name in _BEGIN and len(open_ranges) < MOST_OPEN:
            open_ranges[attribute(element, _BEGIN[name])] = []
        elif name in _END:
            identifier = attribute(element, _END[name])
            found[identifier] = _shown(open_ranges.pop(identifier, []))
        _add(open_ranges, "" if apart else element.tail)
    return found


def changes(body: Element) -> dict[str, OdtChange]:
    """The tracked changes by their ids."""
    found: dict[str, OdtChange] = {}
    for region in every(body, "text:changed-region"):
        for kind in ("insertion", "deletion"):
            change = child(region, f"text:{kind}")
            if change is not None:
                author = "".join("".join(each.itertext()) for each in every(change, "dc:creator"))
                lines = (each for name in ("text:p", "text:h") for each in every(change, name))
                words = " ".join(" ".join("".join(line.itertext()) for line in lines).split())
                found[attribute(region, "text:id")] = OdtChange(kind, author, words)
    return found


def _add(open_ranges: dict[str, list[str]], text: str | None) -> None:
    for pieces in open_ranges.values():
        if text and len(pieces) < LONGEST:
            pieces.append(text)


def _shown(pieces: list[str]) -> str:
    text = " ".join("".join(pieces).split())
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
