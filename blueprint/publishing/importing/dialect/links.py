"""Links inside a text: to headings by the identifiers that these have in the dialect, to other places by their names.

Those that lead nowhere become their words.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

from blueprint.locales import gettext as _
from blueprint.publishing.importing.dialect.nodes import verbatim
from blueprint.publishing.importing.findings import MARKER, Findings
from blueprint.publishing.importing.report import What
from blueprint.publishing.markdown.ast import plain_text, transform, walk
from blueprint.publishing.markdown.pandoc import Node
from blueprint.publishing.markdown.sanitize import SCHEMES

_NO_NAME = re.compile(r"[^\w.-]")
_KEPT = frozenset({"L", "N", "M"})
_LINKED = frozenset({"Link", "Str"})
_TEXTS = frozenset({"Para", "Plain", "Header"})


def with_links(blocks: list[Node], findings: Findings) -> list[Node]:
    """The blocks with links into the text led to headings and other places, of which those are kept that links lead to.

    A heading's `bookmarks` are the names that it has; other places have markers (`Findings.place`).
    """
    headings = dict(_targets(blocks))
    places = _places(blocks, set(headings), set(_identifiers(blocks)), findings)
    targets = {**places, **headings}

    def rule(node: Node) -> list[Node]:
        if (name := findings.place_of(node)) is not None:
            identifier = places.pop(name, None)
            return [verbatim(f'<a id="{identifier}"></a>')] if identifier else []
        if node["t"] in _TEXTS:
            return [_with_markers(node, lost)]
        if node["t"] != "Link" or _leads_out(node["c"][2][0]):
            return [node]
        name = node["c"][2][0].removeprefix("#")
        if name in targets:
            return [{**node, "c": [*node["c"][:2], [f"#{targets[name]}", ""]]}]
        lost.append(plain_text(node["c"][1]))
        return list(node["c"][1])

    def _with_markers(node: Node, lost: list[str]) -> Node:
        said = _("A link to a place in this file, or to a file beside it, became its words.")
        markers = [findings.changed(What.LINKS, said, each) for each in lost]
        lost.clear()
        if not markers:
            return node
        if node["t"] == "Header":
            return {**node, "c": [*node["c"][:2], [*node["c"][2], *markers]]}
        return {**node, "c": [*node["c"], *markers]}

    lost: list[str] = []
    linked: list[Node] = transform(blocks, rule)
    return linked


def _places(blocks: list[Node], headings: set[str], taken: set[str], findings: Findings) -> dict[str, str]:
    """The identifiers of the places that links lead to and that are no headings, by their names; none is `taken`."""
    nodes = [node for node in walk(blocks) if node["t"] in _LINKED]
    wanted = {node["c"][2][0].removeprefix("#") for node in nodes if node["t"] == "Link"}
    there = dict.fromkeys(name for node in nodes if (name := findings.place_of(node)) is not None)
    found: dict[str, str] = {}
    for name in there:
        identifier = _NO_NAME.sub("-", name)
        while identifier in taken:
            identifier = f"place-{identifier}"
        if name in wanted and name not in headings:
            found[name] = identifier
            taken.add(identifier)
    return found


def _leads_out(address: str) -> bool:
    """Whether a link leads to the web or to an address, as links of the dialect do."""
    scheme, colon, rest = address.strip().partition(":")
    return bool(colon and rest) and scheme.lower() in SCHEMES


def _targets(blocks: Iterable[Node]) -> Iterator[tuple[str, str]]:
    headings = (node for node in blocks if node["t"] == "Header")
    for node, identifier in zip(headings, _identifiers(blocks), strict=True):
        yield from ((name, identifier) for name in node.get("bookmarks", ()))


def _identifiers(blocks: Iterable[Node]) -> Iterator[str]:
    """The identifiers of all headings, in their order."""
    taken = Counter[str]()
    for node in blocks:
        if node["t"] == "Header":
            identifier = heading_identifier(MARKER.sub("", plain_text(node["c"][2])))
            count = taken[identifier]
            taken[identifier] += 1
            yield f"{identifier}-{count}" if count else identifier


def heading_identifier(words: str) -> str:
    """A heading's identifier as Pandoc's `gfm_auto_identifiers` makes it of its words."""
    kept = (c for c in words.lower() if c in "-_ " or unicodedata.category(c)[0] in _KEPT)
    return "".join(kept).strip().replace(" ", "-")
