"""A story of an OpenDocument text (the text, a note, a cell, a text box) read block by block."""

from collections.abc import Iterable
from typing import NamedTuple

from blueprint.locales import gettext as _
from blueprint.publishing.importing.dialect.nodes import (
    code_text,
    has_words,
    no_attributes,
    paragraph,
    trimmed,
    with_words,
)
from blueprint.publishing.importing.dialect.roles import CODE, KNOWN, QUOTATIONS, RULE, in_role
from blueprint.publishing.importing.dialect.tables import MOST_COLUMNS, Cell, Grid
from blueprint.publishing.importing.lists.sign import Sign, SignKind
from blueprint.publishing.importing.lists.tree import CELL_MARGIN, QUOTATION_INDENT, TOLERANCE, Entry, ListTree
from blueprint.publishing.importing.looks import Look
from blueprint.publishing.importing.odt.lengths import twips
from blueprint.publishing.importing.odt.lists import OdtSign
from blueprint.publishing.importing.odt.reading import OdtReading
from blueprint.publishing.importing.odt.styles import OdtFormat
from blueprint.publishing.importing.odt.words import EQUATION, OdtWords
from blueprint.publishing.importing.report import What
from blueprint.publishing.importing.xml import Element, attribute, child, every, name_of, number, tag
from blueprint.publishing.markdown.ast import walk
from blueprint.publishing.markdown.pandoc import Node

_COVER = frozenset({"title", "subtitle", "author", "date"})
_KNOWN = KNOWN | _COVER | {RULE}
_INDEXES = frozenset({
    "table-of-content", "illustration-index", "table-index", "object-index", "user-index", "alphabetical-index",
})  # fmt: skip
_PASSED_OVER = frozenset({
    "tracked-changes", "sequence-decls", "variable-decls", "user-field-decls", "soft-page-break",
})  # fmt: skip
_FORM = "{urn:oasis:names:tc:opendocument:xmlns:form:1.0}"
_FIELD_WORDS = tuple(f"{_FORM}{name}" for name in ("label", "value", "current-value", "title"))
_BLOCKS = frozenset(map(tag, ("text:p", "text:h", "text:list", "table:table")))
DEEPEST_HEADING = 6
SHORTEST_RULE, THICKEST_RULE = 3_000, 60
"""In twips."""
LEAST_INDENT = 2 * TOLERANCE
"""Twips by which a list within an item is further indented than the item, whatever their styles say."""


class _Place(NamedTuple):
    """Where in a list a block is: the list's style, on which level from 0 (-1 outside of lists), how far indented."""

    style: str = ""
    depth: int = -1
    left: int = 0

    @property
    def continued(self) -> Sign | None:
        """The sign of what belongs to the item before it; None outside of lists."""
        if self.depth < 0:
            return None
        return Sign(SignKind.CONTINUED, "", self.style, self.depth, self.left)


class OdtStory:
    """Reads blocks; markers that wait for a paragraph and bookmarks are kept here."""

    def __init__(self, reading: OdtReading, *, is_main: bool = False) -> None:
        self.reading, self.is_main = reading, is_main
        self.bookmarks: list[str] = []
        self.title: list[Node] = []
        self._tree = ListTree()
        self._pending: list[Node] = []

    def read(self, container: Element) -> list[Node]:
        """The blocks in an element."""
        for element in container:
            self._block(element, _Place())
        return self._tree.blocks

    def beside(self) -> "OdtStory":
        """A story of its own: a cell, a note, a text box."""
        return OdtStory(self.reading)

    def _block(self, element: Element, place: _Place) -> None:
        name = name_of(element).rpartition("}")[2]
        if name in ("p", "h"):
            self._paragraph(element, name, place.continued)
        elif name == "list":
            self._list(element, place)
        elif name == "table":
            self._table(element, place.continued)
        elif name in _INDEXES:
            self._index(element)
        elif name == "section" and attribute(element, "text:display") == "none":
            said = _("Text that is hidden is not seen in the document either.")
            self._leave_out(What.HIDDEN_TEXT, said, element.itertext())
        elif name == "forms":
            said = _("Fields of a form are left out, with what is typed into them.")
            values = (each.get(key) for each in element.iter() for key in _FIELD_WORDS)
            self._leave_out(What.EMBEDDED, said, filter(None, values))
        elif ":drawing:" in name_of(element):
            words = OdtWords(self)
            self.drawing(element, words)
            self._tree.add(Entry(words.after, place.continued))
        elif name not in _PASSED_OVER:
            for each in element:
                self._block(each, place)

    def _leave_out(self, what: What, said: str, pieces: Iterable[str]) -> None:
        """Note words that are not in the text, if there are any."""
        if words := " ".join(" ".join(pieces).split()):
            self._pending.append(self.reading.findings.left_out(what, said, words))

    def _index(self, element: Element) -> None:
        shown = " ".join("".join(f" {text}" for text in each.itertext()) for each in every(element, "text:index-body"))
        said = _("The first change would make it wrong; editions have one of their own.")
        self._pending.append(self.reading.findings.left_out(What.CONTENTS, said, shown))

    # -- paragraphs

    def _paragraph(self, element: Element, name: str, sign: Sign | None) -> bool:
        """Add the paragraph; returns whether there was anything in it."""
        style = attribute(element, "text:style-name")
        names = self.reading.styles.names("paragraph", style)
        role = next((each for each in names if each in _KNOWN), "")
        words = OdtWords(self)
        hidden = self.reading.styles.hides_paragraph(style)
        look = Look(code=role in CODE)
        inlines = trimmed(words.read(element, OdtFormat(look=look, hidden=hidden)))
        self._pending += words.markers
        is_title = role == "title" and self.is_main and not self.title
        if name == "h" and has_words(inlines):
            self._heading(element, inlines, sign)
        elif is_title and has_words(inlines) and _is_plain(inlines):
            self.title = [{"t": "Header", "c": [1, no_attributes(), inlines]}]
            return True
        else:
            self._add(role, inlines, sign, self._left(style, role, sign))
        if words.after:
            self._tree.add(Entry(words.after, sign and sign.continued, self._left(style, role, sign)))
        return has_words(inlines) or bool(words.after)

    def _add(self, role: str, inlines: list[Node], sign: Sign | None, left: int) -> None:
        is_numbered = sign is not None and sign.kind in (SignKind.ORDERED, SignKind.WORDS)
        if role == RULE and not has_words(inlines):
            self._tree.add(Entry([{"t": "HorizontalRule"}], sign, left))
        elif has_words(inlines):
            if sign is not None and sign.kind is SignKind.WORDS:
                self._note_sign()
            self._tree.add(Entry([self._shaped(role, inlines)], sign, left))
        elif is_numbered:
            self._tree.add(Entry([], sign, left))

    def _left(self, style: str, role: str, sign: Sign | None) -> int:
        """How far a paragraph is indented, in twips; a quotation is, whether or not it belongs to an item."""
        if sign is not None:
            return sign.left
        left = self.reading.styles.left(style)
        return left - QUOTATION_INDENT if role in QUOTATIONS else left

    def _heading(self, element: Element, inlines: list[Node], sign: Sign | None) -> None:
        level = number(attribute(element, "text:outline-level"), 1)
        if sign is None and attribute(element, "text:is-list-header") != "true":
            style = self.reading.styles.list_style(attribute(element, "text:style-name"))
            written = self.reading.lists.sign(style, level - 1, _start(element))
            sign = _sign_of(written, _Place(style, level - 1)) if written else None
        if len(inlines) == 1 and inlines[0]["t"] == "Strong":
            inlines = inlines[0]["c"]
        if sign is not None and sign.words:
            self._note_sign()
            inlines = with_words(f"{sign.words.rstrip()} ", [paragraph(inlines)])[0]["c"]
        bookmarks = tuple(self.bookmarks)
        self.bookmarks.clear()
        content = [min(level, DEEPEST_HEADING), no_attributes(), self._marked(inlines)]
        self._tree.heading({"t": "Header", "c": content, "bookmarks": bookmarks})

    def _note_sign(self) -> None:
        said = _("Its number is written as words at the beginning of its paragraph.")
        self._pending.append(self.reading.findings.changed(What.NUMBERING, said))

    def _shaped(self, role: str, inlines: list[Node]) -> Node:
        if role in CODE:
            return {"t": "CodeBlock", "c": [no_attributes(), code_text(inlines)]}
        if len(inlines) == 1 and inlines[0]["t"] == "Math":
            inlines = [{"t": "Math", "c": [{"t": "DisplayMath"}, inlines[0]["c"][1]]}]
        block = {**paragraph(self._marked(inlines)), "role": role}
        return in_role(block, role)

    def _marked(self, inlines: list[Node]) -> list[Node]:
        pending, self._pending = self._pending, []
        places = [*map(self.reading.findings.place, self.bookmarks)]
        self.bookmarks.clear()
        return [*inlines, *pending, *places]

    # -- lists

    def _list(self, element: Element, outer: _Place) -> None:
        style = attribute(element, "text:style-name") or outer.style
        depth = outer.depth + 1
        continues = attribute(element, "text:continue-numbering") == "true" or attribute(element, "text:continue-list")
        if depth == 0 and not continues:
            self.reading.lists.restart(style)
        place = _Place(style, depth, max(self.reading.lists.left(style, depth), outer.left + LEAST_INDENT))
        for item in element:
            kind = name_of(item)
            if kind == tag("text:list-header"):
                for each in item:
                    self._block(each, place)
            elif kind == tag("text:list-item"):
                self._item(item, place)

    def _item(self, item: Element, place: _Place) -> None:
        """Add an item; its sign is before its first paragraph with words."""
        first = next(iter(item), None)
        sign = None
        if first is not None and name_of(first) in (tag("text:p"), tag("text:h")):
            start = number(attribute(item, "text:start-value"), -1)
            written = self.reading.lists.sign(place.style, place.depth, start if start >= 0 else None)
            sign = _sign_of(written, place) if written else None
        for each in item:
            if sign is not None and name_of(each) in (tag("text:p"), tag("text:h")):
                added = self._paragraph(each, name_of(each).rpartition("}")[2], sign)
                sign = None if added or sign.kind is not SignKind.BULLET else sign
            else:
                self._block(each, place)

    # -- tables

    def _table(self, element: Element, sign: Sign | None) -> None:
        grid = Grid([])
        heads = [row for each in element.iter(tag("table:table-header-rows")) for row in each]
        self._rows(element, grid)
        grid.head = bool(heads) or grid.begins_in_bold()
        if not any(cell for row in grid.rows for cell in row):
            return
        table = grid.node(self.reading.findings)
        if self._pending:
            first = table["c"][3][1] or table["c"][4][0][3]
            first[0][1][0][4] = [*first[0][1][0][4], {"t": "Plain", "c": self._marked([])}]
        left = self.reading.styles.table_left(attribute(element, "table:style-name"))
        self._tree.add(Entry([table], sign, left + CELL_MARGIN))

    def _rows(self, element: Element, grid: Grid) -> None:
        for each in element:
            name = name_of(each).rpartition("}")[2]
            if name == "table-row":
                row = self._row(each, grid)
                repeated = number(attribute(each, "table:number-rows-repeated"), 1) if any(row) else 1
                grid.rows += [[list(cell) for cell in row] for _ in range(min(repeated, MOST_COLUMNS))]
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
            cells += [list(content) for _ in range(max(repeated, 1))]
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
        if name_of(element) != tag("draw:frame") and not self._box(element, words) and _is_rule(element):
            words.after.append({"t": "HorizontalRule"})

    def _box(self, element: Element, words: OdtWords) -> bool:
        inner = [each for each in element if name_of(each) in _BLOCKS]
        blocks = self.beside().read(inner)
        if blocks:
            said = _("The words of a text box follow the paragraph that it was fixed to.")
            words.after += blocks
            words.markers.append(self.reading.findings.changed(What.TEXT_BOXES, said))
        return bool(blocks)

    def _equation(self, element: Element, words: OdtWords) -> bool:
        number_of = self.reading.equation(attribute(element, "xlink:href"), child(element, "math:math"))
        if number_of is None:
            return False
        words.emit([{"t": "Math", "c": [{"t": "InlineMath"}, f"{EQUATION}{number_of}"]}])
        return True


def _start(element: Element) -> int | None:
    start = attribute(element, "text:start-value")
    return number(start) if start else None


def _is_rule(shape: Element) -> bool:
    """Whether a shape without words is a thin line across the page, as LibreOffice writes a rule of Word's."""
    width, height = (twips(attribute(shape, f"svg:{side}")) for side in ("width", "height"))
    is_long = (width or 0) >= SHORTEST_RULE or attribute(shape, "style:rel-width") == "100%"
    return is_long and 0 <= (height or 0) <= THICKEST_RULE


def _is_plain(inlines: list[Node]) -> bool:
    return all(node["t"] not in ("Note", "Image", "Math") for node in walk(inlines))


def _sign_of(written: OdtSign, place: _Place) -> Sign:
    """The sign as lists are made of it."""
    if written.is_bullet:
        return Sign(SignKind.BULLET, "", place.style, place.depth, place.left)
    if written.ordered is None:
        return Sign(SignKind.WORDS, f"{written.words} ", place.style, place.depth, place.left)
    return Sign(SignKind.ORDERED, written.words, place.style, place.depth, place.left, *written.ordered)
