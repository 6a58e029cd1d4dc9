"""A story of an OpenDocument text (the text, a note, a cell, a text box) read block by block."""

from typing import NamedTuple

from blueprint.locales import gettext as _
from blueprint.publishing.importing.dialect.lists import bullet_items, ordered_items
from blueprint.publishing.importing.dialect.nodes import (
    code_text,
    has_words,
    no_attributes,
    paragraph,
    trimmed,
    with_words,
)
from blueprint.publishing.importing.dialect.roles import CODE, KNOWN, in_role
from blueprint.publishing.importing.dialect.tables import MOST_COLUMNS, Cell, Grid
from blueprint.publishing.importing.looks import Look
from blueprint.publishing.importing.odt.lists import OdtSign
from blueprint.publishing.importing.odt.reading import OdtReading
from blueprint.publishing.importing.odt.styles import OdtFormat
from blueprint.publishing.importing.odt.words import EQUATION, OdtWords
from blueprint.publishing.importing.report import What
from blueprint.publishing.importing.xml import Element, attribute, child, every, name_of, number, tag
from blueprint.publishing.markdown.ast import walk
from blueprint.publishing.markdown.pandoc import Node

_COVER = frozenset({"title", "subtitle", "author", "date"})
_RULE = "horizontal line"
_KNOWN = KNOWN | _COVER | {_RULE}
_INDEXES = frozenset({
    "table-of-content", "illustration-index", "table-index", "object-index", "user-index", "alphabetical-index",
})  # fmt: skip
_PASSED_OVER = frozenset({
    "tracked-changes", "sequence-decls", "forms", "variable-decls", "user-field-decls", "soft-page-break",
})  # fmt: skip
_BLOCKS = frozenset(map(tag, ("text:p", "text:h", "text:list", "table:table")))
DEEPEST_HEADING = 6


class _Place(NamedTuple):
    """Where in a list a block is: the list's style, and on which level from 0; -1 outside of lists."""

    style: str = ""
    depth: int = -1


class OdtStory:
    """Reads blocks; markers that wait for a paragraph and bookmarks are kept here."""

    def __init__(self, reading: OdtReading, *, is_main: bool = False) -> None:
        self.reading, self.is_main = reading, is_main
        self.bookmarks: list[str] = []
        self.title: list[Node] = []
        self._pending: list[Node] = []

    def read(self, container: Element) -> list[Node]:
        """The blocks in an element."""
        return [block for element in container for block in self._block(element, _Place())]

    def beside(self) -> "OdtStory":
        """A story of its own: a cell, a note, a text box."""
        return OdtStory(self.reading)

    def _block(self, element: Element, place: _Place) -> list[Node]:
        name = name_of(element).rpartition("}")[2]
        if name in ("p", "h"):
            return self._paragraph(element, name)
        if name == "list":
            return self._list(element, place)
        if name == "table":
            return self._table(element)
        if name in _INDEXES:
            return self._index(element)
        if name in _PASSED_OVER:
            return []
        if ":drawing:" in name_of(element):
            words = OdtWords(self)
            self.drawing(element, words)
            return self._finished([], "", words)
        return [block for each in element for block in self._block(each, place)]

    def _index(self, element: Element) -> list[Node]:
        shown = " ".join("".join(f" {text}" for text in each.itertext()) for each in every(element, "text:index-body"))
        said = _("The first change would make it wrong; editions have one of their own.")
        self._pending.append(self.reading.findings.left_out(What.CONTENTS, said, shown))
        return []

    # -- paragraphs

    def _paragraph(self, element: Element, name: str) -> list[Node]:
        style = attribute(element, "text:style-name")
        names = self.reading.styles.names("paragraph", style)
        role = next((each for each in names if each in _KNOWN), "")
        words = OdtWords(self)
        hidden = self.reading.styles.hides_paragraph(style)
        look = Look(code=role in CODE)
        inlines = trimmed(words.read(element, OdtFormat(look=look, hidden=hidden)))
        self._pending += words.markers
        if name == "h":
            return self._heading(element, inlines, words)
        if role == "title" and self.is_main and not self.title and has_words(inlines) and _is_plain(inlines):
            self.title = [{"t": "Header", "c": [1, no_attributes(), inlines]}]
            return []
        return self._finished(inlines, role, words)

    def _heading(self, element: Element, inlines: list[Node], words: OdtWords) -> list[Node]:
        if not has_words(inlines):
            return self._finished(inlines, "", words)
        level = number(attribute(element, "text:outline-level"), 1)
        if attribute(element, "text:is-list-header") != "true":
            style = self.reading.styles.list_style(attribute(element, "text:style-name"))
            sign = self.reading.lists.sign(style, level - 1, _start(element))
            inlines = self._signed([paragraph(inlines)], sign)[0]["c"] if sign else inlines
        if len(inlines) == 1 and inlines[0]["t"] == "Strong":
            inlines = inlines[0]["c"]
        content = [min(level, DEEPEST_HEADING), no_attributes(), self._marked(inlines)]
        heading: Node = {"t": "Header", "c": content, "bookmarks": tuple(self.bookmarks)}
        self.bookmarks.clear()
        return [heading, *words.after]

    def _finished(self, inlines: list[Node], role: str, words: OdtWords) -> list[Node]:
        if role == _RULE and not has_words(inlines):
            return [{"t": "HorizontalRule"}]
        shown = [self._shaped(role, inlines)] if has_words(inlines) else []
        return [*shown, *words.after]

    def _shaped(self, role: str, inlines: list[Node]) -> Node:
        if role in CODE:
            return {"t": "CodeBlock", "c": [no_attributes(), code_text(inlines)]}
        if len(inlines) == 1 and inlines[0]["t"] == "Math":
            inlines = [{"t": "Math", "c": [{"t": "DisplayMath"}, inlines[0]["c"][1]]}]
        block = {**paragraph(self._marked(inlines)), "role": role}
        return in_role(block, role)

    def _marked(self, inlines: list[Node]) -> list[Node]:
        pending, self._pending = self._pending, []
        return [*inlines, *pending]

    # -- lists

    def _list(self, element: Element, outer: _Place) -> list[Node]:
        style = attribute(element, "text:style-name") or outer.style
        place = _Place(style, outer.depth + 1)
        continues = attribute(element, "text:continue-numbering") == "true" or attribute(element, "text:continue-list")
        if place.depth == 0 and not continues:
            self.reading.lists.restart(style)
        blocks: list[Node] = []
        for item in element:
            kind = name_of(item)
            if kind == tag("text:list-header"):
                blocks += [block for each in item for block in self._block(each, place)]
            elif kind == tag("text:list-item"):
                self._item(item, place, blocks)
        return blocks

    def _item(self, item: Element, place: _Place, blocks: list[Node]) -> None:
        """Add an item to the blocks: to the list that it counts on, to a new one, or as paragraphs with words."""
        first = next(iter(item), None)
        own = first is not None and name_of(first) in (tag("text:p"), tag("text:h"))
        start = number(attribute(item, "text:start-value"), -1)
        is_heading = first is not None and name_of(first) == tag("text:h")
        sign = self.reading.lists.sign(place.style, place.depth, start if start >= 0 else None) if own else None
        content = [block for each in item for block in self._block(each, place)]
        if not content and (sign is None or sign.is_bullet):
            return
        if is_heading and content:
            blocks += self._signed_heading(content, sign)
        elif sign is None:
            blocks += content
        elif sign.is_bullet:
            bullet_items(blocks).append(content)
        elif sign.ordered:
            ordered_items(blocks, *sign.ordered).append(content)
        else:
            blocks += self._signed(content, sign)

    def _signed_heading(self, content: list[Node], sign: OdtSign | None) -> list[Node]:
        heading = content[0]
        if sign is None or not sign.words or heading["t"] != "Header":
            return content
        level, attributes, inlines = heading["c"]
        marked = self._signed([paragraph(inlines)], sign)[0]["c"]
        return [{**heading, "c": [level, attributes, marked]}, *content[1:]]

    def _signed(self, blocks: list[Node], sign: OdtSign) -> list[Node]:
        """The blocks with the sign as their first words, which is noted."""
        if not sign.words:
            return blocks
        said = _("Its number is written as words at the beginning of its paragraph.")
        marked = with_words(f"{sign.words} ", blocks)
        marked[0]["c"].append(self.reading.findings.changed(What.NUMBERING, said))
        return marked

    # -- tables

    def _table(self, element: Element) -> list[Node]:
        grid = Grid([])
        heads = [row for each in element.iter(tag("table:table-header-rows")) for row in each]
        self._rows(element, grid)
        grid.head = bool(heads) or grid.begins_in_bold()
        if not any(cell for row in grid.rows for cell in row):
            return []
        table = grid.node(self.reading.findings)
        if self._pending:
            first = table["c"][3][1] or table["c"][4][0][3]
            first[0][1][0][4] = [*first[0][1][0][4], {"t": "Plain", "c": self._marked([])}]
        return [table]

    def _rows(self, element: Element, grid: Grid) -> None:
        for each in element:
            name = name_of(each).rpartition("}")[2]
            if name == "table-row":
                grid.rows.append(self._row(each, grid))
            elif name in ("table-header-rows", "table-rows", "table-row-group"):
                self._rows(each, grid)

    def _row(self, row: Element, grid: Grid) -> list[Cell]:
        cells: list[Cell] = []
        for each in row:
            name = name_of(each).rpartition("}")[2]
            if name not in ("table-cell", "covered-table-cell") or len(cells) >= MOST_COLUMNS:
                continue
            repeated = min(number(attribute(each, "table:number-columns-repeated"), 1), MOST_COLUMNS - len(cells))
            content = self.beside().read(each)
            spans = (attribute(each, f"table:number-{kind}-spanned") for kind in ("columns", "rows"))
            grid.merged += any(number(span, 1) > 1 for span in spans)
            cells += [content, *([] for _ in range(max(repeated, 1) - 1))]
        return cells

    # -- drawings

    def drawing(self, element: Element, words: OdtWords) -> None:
        """A frame or a shape: its picture in its line, its words behind the paragraph."""
        title = " ".join("".join(each.itertext()) for each in element if name_of(each) == tag("svg:desc"))
        image = None
        for each in element:
            name = name_of(each).rpartition("}")[2]
            if name == "object" and self._equation(each, words):
                return
            if name in ("object", "object-ole"):
                said = _(
                    "An embedded object is left out; the picture that is shown of it is kept where it can be read."
                )
                words.markers.append(self.reading.findings.left_out(What.EMBEDDED, said))
            if name == "image" and image is None:
                image = each
            elif name == "text-box":
                self._box(each, words)
            elif ":drawing:" in name_of(each) and name != "image":
                self.drawing(each, words)
        if image is not None:
            words.emit(self.reading.picture(attribute(image, "xlink:href"), " ".join(title.split())))
        if name_of(element) != tag("draw:frame"):
            self._box(element, words)

    def _box(self, element: Element, words: OdtWords) -> None:
        inner = [each for each in element if name_of(each) in _BLOCKS]
        blocks = self.beside().read(inner)
        if blocks:
            said = _("The words of a text box follow the paragraph that it was fixed to.")
            words.after += blocks
            words.markers.append(self.reading.findings.changed(What.TEXT_BOXES, said))

    def _equation(self, element: Element, words: OdtWords) -> bool:
        number_of = self.reading.equation(attribute(element, "xlink:href"), child(element, "math:math"))
        if number_of is None:
            return False
        words.emit([{"t": "Math", "c": [{"t": "InlineMath"}, f"{EQUATION}{number_of}"]}])
        return True


def _start(element: Element) -> int | None:
    start = attribute(element, "text:start-value")
    return number(start) if start else None


def _is_plain(inlines: list[Node]) -> bool:
    return all(node["t"] not in ("Note", "Image", "Math") for node in walk(inlines))
