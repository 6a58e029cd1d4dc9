"""From admitted nodes to a text ready to be set, whatever the format.

Headings get levels without gaps under the chapter's own, paragraphs their numbers, links inside the text a target or
none, quotation marks the language's form, pictures their alternative text, and every paragraph its direction. On the
composed nodes `number`, `id`, `dir` and `alt` stand as fields beside Pandoc's `t` and `c`.
"""

import unicodedata
from collections.abc import Collection
from typing import Any

from blueprint.domain.languages import direction
from blueprint.publishing.book import Chapter
from blueprint.publishing.context import Heading, Text
from blueprint.publishing.errors import Refusal
from blueprint.publishing.markdown.ast import merged, rebuilt, words_of
from blueprint.publishing.markdown.decode import clean
from blueprint.publishing.markdown.footnotes import refuse_tangles
from blueprint.publishing.markdown.numbering import Number, numbers_by_line, readable
from blueprint.publishing.markdown.pandoc import Node
from blueprint.publishing.markdown.read import read
from blueprint.publishing.markdown.sanitize import admit
from blueprint.publishing.phrases import phrases
from blueprint.text import Document, split

DEEPEST_HEADING = 6
MOST_PARAGRAPHS = 6_000
"""Of one text: some 500 pages."""
_CONTAINERS = frozenset({"BlockQuote", "OrderedList", "BulletList", "DefinitionList", "Table", "Figure", "Note"})
_TEXTS = frozenset({"Para", "Plain", "Header"})


def compose(chapter: Chapter, images: Collection[str], prefix: str = "", *, top: int = 2, counted: bool = True) -> Text:
    """The chapter's text. `prefix` keeps anchors apart in a book (a heading's is `s-<its words>`); `top` is the
    level of its highest headings.

    A foreword's paragraphs are not `counted`. Raises `Refusal` for what no edition can hold.
    """
    chapter = chapter.model_copy(update={"markdown": clean(chapter.markdown)})
    document = _cut(chapter)
    blocks = admit(_read(document, chapter), images, chapter.name)
    numbers = numbers_by_line(chapter, document) if counted else {}
    return _Composer(chapter, prefix, numbers).composed(blocks, top)


def admitted(chapter: Chapter, images: Collection[str], noted: list[Refusal] | None = None) -> list[Node]:
    """What Pandoc and the gate make of a clean chapter, as it was written, each with its line; raises `Refusal`.

    With a list, the gate's objections to links and pictures are `noted` in it instead.
    """
    return admit(_read(_cut(chapter), chapter), images, chapter.name, noted)


def _cut(chapter: Chapter) -> Document:
    """The chapter's paragraphs, when Pandoc can read them; raises `Refusal`."""
    if not chapter.markdown.strip():
        raise Refusal("There is no text yet.", file=chapter.name, remedy="Write something first, or leave it out.")
    document = split(chapter.markdown)
    if len(document.paragraphs) > MOST_PARAGRAPHS:
        said = f"This text has {len(document.paragraphs):,} paragraphs; there is room for {MOST_PARAGRAPHS:,}."
        raise Refusal(said, file=chapter.name, remedy="Divide it into several texts.")
    refuse_tangles(document, chapter.name)
    return document


def _read(document: Document, chapter: Chapter) -> list[Node]:
    return read(readable(document).removeprefix("\ufeff"), chapter.name)


class _Composer:
    def __init__(self, chapter: Chapter, prefix: str, numbers: dict[int, list[Number]]) -> None:
        self.chapter, self.prefix = chapter, prefix
        self.direction = direction(chapter.language)
        self.marks = phrases(chapter.language).quotes
        self.anchors: dict[str, str] = {}
        self.taken: dict[str, int] = {}
        self.numbers = numbers

    def composed(self, blocks: list[Node], top: int) -> Text:
        blocks = rebuilt(self.placed(self.headed(blocks, top)), self.finished)
        headings = tuple(
            Heading(node["c"][0] - top + 1, words_of(node["c"][2]), node["id"])
            for node in blocks
            if node["t"] == "Header"
        )
        return Text(self.linked(blocks), headings)

    # -- headings

    def headed(self, blocks: list[Node], top: int) -> list[Node]:
        """Headings outside of lists and quotations, their levels without gaps; a repeated title falls away."""
        blocks = self.untitled(blocks)
        lowest = min((node["c"][0] for node in blocks if node["t"] == "Header"), default=1)
        before, made = top - 1, []
        for node in blocks:
            if node["t"] != "Header":
                made.append(rebuilt([node], self.flat_heading)[0] if node["t"] in _CONTAINERS | {"Div"} else node)
            elif words_of(node["c"][2]):
                before = min(node["c"][0] - lowest + top, before + 1, DEEPEST_HEADING)
                made.append(self.heading(node, before))
        return made

    def untitled(self, blocks: list[Node]) -> list[Node]:
        """The blocks without a first heading that says the chapter's title again."""
        first = next((at for at, node in enumerate(blocks) if node["t"] != "HorizontalRule"), None)
        if first is None or blocks[first]["t"] != "Header":
            return blocks
        said = _folded(words_of(blocks[first]["c"][2]))
        return blocks[first + 1 :] if said == _folded(self.chapter.title) else blocks

    def heading(self, node: Node, level: int) -> Node:
        identifier = node["c"][1][0] or "section"
        anchor = self.anchor(identifier, identifier)
        return {**node, "c": [level, node["c"][1], node["c"][2]], "id": anchor}

    def flat_heading(self, node: Node) -> list[Node]:
        """A heading in a list, a quotation or a table cannot be one of the text's: it is set in bold."""
        if node["t"] != "Header":
            return [node]
        return [{"t": "Para", "c": [{"t": "Strong", "c": node["c"][2]}], "line": node["line"]}]

    def anchor(self, wanted: str, target: str) -> str:
        """A fresh anchor in the file for what the source calls `target`."""
        plain = "".join(c if c.isalnum() or c in "-_" else "-" for c in wanted)[:120]
        first = name = f"{self.prefix}s-{plain}"
        while name in self.taken:
            self.taken[first] += 1
            name = f"{first}-{self.taken[first]}"
        self.taken[name] = 1
        self.anchors.setdefault(target, name)
        return name

    # -- paragraphs

    def placed(self, blocks: Any) -> Any:
        """Paragraphs with their numbers and directions; a footnote's are not counted."""
        if isinstance(blocks, list):
            return [self.placed(item) for item in blocks]
        if not isinstance(blocks, dict) or blocks.get("t") in ("Table", "Figure", "Header"):
            return blocks
        if blocks.get("t") not in ("Para", "Plain"):
            return {**blocks, "c": self.placed(blocks["c"])} if "c" in blocks else blocks
        waiting = self.numbers.get(blocks["line"]) if words_of(blocks["c"]) else None
        return {**blocks, **self.numbered(waiting.pop(0))} if waiting else blocks

    def numbered(self, number: Number) -> Node:
        own = number.anchor if self.chapter.paragraphs else f"{self.prefix}{number.anchor}"
        self.anchors[number.anchor] = own
        return {"number": number.number, "id": own}

    # -- the rest, innermost first

    def finished(self, node: Node) -> list[Node]:
        if node["t"] == "Quoted":
            return self.quoted(node)
        if node["t"] == "Image":
            return [self.described(node)]
        if node["t"] in _TEXTS:
            words = node["c"][2] if node["t"] == "Header" else node["c"]
            runs = merged(_east_asian(words))
            content = [*node["c"][:2], runs] if node["t"] == "Header" else runs
            return [{**node, "c": content, **against(words_of(runs), self.direction)}]
        return [node]

    def quoted(self, node: Node) -> list[Node]:
        single = node["c"][0]["t"] == "SingleQuote"
        left, right = self.marks[2:] if single else self.marks[:2]
        return [{"t": "Str", "c": left}, *node["c"][1], {"t": "Str", "c": right}]

    def described(self, node: Node) -> Node:
        """A picture with its alternative text, without which no standard lets it pass."""
        alt = description(node)
        if not alt:
            raise undescribed(node, self.chapter.name)
        return {**node, "alt": alt}

    def linked(self, blocks: list[Node]) -> list[Node]:
        """Links into the text lead to their anchors; those that lead nowhere are only words."""

        def rule(node: Node) -> list[Node]:
            if node["t"] != "Link" or not node["c"][2][0].startswith("#"):
                return [node]
            anchor = self.anchors.get(node["c"][2][0][1:])
            return [{**node, "c": [*node["c"][:2], [f"#{anchor}", ""]]}] if anchor else list(node["c"][1])

        linked: list[Node] = rebuilt(blocks, rule)
        return linked


def description(picture: Node) -> str:
    """A picture's alternative text, as it was given or else its caption; empty when there is none."""
    given: str = dict(picture["c"][0][2]).get("alt", "")
    return given.strip() or words_of(picture["c"][1])


def undescribed(picture: Node, file: str) -> Refusal:
    """What to say of a picture without a description."""
    said, remedy = "A picture has no description for those who cannot see it.", "Say in a sentence what it shows."
    return Refusal(said, file=file, line=picture["line"], remedy=remedy)


def against(words: str, way: str) -> dict[str, str]:
    """The direction of a paragraph whose first letter does not run this `way` (ltr, rtl); empty when it does."""
    for character in words:
        strong = unicodedata.bidirectional(character)
        if strong in ("L", "R", "AL"):
            own = "ltr" if strong == "L" else "rtl"
            return {} if own == way else {"dir": own}
    return {}


def _folded(title: str) -> str:
    return "".join(c for c in title.casefold() if c.isalnum())


def _east_asian(inlines: list[Node]) -> list[Node]:
    """A line break in the source is a space, but none between Chinese or Japanese letters."""
    made: list[Node] = []
    for at, node in enumerate(inlines):
        if node["t"] != "SoftBreak":
            made.append(node)
        elif not (_wide(words_of(inlines[at - 1 : at])[-1:]) and _wide(words_of(inlines[at + 1 : at + 2])[:1])):
            made.append({"t": "Space"})
    return made


def _wide(character: str) -> bool:
    return bool(character) and unicodedata.east_asian_width(character) in ("W", "F")
