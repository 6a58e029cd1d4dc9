"""The visible text of a paragraph: what a reader sees, each character with its offset in the source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, groupby
from types import MappingProxyType

from blueprint.text.document.content import InlineContent, code_lines, inline_content, table_cells
from blueprint.text.document.inline import InlineText, parse_inline
from blueprint.text.document.marks import Mark, MarkKind
from blueprint.text.document.model import Paragraph, ParagraphKind

NO_REFERENCES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Run:
    """Consecutive visible characters with the same marks.

    `offsets` has for every character of `text` its offset in the paragraph's source; through all runs of a paragraph
    the offsets never decrease. `cell` is the column of a table row, counted from 0; None outside tables.
    """

    text: str
    marks: tuple[Mark, ...]
    offsets: tuple[int, ...]
    cell: int | None = None


def visible_runs(paragraph: Paragraph, references: Mapping[str, str] = NO_REFERENCES) -> tuple[Run, ...]:
    """The visible text of a paragraph as runs, without its block marker.

    `references` gives the addresses of reference links by label in lower case (see `references`); a link whose label is
    missing is shown with its brackets. Code, HTML and front matter are shown as source.
    """
    match paragraph.kind:
        case ParagraphKind.BREAK | ParagraphKind.REFERENCE:
            return ()
        case ParagraphKind.CODE:
            return tuple(_code_runs(paragraph))
        case ParagraphKind.HTML | ParagraphKind.FRONT_MATTER:
            return _source_run(paragraph.text, range(len(paragraph.text)), (Mark(MarkKind.HTML),))
        case ParagraphKind.TABLE_ROW:
            return tuple(_row_runs(paragraph, references))
        case _:
            return _inline_runs(inline_content(paragraph), references)


def visible_text(
    paragraph: Paragraph, references: Mapping[str, str] = NO_REFERENCES, *, note_marks: bool = True
) -> str:
    """The visible text of a paragraph, table cells joined by tabs; without footnote references if not `note_marks`."""
    pieces: list[str] = []
    cell = None
    for run in visible_runs(paragraph, references):
        if not note_marks and any(mark.kind is MarkKind.FOOTNOTE for mark in run.marks):
            continue
        if cell is not None and run.cell != cell:
            pieces.append("\t")
        cell = run.cell
        pieces.append(run.text)
    return "".join(pieces)


def _source_run(text: str, offsets: Iterable[int], marks: tuple[Mark, ...]) -> tuple[Run, ...]:
    return (Run(text, marks, tuple(offsets)),) if text else ()


def _code_runs(paragraph: Paragraph) -> Iterator[Run]:
    for start, end in code_lines(paragraph):
        yield Run(paragraph.text[start:end], (Mark(MarkKind.CODE),), tuple(range(start, end)))


def _row_runs(paragraph: Paragraph, references: Mapping[str, str]) -> Iterator[Run]:
    for column, cell in enumerate(table_cells(paragraph)):
        yield from _inline_runs(cell, references, column)


def _inline_runs(content: InlineContent, references: Mapping[str, str], cell: int | None = None) -> tuple[Run, ...]:
    by_marks = groupby(parse_inline(content.text, references), key=lambda piece: piece.marks)
    return tuple(_run(marks, list(pieces), content, cell) for marks, pieces in by_marks)


def _run(marks: tuple[Mark, ...], pieces: Sequence[InlineText], content: InlineContent, cell: int | None) -> Run:
    offsets = map(content.offsets.__getitem__, chain.from_iterable(piece.offsets for piece in pieces))
    return Run("".join(piece.text for piece in pieces), marks, tuple(offsets), cell)
