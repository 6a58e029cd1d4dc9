"""Links inside a text: to headings by the identifiers that these have in the dialect, to other places by their names.

Those that lead nowhere become their words.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from urllib.parse import quote

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
_ENDING = re.compile(r"[\s<>\\\x00-\x1f\x7f]")
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
        if node["t"] != "Link":
            return [node]
        if _leads_out(node["c"][2][0]):
            return _link(node)
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


def _link(node: Node) -> list[Node]:
    """A link that leads out, its address as it can be written; footnotes in it follow it, as their signs are links too."""
    attributes, words, (address, title) = node["c"]
    notes = [each for each in walk(words) if each["t"] == "Note"]
    plain = transform(words, lambda each: [] if each["t"] == "Note" else [each]) if notes else words
    return [{**node, "c": [attributes, plain, [_writable(address), title]]}, *notes]


def _writable(address: str) -> str:
    """The address with what would end it in Markdown percent-encoded (RFC 3986, 2.1): programs save some with spaces."""
    written = _ENDING.sub(lambda found: quote(found[0]), address.strip())
    return written if _is_balanced(written) else written.replace("(", "%28").replace(")", "%29")


def _is_balanced(address: str) -> bool:
    """Whether each parenthesis has its other one (CommonMark 0.31.2, 6.3)."""
    depth = 0
    for sign in address:
        depth += (sign == "(") - (sign == ")")
        if depth < 0:
            return False
    return depth == 0


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
