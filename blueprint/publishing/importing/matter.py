"""What our own exports put around a text: cover, bylines, tables of principles, colophon. They are made anew."""

from collections.abc import Iterator

from blueprint.locales import gettext as _
from blueprint.publishing.importing.findings import MARKER, Findings
from blueprint.publishing.importing.report import What
from blueprint.publishing.markdown.ast import plain_text, walk
from blueprint.publishing.markdown.pandoc import Node
from blueprint.publishing.phrases import phrases

_COLOPHON = "colophon"
"""The bookmark of the heading that our exports end with."""
_COVER = frozenset({"author", "date", "subtitle"})
"""The styles of paragraphs that our exports put on a cover, and under a title."""


def without_matter(title: list[Node], blocks: list[Node], language: str, findings: Findings) -> list[Node]:
    """Title and blocks without what our exports put around a text, which is noted; those of other files as they are.

    The title is that of the text: a collection's is part of the cover when it holds no other text.
    """
    if not is_own(blocks):
        return [*title, *blocks]
    left_out: list[Node] = []
    kept = list(_kept(blocks, phrases(language).principles, left_out))
    alone = sum(block["t"] == "Header" and block["c"][0] == 1 for block in kept) == 1
    said = _("Editions get a cover, a byline, a table of principles and a colophon of their own.")
    words = [str(node["c"]) for node in walk([*(title if alone else []), *left_out]) if node["t"] == "Str"]
    findings.left_out(What.MATTER, said, " ".join(words))
    return kept if alone else [*title, *kept]


def title_once(title: list[Node], blocks: list[Node]) -> list[Node]:
    """The title, unless the text begins with a heading of the same words."""
    same = bool(title and blocks) and blocks[0]["t"] == "Header" and _folded(blocks[0]) == _folded(*title)
    return [] if same else title


def _folded(heading: Node) -> str:
    return "".join(c for c in MARKER.sub("", plain_text(heading["c"][2])).casefold() if c.isalnum())


def is_own(blocks: list[Node]) -> bool:
    """Whether we exported the file: it ends with our colophon."""
    return any(_COLOPHON in block.get("bookmarks", ()) for block in blocks if block["t"] == "Header")


def _kept(blocks: list[Node], principles: str, left_out: list[Node]) -> Iterator[Node]:
    """The blocks of the text; the others are appended to `left_out`."""
    rest = iter(enumerate(blocks))
    for at, block in rest:
        is_head = block["t"] == "Header"
        if is_head and _COLOPHON in block.get("bookmarks", ()):
            left_out += blocks[at:]
            return
        behind = blocks[at + 1 : at + 2]
        if is_head and plain_text(block["c"][2]) == principles and behind and behind[0]["t"] == "Table":
            left_out += [block, next(rest)[1]]
        elif block.get("role") in _COVER:
            left_out.append(block)
        else:
            yield block
