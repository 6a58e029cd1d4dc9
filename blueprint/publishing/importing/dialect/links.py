"""Links inside a text: to headings by the identifiers that these have in the dialect; others become their words."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

from blueprint.locales import gettext as _
from blueprint.publishing.importing.findings import MARKER, Findings
from blueprint.publishing.importing.report import What
from blueprint.publishing.markdown.ast import plain_text, transform
from blueprint.publishing.markdown.pandoc import Node
from blueprint.publishing.markdown.sanitize import SCHEMES

_KEPT = frozenset({"L", "N", "M"})
_TEXTS = frozenset({"Para", "Plain", "Header"})


def with_links(blocks: list[Node], findings: Findings) -> list[Node]:
    """The blocks with links into the text led to headings; a heading's `bookmarks` are the names that it has."""
    targets = dict(_targets(blocks))

    def rule(node: Node) -> list[Node]:
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


def _leads_out(address: str) -> bool:
    """Whether a link leads to the web or to an address, as links of the dialect do."""
    scheme, colon, rest = address.strip().partition(":")
    return bool(colon and rest) and scheme.lower() in SCHEMES


def _targets(blocks: Iterable[Node]) -> Iterator[tuple[str, str]]:
    taken = Counter[str]()
    for node in blocks:
        if node["t"] == "Header":
            identifier = heading_identifier(MARKER.sub("", plain_text(node["c"][2])))
            count = taken[identifier]
            taken[identifier] += 1
            for name in node.get("bookmarks", ()):
                yield name, f"{identifier}-{count}" if count else identifier


def heading_identifier(words: str) -> str:
    """A heading's identifier as Pandoc's `gfm_auto_identifiers` makes it of its words."""
    kept = (c for c in words.lower() if c in "-_ " or unicodedata.category(c)[0] in _KEPT)
    return "".join(kept).strip().replace(" ", "-")
