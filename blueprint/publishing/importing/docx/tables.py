"""The tables of a Word file (ECMA-376, 17.4)."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from blueprint.locales import gettext as _
from blueprint.publishing.importing.dialect.tables import MOST_COLUMNS, Cell, Grid
from blueprint.publishing.importing.xml import (
    Element,
    attribute,
    child,
    name_of,
    number,
    tag,
    text_of,
    toggle,
    value,
)
from blueprint.publishing.markdown.pandoc import Node

if TYPE_CHECKING:
    from blueprint.publishing.importing.docx.story import Story

_FIRST_ROW = 0x0020
"""The bit of `w:tblLook` (17.4.55) that gives the first row the style's look for it."""
_NOT_WRAPPERS = frozenset(map(tag, ("w:tblPr", "w:tblGrid", "w:trPr", "w:tcPr", "w:tblPrEx", "w:sdtPr", "w:sdtEndPr")))


def read_table(story: "Story", element: Element) -> Node | None:
    """The table as Pandoc has it; None when it has no cell. A row that was deleted is left out, as accepted."""
    grid = Grid([])
    above: dict[int, Cell] = {}
    rows = [row for row in _within(element, "w:tr") if not _is_deleted(story, row)]
    for row in rows:
        grid.rows.append(_row(story, row, above, grid))
    if not any(grid.rows):
        return None
    grid.head = _has_head(story, element, rows, grid)
    return grid.node(story.reading.findings)


def _is_deleted(story: "Story", row: Element) -> bool:
    """Whether a row was taken out; a change is noted, as accepted."""
    for name, what in (("w:del", _("deleted: a row")), ("w:ins", _("inserted: a row"))):
        found = child(row, "w:trPr", name)
        if found is not None:
            shown = f"{what}: {' '.join(text_of(row).split())}"
            story.note_tracked(shown, attribute(found, "w:author"))
            return name == "w:del"
    return False


def _is_deleted_cell(story: "Story", cell: Element) -> bool:
    """Whether a cell was taken out; a change is noted, as accepted."""
    for name, what in (("w:cellDel", _("deleted: a cell")), ("w:cellIns", _("inserted: a cell"))):
        found = child(cell, "w:tcPr", name)
        if found is not None:
            story.note_tracked(f"{what}: {' '.join(text_of(cell).split())}", attribute(found, "w:author"))
            return name == "w:cellDel"
    return False


def _within(element: Element, name: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, also those inside content controls."""
    for each in element:
        if name_of(each) == tag(name):
            yield each
        elif name_of(each) not in _NOT_WRAPPERS:
            yield from _within(each, name)


def _row(story: "Story", row: Element, above: dict[int, Cell], grid: Grid) -> list[Cell]:
    """A row's cells in their columns; `above` holds the first cells of those that are merged downwards."""
    properties = child(row, "w:trPr")
    cells: list[Cell] = [[] for _ in range(_span(value(properties, "w:gridBefore"), 0))]
    for element in _within(row, "w:tc"):
        if _is_deleted_cell(story, element):
            continue
        at = len(cells)
        if at >= MOST_COLUMNS:
            cells[-1].extend(story.beside().read(element))
            continue
        across = _span(value(child(element, "w:tcPr"), "w:gridSpan"), 1)
        blocks = story.beside().read(element)
        merge = child(element, "w:tcPr", "w:vMerge")
        if merge is not None and attribute(merge, "w:val", "continue") == "continue" and at in above:
            above[at].extend(blocks)
            blocks = []
        elif merge is not None:
            above[at] = blocks
        else:
            above.pop(at, None)
        across_old = child(element, "w:tcPr", "w:hMerge") is not None
        grid.merged += merge is not None or across > 1 or across_old
        cells += [blocks, *([] for _ in range(across - 1))]
    cells += ([] for _ in range(_span(value(properties, "w:gridAfter"), 0)))
    return cells


def _span(text: str, default: int) -> int:
    return max(0, min(number(text, default), MOST_COLUMNS)) or default


def _has_head(story: "Story", element: Element, rows: list[Element], grid: Grid) -> bool:
    """Whether the first row is a head: marked as one, of another look by the table's style, or all in bold."""
    if toggle(child(rows[0], "w:trPr"), "w:tblHeader"):
        return True
    look = child(element, "w:tblPr", "w:tblLook")
    named = attribute(look, "w:firstRow")
    first = named in ("1", "true") if named else bool(_hexadecimal(attribute(look, "w:val")) & _FIRST_ROW)
    if first and story.reading.styles.has_head(value(element, "w:tblPr", "w:tblStyle")):
        return True
    return grid.begins_in_bold()


def _hexadecimal(text: str) -> int:
    try:
        return int(text or "0", 16)
    except ValueError:
        return 0
