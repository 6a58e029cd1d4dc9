"""A redline: what changed since an earlier edition, marked in the text, as the JSON tree of `templates/pdf/nodes.typ`.

It is made from the text engine's comparison, by paragraphs and words, and holds words only: links and images are named.
Marks do not depend on colour: insertions are underlined, between ‹ and ›; deletions are struck through, between [ and ];
a note says what happened to a paragraph.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from blueprint.domain.languages import direction
from blueprint.publishing.book import Book, Chapter
from blueprint.publishing.directions import opposite_direction
from blueprint.publishing.markdown.decode import replace_unprintable
from blueprint.publishing.markdown.headings.levels import heading_ranks, level_after
from blueprint.publishing.markdown.numbering import places, without_hidden
from blueprint.publishing.pdf.line_breaks import breakable
from blueprint.publishing.pdf.tables import cell_of, table_of
from blueprint.publishing.pdf.typst_nodes import TypstNode
from blueprint.publishing.phrases import Phrases
from blueprint.text import (
    IN_NEW,
    IN_OLD,
    Change,
    ChangeKind,
    Comparison,
    Document,
    Mark,
    MarkKind,
    Paragraph,
    ParagraphKind,
    compare,
    split,
    visible_runs,
    visible_text,
)

_UNSEEN = frozenset({ParagraphKind.FRONT_MATTER, ParagraphKind.REFERENCE})
_QUIET = frozenset({ChangeKind.SAME, ChangeKind.REFORMATTED})
_MARKS = 4.0
"""Ems that the signs around what was inserted and deleted in one word take, at most."""

_MARKED = {"+": "ins", "-": "del"}
_STYLES = {
    MarkKind.STRONG: "strong",
    MarkKind.EMPHASIS: "em",
    MarkKind.STRIKETHROUGH: "strike",
    MarkKind.SUPERSCRIPT: "sup",
    MarkKind.SUBSCRIPT: "sub",
    MarkKind.FOOTNOTE: "sup",
    MarkKind.IMAGE: "em",
}


class RedlineCharacter(NamedTuple):
    """A visible character: its offset in the source of its change, its marks, and its paragraph and cell."""

    at: int
    character: str
    marks: tuple[Mark, ...]
    cell: int
    paragraph: int


Edit = tuple[str, RedlineCharacter]
"""A character, and whether it is unchanged ("="), inserted ("+") or deleted ("-")."""


def introduction(book: Book, words: Phrases) -> list[TypstNode]:
    """How to read the marks, and which proposals are gone."""
    gone = [_changed(words.dropped, {"k": "par", "c": [{"k": "del", "c": [title]}]}) for title in book.dropped]
    return [{"k": "par", "c": [words.legend]}, *gone]


def redline_nodes(chapter: Chapter, prefix: str, words: Phrases) -> list[TypstNode] | None:
    """The chapter's text with what changed marked; None when all of it is new. `prefix` keeps its anchors apart."""
    if chapter.before is None:
        return None
    old, new = replace_unprintable(chapter.before), replace_unprintable(chapter.markdown)
    title = list(_retitled(chapter, words))
    if old == new:
        return [*title, {"k": "par", "c": [words.same]}]
    comparison = compare(_seen(old), _seen(new), chapter.language)
    return [*title, *_Redline(chapter, comparison, prefix, words).pieces()]


def _seen(markdown: str) -> Document:
    return split(without_hidden(split(markdown)))


def _retitled(chapter: Chapter, words: Phrases) -> Iterator[TypstNode]:
    if chapter.title_before and chapter.title_before != chapter.title:
        title: list[Any] = [{"k": "del", "c": [chapter.title_before]}, " ", {"k": "ins", "c": [chapter.title]}]
        yield _changed(words.edited, {"k": "par", "c": title})


def _changed(note: str, *blocks: TypstNode) -> TypstNode:
    return {"k": "change", "note": note, "c": list(blocks)}


class _Redline:
    def __init__(self, chapter: Chapter, comparison: Comparison, prefix: str, words: Phrases) -> None:
        self.chapter, self.comparison, self.prefix, self.words = chapter, comparison, prefix, words
        self.old_places = places(comparison.old, chapter.dialect_before)
        self.new_places = places(comparison.new, chapter.dialect)
        self.level = 1
        self.ranks = heading_ranks(
            [p.level if p.kind is ParagraphKind.HEADING else None for p in comparison.new.paragraphs]
        )

    def pieces(self) -> list[TypstNode]:
        result: list[TypstNode] = []
        for change in self.comparison.changes:
            for piece in self.of_change(change):
                if piece["k"] == "table" and result and result[-1]["k"] == "table" and not piece["head"]:
                    result[-1]["rows"] += piece["rows"]
                else:
                    result.append(piece)
        return [_squared(piece) if piece["k"] == "table" else piece for piece in result]

    def of_change(self, change: Change) -> Iterator[TypstNode]:
        document = self.comparison.new if change.new else self.comparison.old
        edits = list(_edits(change, self.comparison))
        blocks = []
        for at in change.new or change.old:
            paragraph = document.paragraphs[at]
            mine = [(operation, character) for operation, character in edits if character.paragraph == at]
            if paragraph.kind not in _UNSEEN and not self.is_title(paragraph, at, change):
                blocks.append(self.block(paragraph, at if change.new else None, mine))
        tables = [block for block in blocks if block["k"] == "table"]
        if not blocks or tables or change.kind in _QUIET:
            yield from blocks
        else:
            yield _changed(self.note(change), *blocks)

    def is_title(self, paragraph: Paragraph, at: int, change: Change) -> bool:
        """Whether this is a first heading that repeats the title, which is above already."""
        heading = paragraph.kind is ParagraphKind.HEADING and at == 0 and change.kind in _QUIET
        return heading and visible_text(paragraph).casefold() == self.chapter.title.casefold()

    def note(self, change: Change) -> str:
        """What happened to it; old paragraphs are called as they were."""
        old = [place.label for at in change.old if (place := self.old_places[at])]
        note = {
            ChangeKind.INSERTED: self.words.added,
            ChangeKind.DELETED: self.words.removed,
            ChangeKind.MOVED: self.words.moved,
            ChangeKind.MOVED_EDITED: self.words.moved,
            ChangeKind.SPLIT: self.words.split,
            ChangeKind.JOINED: self.words.joined,
            ChangeKind.RENUMBERED: self.words.renumbered,
        }.get(change.kind, self.words.edited)
        return note.format(number=", ".join(old)) if old or "{number}" not in note else self.words.edited

    def block(self, paragraph: Paragraph, at: int | None, edits: Sequence[Edit]) -> TypstNode:
        """A paragraph as the template sets it; `at` is its place in the new text, None when it is gone from there."""
        kind, words = paragraph.kind, _inlines(edits)
        if kind is ParagraphKind.TABLE_ROW:
            return _row(paragraph, edits)
        if kind is ParagraphKind.BREAK:
            return {"k": "rule"}
        if kind is ParagraphKind.HEADING:
            return self.heading(paragraph, at, words)
        place = self.new_places[at] if at is not None else None
        placed: TypstNode = {"id": f"{self.prefix}{place.anchor}"} if place else {}
        placed |= {"n": place.number} if place and place.number else {}
        way = opposite_direction(visible_text(paragraph), direction(self.chapter.language))
        placed |= {"dir": way} if way else {}
        if kind is ParagraphKind.FOOTNOTE:
            words = [{"k": "sup", "c": [paragraph.marker.strip("[]^:")]}, " ", *words]
        block: TypstNode = {"k": "par", "c": words, **placed}
        if kind is ParagraphKind.LIST_ITEM:
            marker = paragraph.marker if paragraph.marker[:1].isalnum() else "–"
            block = {**block, "k": "item", "depth": max(paragraph.level, 1), "marker": marker}
        return {"k": "quote", "c": [block]} if paragraph.quote_depth else block

    def heading(self, paragraph: Paragraph, at: int | None, words: list[Any]) -> TypstNode:
        """One that is gone is no heading of this text; the others' levels have no gaps."""
        if at is None:
            return {"k": "par", "c": [{"k": "strong", "c": words}]}
        self.level = level_after(self.level, self.ranks[paragraph.level], top=2)
        return {"k": "head", "level": self.level, "id": f"{self.prefix}h-{at}", "c": words}


# -- characters


def _edits(change: Change, comparison: Comparison) -> Iterator[Edit]:
    """Every visible character of a change in reading order. A removed one belongs to the new paragraph around it.

    What differs in form alone is unchanged, in its new form.
    """
    old, new = _characters(comparison.old, change.old), _characters(comparison.new, change.new)
    before = after = 0
    home = change.new[0] if change.new else None
    for operation, source in change.words:
        taken, start = (old, before) if operation == "-" else (new, after)
        shown = taken[_first(taken, start) : _first(taken, start + len(source))] if operation != "<" else ()
        for character in shown:
            if operation != "-":
                home = character.paragraph
            edit = operation if operation in _MARKED else "="
            yield edit, character if home is None else character._replace(paragraph=home)
        before += len(source) if operation in IN_OLD else 0
        after += len(source) if operation in IN_NEW else 0


def _first(characters: Sequence[RedlineCharacter], place: int) -> int:
    """The index of the first character at this offset or after it."""
    return bisect_left(characters, place, key=lambda character: character.at)


def _characters(document: Document, indexes: Iterable[int]) -> list[RedlineCharacter]:
    found: list[RedlineCharacter] = []
    base = 0
    for at in indexes:
        paragraph = document.paragraphs[at]
        for run in visible_runs(paragraph):
            for character, offset in zip(run.text, run.offsets, strict=True):
                found.append(RedlineCharacter(base + offset, character, run.marks, run.cell or 0, at))
        base += len(paragraph.text)
    return found


# -- from characters to Typst nodes


def _inlines(edits: Iterable[Edit]) -> list[Any]:
    """Words for the template: what was added or removed in one mark, whatever else it is marked with."""
    result: list[Any] = []
    for operation, group in groupby(edits, key=lambda one: one[0]):
        words = [
            piece
            for marks, characters in groupby(group, key=lambda one: one[1].marks)
            for piece in _styled("".join(character.character for _, character in characters), marks)
        ]
        result += [{"k": _MARKED[operation], "c": words}] if operation in _MARKED else words
    return result


def _styled(text: str, marks: Sequence[Mark]) -> list[Any]:
    """The words in their style; the lines of code stay lines."""
    if any(mark.kind is MarkKind.CODE for mark in marks):
        lines: list[Any] = [[{"k": "code", "s": breakable(line)}, {"k": "break"}] for line in text.split("\n")]
        pieces: list[Any] = [piece for line in lines for piece in line][:-1]
    else:
        pieces = [breakable(text.replace("\n", " "))]
    for mark in marks:
        if mark.kind in _STYLES:
            pieces = [{"k": _STYLES[mark.kind], "c": pieces}]
    return pieces


def _row(paragraph: Paragraph, edits: Sequence[Edit]) -> TypstNode:
    """A table of one row; `pieces` puts those that follow each other together."""
    cells: dict[int, list[Edit]] = {}
    for operation, character in edits:
        cells.setdefault(character.cell, []).append((operation, character))
    row = [_cell(_inlines(cells.get(at, ()))) for at in range(max(cells, default=0) + 1)]
    return {"k": "table", "head": [row] if paragraph.head else [], "rows": [] if paragraph.head else [row]}


def _cell(words: list[Any]) -> TypstNode:
    return cell_of([{"k": "plain", "c": words}], _visible(words), _MARKS)


def _visible(words: list[Any]) -> str:
    """The text of these words."""
    return "".join(word if isinstance(word, str) else word.get("s", "") + _visible(word.get("c", [])) for word in words)


def _squared(table: TypstNode) -> TypstNode:
    """The table with as many cells in every row as its longest has, and without a head row that holds nothing."""
    wide = max(len(row) for row in (*table["head"], *table["rows"]))
    table["head"] = [row for row in table["head"] if any(cell["c"][0]["c"] for cell in row)]
    head, rows = (
        [[*row, *(_cell([]) for _ in range(wide - len(row)))] for row in table[key]] for key in ("head", "rows")
    )
    return table_of(head, rows, [0] * wide)
