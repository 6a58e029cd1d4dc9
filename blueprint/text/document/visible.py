"""Runs: what a reader sees of a paragraph, and where each visible character stands in its source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from types import MappingProxyType

from blueprint.text.document.content import Content, cells, code_lines, content
from blueprint.text.document.inline import Stretch, read_inline
from blueprint.text.document.marks import Mark, MarkKind
from blueprint.text.document.model import Paragraph, ParagraphKind

NO_REFERENCES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Run:
    """Consecutive visible characters with the same marks.

    `offsets` has, for every character of `text`, its offset in the paragraph's source, never decreasing through all runs of
    a paragraph. `cell` is the column of a table row, counted from 0; None outside of tables.
    """

    text: str
    marks: tuple[Mark, ...]
    offsets: tuple[int, ...]
    cell: int | None = None


def runs(paragraph: Paragraph, references: Mapping[str, str] = NO_REFERENCES) -> tuple[Run, ...]:
    """What a reader sees of a paragraph, its marker left out; concatenated, the runs' texts are its visible words.

    `references` maps the labels of reference links, in lower case, to their addresses (`Document.references`); without it
    such links show their brackets. Code, HTML and front matter are shown as they stand in the source.
    """
    match paragraph.kind:
        case ParagraphKind.BREAK | ParagraphKind.REFERENCE:
            return ()
        case ParagraphKind.CODE:
            return tuple(_code(paragraph))
        case ParagraphKind.HTML | ParagraphKind.FRONT_MATTER:
            return _plain(paragraph.text, range(len(paragraph.text)), (Mark(MarkKind.HTML),))
        case ParagraphKind.TABLE_ROW:
            return tuple(_row(paragraph, references))
        case _:
            return _inline(content(paragraph), references)


def visible(paragraph: Paragraph, references: Mapping[str, str] = NO_REFERENCES, *, note_marks: bool = True) -> str:
    """The words a reader sees, without markup, and where `note_marks` is false without those that lead to footnotes.

    The cells of a table row are set apart by tabs.
    """
    pieces: list[str] = []
    cell = None
    for run in runs(paragraph, references):
        if not note_marks and any(mark.kind is MarkKind.FOOTNOTE for mark in run.marks):
            continue
        if cell is not None and run.cell != cell:
            pieces.append("\t")
        cell = run.cell
        pieces.append(run.text)
    return "".join(pieces)


def _plain(text: str, offsets: Iterable[int], marks: tuple[Mark, ...]) -> tuple[Run, ...]:
    return (Run(text, marks, tuple(offsets)),) if text else ()


def _code(paragraph: Paragraph) -> Iterator[Run]:
    for start, end in code_lines(paragraph):
        yield Run(paragraph.text[start:end], (Mark(MarkKind.CODE),), tuple(range(start, end)))


def _row(paragraph: Paragraph, references: Mapping[str, str]) -> Iterator[Run]:
    for number, piece in enumerate(cells(paragraph)):
        yield from _inline(piece, references, number)


def _inline(piece: Content, references: Mapping[str, str], cell: int | None = None) -> tuple[Run, ...]:
    alike = groupby(read_inline(piece.text, references), key=lambda stretch: stretch.marks)
    return tuple(_run(marks, list(stretches), piece, cell) for marks, stretches in alike)


def _run(marks: tuple[Mark, ...], stretches: Sequence[Stretch], piece: Content, cell: int | None) -> Run:
    offsets = tuple(piece.offsets[at] for stretch in stretches for at in stretch.offsets)
    return Run("".join(stretch.text for stretch in stretches), marks, offsets, cell)
