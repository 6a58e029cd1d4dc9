"""The visible characters of a paragraph as runs, each with its range in the source."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from blueprint.text import Mark, MarkKind, Paragraph, ParagraphKind, Run, visible_runs

_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
"""Entity and numeric character references (CommonMark 0.31, section 2.5)."""


@dataclass(frozen=True, slots=True)
class SourceRun:
    """Visible characters that are adjacent in the source, at `[start, end)` of the whole text.

    Each character of `text` is one character of source, but for a `solid` stretch, which is never cut: a character
    written as an entity (`&amp;`), or the description of an image. A whole formula's mark has its signs, `$` or `$$`, as
    its address; a part of one has none.
    """

    text: str
    start: int
    end: int
    marks: tuple[Mark, ...]
    cell: int | None
    solid: bool = False

    def within(self, start: int, end: int) -> "SourceRun | None":
        """The part of it in `[start, end)` of the source; None when there is none."""
        first, last = max(start, self.start), min(end, self.end)
        if first >= last:
            return None
        if self.solid:
            return self
        if (first, last) == (self.start, self.end):
            return self
        marks = tuple(replace(mark, href=None) if mark.kind is MarkKind.MATH else mark for mark in self.marks)
        text = self.text[first - self.start : last - self.start]
        return replace(self, text=text, start=first, end=last, marks=marks)


def source_runs(paragraph: Paragraph, addresses: Mapping[str, str]) -> Iterator[SourceRun]:
    for run in visible_runs(paragraph, addresses):
        yield from _contiguous(run, paragraph)


def _contiguous(run: Run, paragraph: Paragraph) -> Iterator[SourceRun]:
    """Cut a run where its characters are not neighbours in the source; an image's description stays whole."""
    offsets, first = run.offsets, 0
    if any(mark.kind is MarkKind.IMAGE for mark in run.marks):
        start, end = paragraph.start + offsets[0], paragraph.start + offsets[-1] + 1
        yield SourceRun(run.text, start, end, run.marks, run.cell, solid=True)
        return
    entities = _entities(run, paragraph)
    for at in range(1, len(offsets) + 1):
        if at == len(offsets) or offsets[at] != offsets[at - 1] + 1 or at in entities:
            yield _stretch(run, first, at, paragraph, entities.get(first))
            first = at


def _entities(run: Run, paragraph: Paragraph) -> dict[int, int]:
    """The characters of a run that are written as entities: their position in it, and where the entity's source ends."""
    found = {}
    for at, offset in enumerate(run.offsets) if "&" in paragraph.text else ():
        follows = run.offsets[at + 1] if at + 1 < len(run.offsets) else None
        entity = _ENTITY.match(paragraph.text, offset)
        if entity and follows in (None, entity.end()):
            found[at] = entity.end()
    return found


def _stretch(run: Run, first: int, last: int, paragraph: Paragraph, entity_end: int | None) -> SourceRun:
    text, start, end = run.text[first:last], run.offsets[first], run.offsets[last - 1] + 1
    if paragraph.kind is ParagraphKind.CODE and paragraph.text[end : end + 1] == "\n" and last == len(run.text):
        text, end = f"{text}\n", end + 1
    elif entity_end is not None:
        end = entity_end
    solid = entity_end is not None
    marks = tuple(_with_signs(mark, paragraph.text, start, end) for mark in run.marks)
    return SourceRun(text, paragraph.start + start, paragraph.start + end, marks, run.cell, solid=solid)


def _with_signs(mark: Mark, text: str, start: int, end: int) -> Mark:
    """The mark of a formula that is all in `[start, end)`, with the signs around it."""
    if mark.kind is not MarkKind.MATH:
        return mark
    before, behind = text[:start].rstrip(), text[end:].lstrip()
    signs = next((signs for signs in ("$$", "$") if before.endswith(signs) and behind.startswith(signs)), None)
    return replace(mark, href=signs)
