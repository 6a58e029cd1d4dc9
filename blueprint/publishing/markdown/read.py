"""Reading Markdown with Pandoc, in its sandbox: blocks whose attributes say on which line of the source they begin."""

from blueprint.publishing.errors import Refusal
from blueprint.publishing.markdown import pandoc
from blueprint.publishing.markdown.pandoc import Node, PandocError

READER = (
    "commonmark_x-raw_html-raw_attribute-yaml_metadata_block-emoji-tex_math_dollars-fancy_lists-alerts-task_lists"
    "+sourcepos"
)
"""CommonMark with Pandoc's tables, footnotes and attributes, but without what could carry code or settings.

Its `task_lists` puts the box of an item in a paragraph of its own when `sourcepos` is on (see `task_items`).
"""


def read(markdown: str, file: str = "") -> list[Node]:
    """The blocks of a text; raises `Refusal` when reading takes too long or too much memory."""
    try:
        answer = pandoc.run(["--sandbox", "-f", READER, "-t", "json"], markdown.encode())
        blocks: list[Node] = pandoc.json_of(answer, _unwrapped)["blocks"]
    except PandocError:
        raise Refusal(
            "This text is too tangled or too long to be set.",
            file=file,
            remedy="Look for footnotes that cite themselves and very deep nesting, or divide the text.",
        ) from None
    return blocks


def _unwrapped(node: Node) -> Node:
    """A word without the span that `sourcepos` puts around each: nine tenths of the tree are such.

    The word keeps the span's attributes as `pos`, for a definition's term, which is in no block of its own.
    """
    if node.get("t") == "Span":
        (_, _, pairs), inside = node["c"]
        if len(inside) == 1 and ["wrapper", "1"] in pairs:
            return {**inside[0], "pos": pairs}
    return node
