"""Following a word map: from words of the old paragraphs to what stands for them in the new ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from blueprint.text.anchors.candidate import ENOUGH, Landing, Piece, reach, share
from blueprint.text.diff.model import Comparison
from blueprint.text.word_diff.operations import DiffOperation


@dataclass(frozen=True, slots=True)
class Step:
    """New words that stand for some of the old words asked about.

    They go from `start` to `end`, first among the new paragraphs' texts put together, then in the new source. `kept` is the
    old words that they are; "" for words that stand in the stead of others.
    """

    start: int
    end: int
    kept: str


def followed(
    piece: Piece, before: int, new: Sequence[int], words: Sequence[DiffOperation], comparison: Comparison
) -> Landing | None:
    """Where a piece is by a word map whose old words start `before` characters ahead of the piece's paragraph.

    None when less than half of its words were kept. Where they were torn apart, the heaviest part counts: a place that
    took in all that came between would stand on other words.
    """
    start = before + piece.start - comparison.old.paragraphs[piece.paragraph].start
    steps = list(_steps(words, start, start + piece.end - piece.start))
    exact = comparison.old.source[piece.start : piece.end]
    kept = share([step.kept for step in steps if step.kept], exact)
    found = [part for step in steps for part in _in_source(step, new, comparison)]
    if kept < ENOUGH or not found or not (any(step.kept for step in steps) or not exact):
        return None
    group = max(_groups(found, reach(len(exact))), key=lambda parts: sum(len(part.kept) for part in parts))
    return Landing(group[0].start, group[-1].end, "word map", kept)


def _steps(words: Sequence[DiffOperation], start: int, end: int) -> Iterator[Step]:
    """What became of the old words from start to end, both counted through the old paragraphs' texts."""
    at_old = at_new = 0
    replaced = False
    for operation, text in words:
        if operation == "=":
            low, high = max(start, at_old), min(end, at_old + len(text))
            if low < high or low == high == start == end:
                yield Step(at_new + low - at_old, at_new + high - at_old, text[low - at_old : high - at_old])
            replaced = False
        elif operation == "-":
            replaced = start <= at_old and at_old + len(text) <= end
        elif replaced:
            yield Step(at_new, at_new + len(text), "")
        at_old += len(text) if operation != "+" else 0
        at_new += len(text) if operation != "-" else 0


def _in_source(step: Step, new: Sequence[int], comparison: Comparison) -> Iterator[Step]:
    """A step through the texts of the new paragraphs as one in the new source, or several where it goes through several."""
    ahead = 0
    for at in new:
        paragraph = comparison.new.paragraphs[at]
        low, high = max(0, step.start - ahead), min(len(paragraph.text), step.end - ahead)
        if low < high or (step.start == step.end and low == high):
            kept = step.kept[low + ahead - step.start : high + ahead - step.start]
            yield Step(paragraph.start + low, paragraph.start + high, kept)
        ahead += len(paragraph.text)


def _groups(steps: Sequence[Step], near: int) -> Iterator[list[Step]]:
    """The steps, in groups that stand close together."""
    group: list[Step] = []
    for step in steps:
        if group and not group[-1].end <= step.start <= group[-1].end + near:
            yield group
            group = []
        group.append(step)
    yield group
