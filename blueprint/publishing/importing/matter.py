"""What our own exports put around a text: cover, bylines, tables of principles, colophon. They are made anew."""

from collections.abc import Iterator
from functools import lru_cache

from blueprint.domain.languages import WRITTEN
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


def without_matter(title: list[Node], blocks: list[Node], findings: Findings) -> list[Node]:
    """Title and blocks without what our exports put around a text, which is noted; those of other files as they are.

    The title is that of the text: a collection's is part of the cover when it holds no other text.
    """
    if not is_own(blocks):
        return [*title, *blocks]
    left_out: list[Node] = []
    kept = list(_kept(blocks, left_out))
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
    return any(_is_colophon(block, blocks[at + 1 : at + 2]) for at, block in enumerate(blocks))


def _is_colophon(block: Node, behind: list[Node]) -> bool:
    """Whether it is the colophon's heading: by its bookmark, or, where a word processor dropped that, by its words."""
    if block["t"] != "Header" or block["c"][0] != 1:
        return False
    if _COLOPHON in block.get("bookmarks", ()):
        return True
    return bool(behind) and behind[0]["t"] == "DefinitionList" and _is_called(block, "colophon")


def _is_called(block: Node, phrase: str) -> bool:
    """Whether a heading has these words of ours, in any language."""
    return MARKER.sub("", plain_text(block["c"][2])).strip() in _said(phrase)


@lru_cache(maxsize=4)
def _said(phrase: str) -> frozenset[str]:
    return frozenset(getattr(phrases(tag), phrase) for tag in WRITTEN)


def _kept(blocks: list[Node], left_out: list[Node]) -> Iterator[Node]:
    """The blocks of the text; the others are appended to `left_out`."""
    rest = iter(enumerate(blocks))
    for at, block in rest:
        is_head = block["t"] == "Header"
        behind = blocks[at + 1 : at + 2]
        if _is_colophon(block, behind):
            left_out += blocks[at:]
            return
        if is_head and behind and behind[0]["t"] == "Table" and _is_called(block, "principles"):
            left_out += [block, next(rest)[1]]
        elif block.get("role") in _COVER:
            left_out.append(block)
        else:
            yield block
