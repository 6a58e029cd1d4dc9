"""Reading untrusted Markdown with Pandoc, in its sandbox, while we do something else.

Pandoc can tell the place of each block and word in the source, which takes it twice as long and us five times. A text is
read without the places where that makes no other difference, and again with them when a refusal must name its line.
"""

import re
import tempfile
import threading

from blueprint.publishing import pandoc
from blueprint.publishing.pandoc import Node, TooHeavy
from blueprint.publishing.refusal import Refusal

READER = "commonmark_x-raw_html-raw_attribute-yaml_metadata_block-emoji-tex_math_dollars-fancy_lists-alerts"
"""CommonMark with Pandoc's tables, footnotes and attributes, but without what could carry code or settings."""

PLACES = "+sourcepos"

_JOINING = re.compile(
    r"[{~]"  # attributes, subscripts, strokes, definitions
    r"|(?<!\[)\^"  # superscripts, but not footnotes
    r"|&(?:#|Tab;|NewLine;)"  # spaces by their numbers and names
    r"|\\\s"
    r"|\*_|_\*"  # emphasis beside emphasis
    r"|(?<![*_\s])[*_]{4}|[*_]{4}(?![*_\s])"  # but not a rule on its line
    r"|^[ \t>]*:"  # definitions and divisions
    r"|[-+*.)][ \t]+\[[ xX]\]",  # tasks
    re.MULTILINE,
)
_NOTE = re.compile(r"\[\^[^\[\]]*\]:")


def plain(markdown: str) -> bool:
    """Whether a text is read alike with places and without.

    With them, wrappers stand around all words and signs, so that Pandoc joins no two spaces or emphases that follow each
    other; and a paragraph begins with the definition of a link's address that stands before it.
    """
    return _JOINING.search(markdown) is None and markdown.count("]:") == len(_NOTE.findall(markdown))


class Reading:
    """Pandoc at work on a text from now on, with the `places` when they are asked for or make a difference.

    Whoever begins one asks for its `blocks`, or stops it.
    """

    def __init__(self, markdown: str, *, places: bool = False) -> None:
        self.places, self._answer = places or not plain(markdown), b""
        self._failed: TooHeavy | None = None
        self._folder = tempfile.TemporaryDirectory(prefix="blueprint-")
        reader = READER + PLACES if self.places else READER
        self._process = pandoc.start(["--sandbox", "-f", reader, "-t", "json"], self._folder.name)
        self._thread = threading.Thread(target=self._read, args=(markdown.encode(),))
        self._thread.start()

    def _read(self, given: bytes) -> None:
        try:
            self._answer = pandoc.finish(self._process, given)
        except TooHeavy as failed:
            self._failed = failed

    def blocks(self, file: str = "") -> list[Node]:
        """What was read; raises `Refusal` when it took too long or too much memory."""
        self._end()
        try:
            if self._failed:
                raise self._failed
            blocks: list[Node] = pandoc.json_of(self._answer, _bare if self.places else None)["blocks"]
        except TooHeavy:
            raise Refusal(
                "This text is too tangled or too long to be set.",
                file=file,
                remedy="Look for footnotes that cite themselves and very deep nesting, or divide the text.",
            ) from None
        return blocks

    def stop(self) -> None:
        """Nobody wants to know any more."""
        self._process.kill()
        self._end()

    def _end(self) -> None:
        self._thread.join()
        self._folder.cleanup()


def begin(markdown: str) -> Reading | None:
    """Begin to read a clean text; None for one that is not read whole, and so must be cut first."""
    whole = markdown.removeprefix("\ufeff")
    if whole.startswith("---") or "<!--" in whole or not whole.strip():
        return None
    return Reading(whole)


def _bare(node: Node) -> Node:
    """A word without the span that only says where it stands: `sourcepos` puts one around every word, and nine tenths of
    the tree are such. The word keeps the place as `pos`, for a term, which has no block of its own."""
    if node.get("t") == "Span":
        (_, _, pairs), inside = node["c"]
        if len(inside) == 1 and ["wrapper", "1"] in pairs:
            return {**inside[0], "pos": pairs}
    return node
