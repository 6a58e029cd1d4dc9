"""Normalising a sanitised text, for every format alike.

Headings get levels without gaps under the chapter's own, paragraphs their places, links inside the text a target or none,
quotation marks the language's form, images their alternative text, and every paragraph its direction. Normalised nodes
have the fields `id`, `label`, `number`, `dir` and `alt` beside Pandoc's `t` and `c`.
"""

import re
import unicodedata
from collections.abc import Collection
from typing import Any

from blueprint.domain.languages import direction
from blueprint.publishing.book import Chapter
from blueprint.publishing.directions import opposite_direction
from blueprint.publishing.errors import Refusal
from blueprint.publishing.markdown.ast import join_strings, plain_text, transform
from blueprint.publishing.markdown.decode import replace_unprintable
from blueprint.publishing.markdown.equations import with_typst
from blueprint.publishing.markdown.footnotes import refuse_recursive_footnotes
from blueprint.publishing.markdown.headings.levels import heading_ranks, level_after
from blueprint.publishing.markdown.headings.listed import listed_headings
from blueprint.publishing.markdown.link_targets import named_places, without_names
from blueprint.publishing.markdown.model import Text
from blueprint.publishing.markdown.numbering import ParagraphPlace, places_by_line
from blueprint.publishing.markdown.pandoc import Node
from blueprint.publishing.markdown.read import read
from blueprint.publishing.markdown.sanitize import WORDS, sanitize
from blueprint.publishing.markdown.tables import without_empty_head
from blueprint.publishing.phrases import phrases
from blueprint.text import Document, split

MOST_PARAGRAPHS = 6_000
"""Of one text: some 500 pages."""
_UPLOADED = re.compile(r"images/[0-9a-f]{64}\.\w+")
"""The names of uploaded pictures, which say nothing to their authors."""
_CONTAINERS = frozenset({"BlockQuote", "OrderedList", "BulletList", "DefinitionList", "Table", "Figure", "Note"})
_TEXTS = frozenset({"Para", "Plain", "Header"})


def normalize(
    chapter: Chapter, images: Collection[str], prefix: str = "", *, top: int = 2, counted: bool = True
) -> Text:
    """The chapter's text; raises `Refusal` for what no edition can hold.

    `prefix` makes anchors unique in a book (a heading's is `s-<its words>`); `top` is the level of the highest headings. A
    foreword's paragraphs are not `counted`, so they have no numbers.
    """
    chapter = chapter.model_copy(update={"markdown": replace_unprintable(chapter.markdown)})
    document = _split(chapter)
    blocks = _sanitized(document, chapter, images)
    places = places_by_line(chapter, document) if counted else {}
    return _Normalizer(chapter, prefix, places).normalized(blocks, top)


def read_sanitized(chapter: Chapter, images: Collection[str], refusals: list[Refusal] | None = None) -> list[Node]:
    """The sanitised blocks of a chapter without unprintable characters, each with its line; raises `Refusal`.

    With a list, refused links and images are appended to it instead, and skipped.
    """
    return _sanitized(_split(chapter), chapter, images, refusals)


def _split(chapter: Chapter) -> Document:
    """The chapter's paragraphs; raises `Refusal` for a text that Pandoc cannot read within its limits."""
    if not chapter.markdown.removeprefix("\ufeff").strip():
        raise Refusal("There is no text yet.", file=chapter.name, remedy="Write something first, or leave it out.")
    document = split(chapter.markdown)
    if len(document.paragraphs) > MOST_PARAGRAPHS:
        sentence = f"This text has {len(document.paragraphs):,} paragraphs; there is room for {MOST_PARAGRAPHS:,}."
        raise Refusal(sentence, file=chapter.name, remedy="Divide it into several texts.")
    refuse_recursive_footnotes(document, chapter.name)
    return document


def _sanitized(
    document: Document, chapter: Chapter, images: Collection[str], refusals: list[Refusal] | None = None
) -> list[Node]:
    def refuse(element: str, line: int) -> None:
        refusal = Refusal(
            f"There is HTML here that no edition can hold (<{element}>).",
            file=chapter.name,
            line=line,
            remedy="Remove it, or write its words in Markdown.",
        )
        if refusals is None:
            raise refusal
        refusals.append(refusal)

    return sanitize(read(document, chapter.dialect, refuse, chapter.name), images, chapter.name, refusals)


class _Normalizer:
    def __init__(self, chapter: Chapter, prefix: str, places: dict[int, list[ParagraphPlace]]) -> None:
        self.chapter, self.prefix = chapter, prefix
        self.direction = direction(chapter.language)
        self.marks = phrases(chapter.language).quotes
        self.title: list[Node] = []
        self.anchors: dict[str, str] = {}
        self.taken: dict[str, int] = {}
        self.places = places

    def normalized(self, blocks: list[Node], top: int) -> Text:
        blocks = transform(self.placed(self.level_headings(blocks, top)), self.finish)
        title = transform(self.title, self.finish)
        self.anchors = named_places([*title, *blocks]) | self.anchors
        headings = tuple(listed_headings(blocks, top))
        blocks, title = (self.linked(without_names(each)) for each in (blocks, title))
        return Text(with_typst(blocks, self.chapter.name), headings, title=with_typst(title, self.chapter.name))

    # -- headings

    def level_headings(self, blocks: list[Node], top: int) -> list[Node]:
        """Headings outside of lists and quotations, without gaps between their levels; a repeated title is dropped."""
        blocks = self.untitled(blocks)
        ranks = heading_ranks([node["c"][0] if node["t"] == "Header" else None for node in blocks])
        before, result = top - 1, []
        for node in blocks:
            if node["t"] != "Header":
                result.append(transform([node], self.flat_heading)[0] if node["t"] in _CONTAINERS | {"Div"} else node)
            elif plain_text(node["c"][2]):
                before = level_after(before, ranks[node["c"][0]], top)
                result.append(self.heading(node, before))
        return result

    def untitled(self, blocks: list[Node]) -> list[Node]:
        """The blocks without a first heading that repeats the chapter's title."""
        first = next((at for at, node in enumerate(blocks) if node["t"] != "HorizontalRule"), None)
        if first is None or blocks[first]["t"] != "Header":
            return blocks
        words = blocks[first]["c"][2]
        if _folded(plain_text(words)) != _folded(self.chapter.title):
            return blocks
        self.title = words if any(node["t"] not in WORDS for node in words) else []
        return blocks[first + 1 :]

    def heading(self, node: Node, level: int) -> Node:
        identifier = node["c"][1][0] or "section"
        anchor = self.anchor(identifier, identifier)
        return {**node, "c": [level, node["c"][1], node["c"][2]], "id": anchor}

    def flat_heading(self, node: Node) -> list[Node]:
        """A heading in a list, a quotation or a table cannot be one of the text's: it becomes a paragraph in bold."""
        if node["t"] != "Header":
            return [node]
        return [{"t": "Para", "c": [{"t": "Strong", "c": node["c"][2]}], "line": node["line"]}]

    def anchor(self, wanted: str, target: str) -> str:
        """An unused anchor for what the source calls `target`."""
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
        """Paragraphs with their places; a footnote's have none."""
        if isinstance(blocks, list):
            return [self.placed(item) for item in blocks]
        if not isinstance(blocks, dict) or blocks.get("t") in ("Table", "Figure", "Header"):
            return blocks
        if blocks.get("t") not in ("Para", "Plain"):
            return {**blocks, "c": self.placed(blocks["c"])} if "c" in blocks else blocks
        waiting = self.places.get(blocks["line"]) if plain_text(blocks["c"]) else None
        return {**blocks, **self.place(waiting.pop(0))} if waiting else blocks

    def place(self, place: ParagraphPlace) -> Node:
        own = place.anchor if self.chapter.paragraphs else f"{self.prefix}{place.anchor}"
        self.anchors[place.anchor] = own
        number = {} if place.number is None else {"number": place.number}
        return {"id": own, "label": place.label, **number}

    # -- the rest, innermost first

    def finish(self, node: Node) -> list[Node]:
        if node["t"] == "Quoted":
            return self.quoted(node)
        if node["t"] == "Image":
            return [self.described(node)]
        if node["t"] == "Table":
            return without_empty_head(node)
        if node["t"] in _TEXTS:
            words = node["c"][2] if node["t"] == "Header" else node["c"]
            runs = join_strings(_east_asian(words))
            content = [*node["c"][:2], runs] if node["t"] == "Header" else runs
            return [{**node, "c": content, **self.against(plain_text(runs))}]
        return [node]

    def against(self, words: str) -> Node:
        way = opposite_direction(words, self.direction)
        return {"dir": way} if way else {}

    def quoted(self, node: Node) -> list[Node]:
        single = node["c"][0]["t"] == "SingleQuote"
        left, right = self.marks[2:] if single else self.marks[:2]
        return [{"t": "Str", "c": left}, *node["c"][1], {"t": "Str", "c": right}]

    def described(self, node: Node) -> Node:
        """An image with its alternative text, which the standards require."""
        alt = alt_text(node)
        if not alt:
            raise missing_alt_text(node, self.chapter.name)
        return {**node, "alt": alt}

    def linked(self, blocks: list[Node]) -> list[Node]:
        """Resolve links into the text; a link without a target becomes plain words."""

        def rule(node: Node) -> list[Node]:
            if node["t"] != "Link" or not node["c"][2][0].startswith("#"):
                return [node]
            anchor = self.anchors.get(node["c"][2][0][1:])
            return [{**node, "c": [*node["c"][:2], [f"#{anchor}", ""]]}] if anchor else list(node["c"][1])

        linked: list[Node] = transform(blocks, rule)
        return linked


def alt_text(image: Node) -> str:
    """An image's alternative text, as it was given or else its caption; empty when there is none."""
    given: str = dict(image["c"][0][2]).get("alt", "")
    return given.strip() or plain_text(image["c"][1])


def missing_alt_text(image: Node, file: str) -> Refusal:
    """The refusal of an image without alternative text."""
    name = image["c"][2][0]
    picture = "A picture" if _UPLOADED.fullmatch(name) else f"The picture “{name[:60]}”"
    sentence, remedy = f"{picture} has no description for those who cannot see it.", "Say in a sentence what it shows."
    return Refusal(sentence, file=file, line=image["line"], remedy=remedy)


def _folded(title: str) -> str:
    return "".join(c for c in title.casefold() if c.isalnum())


def _east_asian(inlines: list[Node]) -> list[Node]:
    """Replace line breaks in the source by spaces; by nothing between Chinese or Japanese letters."""
    result: list[Node] = []
    for at, node in enumerate(inlines):
        if node["t"] != "SoftBreak":
            result.append(node)
        elif not (_wide(plain_text(inlines[at - 1 : at])[-1:]) and _wide(plain_text(inlines[at + 1 : at + 2])[:1])):
            result.append({"t": "Space"})
    return result


def _wide(character: str) -> bool:
    """Whether it is a letter or sign of a script without spaces; Korean has them."""
    wide = bool(character) and unicodedata.east_asian_width(character) in ("W", "F")
    return wide and not unicodedata.name(character, "").startswith("HANGUL")
