"""Links inside a text: to headings by the identifiers that these have in the dialect; others become their words."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from blueprint.locales import gettext as _
from blueprint.publishing.importing.findings import MARKER, Findings
from blueprint.publishing.importing.report import What
from blueprint.publishing.markdown.ast import plain_text, transform, walk
from blueprint.publishing.markdown.pandoc import Node
from blueprint.publishing.markdown.sanitize import SCHEMES

_KEPT = frozenset({"L", "N", "M"})
_ENDING = re.compile(r"[\s<>\\\x00-\x1f\x7f]")
_TEXTS = frozenset({"Para", "Plain", "Header"})


def with_links(blocks: list[Node], findings: Findings) -> list[Node]:
    """The blocks with links into the text led to headings; a heading's `bookmarks` are the names that it has."""
    targets = dict(_targets(blocks))

    def rule(node: Node) -> list[Node]:
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
