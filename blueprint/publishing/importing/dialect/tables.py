"""Tables in the dialect's form: a cell holds one line of words, in which `<br>` breaks lines."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from blueprint.locales import gettext as _
from blueprint.publishing.errors import Refusal
from blueprint.publishing.importing.dialect.nodes import SPACE, has_words, no_attributes, trimmed, verbatim, words
from blueprint.publishing.importing.dialect.signs import BULLET, sign_words
from blueprint.publishing.importing.findings import Findings, is_marker
from blueprint.publishing.importing.report import What
from blueprint.publishing.markdown.ast import transform, walk
from blueprint.publishing.markdown.pandoc import Node

_BREAK = verbatim("<br>")
MOST_COLUMNS, MOST_CELLS = 200, 50_000
"""Of one table; Word has 63 columns at most."""

Cell = list[Node]
"""The blocks of a cell."""


@dataclass(slots=True)
class Grid:
    """A table's cells, row by row; merged cells have their words in the first of them. `head` is whether it has one."""

    rows: list[list[Cell]]
    head: bool = False
    merged: int = 0

    def node(self, findings: Findings) -> Node:
        """The table as Pandoc has it, each cell of one line; notes what was changed."""
        columns = max((len(row) for row in self.rows), default=0)
        require_room(columns * len(self.rows))
        lines = [[cell_lines(cell) for cell in row] for row in self.rows]
        rows = [[_line(cell) for cell in row] + [[] for _ in range(columns - len(row))] for row in lines]
        self._note(findings, rows, lines)
        head, body = ([list(map(_unbold, rows[0]))], rows[1:]) if self.head and rows else ([], rows)
        empty = no_attributes()
        widths = [[{"t": "AlignDefault"}, {"t": "ColWidthDefault"}] for _ in range(columns)]
        bodies = [[empty, 0, [], [_row(row) for row in body]]]
        content = [empty, [None, []], widths, [empty, [_row(row) for row in head]], bodies, [empty, []]]
        return {"t": "Table", "c": content, "lines": lines}

    def begins_in_bold(self) -> bool:
        """Whether the first row is all in bold, and not every row."""
        return len(self.rows) > 1 and _is_bold(self.rows[0]) and not all(map(_is_bold, self.rows))

    def _note(self, findings: Findings, rows: list[list[list[Node]]], lines: list[list[list[list[Node]]]]) -> None:
        """Put markers of what was changed at the end of the first cell."""
        blocks = [block for row in self.rows for cell in row for block in cell]
        first = rows[0][0] if rows and rows[0] else []
        if self.merged:
            said = _("Of merged cells the first one holds the words; the others are empty.")
            first.append(findings.changed(What.TABLES, said))
        if any(block["t"] == "Table" for block in blocks):
            first.append(findings.changed(What.TABLES, _("A table in a cell became lines, its cells parted by “|”.")))
        elif any(len(cell) > 1 for row in lines for cell in row):
            said = _("Paragraphs and lists in a cell became lines of it, with their signs.")
            first.append(findings.changed(What.TABLES, said))


def _is_bold(row: list[Cell]) -> bool:
    """Whether all words of a row are in bold."""
    texts = [node["c"] for cell in row for node in walk(cell) if node["t"] in ("Para", "Plain")]
    return bool(texts) and all(node["t"] in ("Strong", "Space") or is_marker(node) for line in texts for node in line)


def require_room(cells: int) -> None:
    """Raise `Refusal` for a table of more cells than there is room for."""
    if cells > MOST_CELLS:
        raise Refusal(
            _("A table here has {count} cells; there is room for {limit}.", count=cells, limit=MOST_CELLS),
            remedy=_("Divide it into several tables."),
        )


def _row(cells: list[list[Node]]) -> list[Any]:
    return [no_attributes(), [_cell(inlines) for inlines in cells]]


def _unbold(inlines: list[Node]) -> list[Node]:
    """The words of a head's cell, which is bold by itself."""
    bold = [node for node in inlines if not is_marker(node)]
    if len(bold) != 1 or bold[0]["t"] != "Strong":
        return inlines
    return [*bold[0]["c"], *(node for node in inlines if is_marker(node))]


def _cell(inlines: list[Node]) -> list[Any]:
    content = [{"t": "Plain", "c": inlines}] if inlines else []
    return [no_attributes(), {"t": "AlignDefault"}, 1, 1, content]


def _line(lines: Sequence[list[Node]]) -> list[Node]:
    """The lines of a cell as one, its markers at the end."""
    result: list[Node] = []
    for line in lines:
        result += [_BREAK, *line] if result else line
    markers = [node for node in result if is_marker(node)]
    inlines = [node for node in result if not is_marker(node)] if markers else result
    broken: list[Node] = transform(inlines, lambda node: [_BREAK] if node["t"] == "LineBreak" else [node])
    return broken + markers


def cell_lines(blocks: Sequence[Node]) -> list[list[Node]]:
    """The words of these blocks line by line: items of lists with their signs, rows of tables parted by “|”."""
    lines = [trimmed(line) for block in blocks for line in _lines(block)]
    kept: list[list[Node]] = []
    for line in lines:
        if has_words(line):
            kept.append(line)
        elif line and kept:
            kept[-1].extend(line)
        elif line:
            kept.append(line)
    return kept


def _lines(block: Node) -> Iterator[list[Node]]:
    kind, content = block["t"], block.get("c")
    if kind in ("Para", "Plain"):
        yield content or []
    elif kind == "Header":
        yield [{"t": "Strong", "c": content[2]}] if content else []
    elif kind == "BulletList":
        yield from _items(content or [], lambda _at: BULLET)
    elif kind == "OrderedList" and content:
        (start, style, delimiter), items = content
        yield from _items(items, lambda at: sign_words(start + at, style["t"], delimiter["t"]))
    elif kind == "Table":
        yield from _table_lines(block)
    else:
        yield from _other_lines(kind, content)


def _other_lines(kind: str, content: Any) -> Iterator[list[Node]]:
    if kind == "BlockQuote":
        yield from cell_lines(content)
    elif kind in ("Div", "Figure"):
        yield from cell_lines(content[-1])
    elif kind == "CodeBlock":
        yield from ([{"t": "Code", "c": [no_attributes(), line]}] for line in content[1].splitlines() if line.strip())
    elif kind == "LineBlock":
        yield from content
    elif kind == "DefinitionList":
        for term, definitions in content:
            yield [{"t": "Strong", "c": term}] if term else []
            for definition in definitions:
                yield from cell_lines(definition)


def _items(items: Sequence[list[Node]], sign: Callable[[int], str]) -> Iterator[list[Node]]:
    for at, item in enumerate(items):
        lines = cell_lines(item)
        yield [verbatim(f"{sign(at)} "), *(lines[0] if lines else [])]
        yield from lines[1:]


def _table_lines(table: Node) -> Iterator[list[Node]]:
    """The rows of a table that stands in a cell."""
    for row in table.get("lines") or _rows_of(table):
        cells = [[node for line in cell for node in (*line, SPACE)] for cell in row]
        yield [node for at, cell in enumerate(cells) for node in ([*words("| "), *cell] if at else cell)]


def _rows_of(table: Node) -> list[list[list[list[Node]]]]:
    return [[cell_lines(cell) for cell in row] for row in expanded(table).rows]


def expanded(table: Node) -> Grid:
    """The cells of a table of Pandoc's, those of rows and columns that are merged in their own places."""
    _attributes, _caption, columns, head, bodies, foot = table["c"]
    heads = head[1]
    rows = [*heads, *(row for body in bodies for row in (*body[2], *body[3])), *foot[1]]
    grid = Grid([], head=bool(heads) and any(cell[4] for cell in heads[0][1]))
    width = min(len(columns), MOST_COLUMNS)
    require_room(width * len(rows))
    covered: dict[int, int] = {}
    for _attributes, cells in rows:
        grid.rows.append(_placed(cells, width, covered, grid))
    return grid


def _placed(cells: list[Any], width: int, covered: dict[int, int], grid: Grid) -> list[Cell]:
    """A row's cells in their columns; `covered` says for how many rows a cell above reaches into a column."""
    row: list[Cell] = []
    waiting = list(cells)
    while len(row) < width:
        at = len(row)
        if covered.get(at, 0) > 0:
            covered[at] -= 1
            row.append([])
        elif waiting:
            _attributes, _alignment, down, across, blocks = waiting.pop(0)
            across = max(1, min(across, width - at))
            grid.merged += down > 1 or across > 1
            for column in range(at, at + across):
                covered[column] = down - 1
                row.append(blocks if column == at else [])
        else:
            row.append([])
    return row
