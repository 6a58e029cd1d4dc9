"""Follow the cell of a table row that was edited in place: its row and its column say which cell it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from blueprint.text.anchors.candidate import MIN_KEPT, ParagraphQuote, QuoteCandidate, kept_confidence
from blueprint.text.anchors.likeness import likeness
from blueprint.text.diff.model import Change, Comparison
from blueprint.text.document.content import InlineContent, table_cells
from blueprint.text.document.letters import letters
from blueprint.text.document.model import ParagraphKind
from blueprint.text.word_diff.segments import WordEquality, diff_segments
from blueprint.text.word_diff.vocabulary import Vocabulary


def follow_cell(part: ParagraphQuote, change: Change, comparison: Comparison) -> QuoteCandidate | None:
    """Follow a quotation that is at least half of a cell to the same cell of the same row.

    That it is the same row is known by another cell that is the same, or is alike by its letters.
    """
    if len(change.old) != 1 or len(change.new) != 1:
        return None
    old, new = comparison.old.paragraphs[change.old[0]], comparison.new.paragraphs[change.new[0]]
    if old.kind is not ParagraphKind.TABLE_ROW or new.kind is not ParagraphKind.TABLE_ROW:
        return None
    before, after = table_cells(old), table_cells(new)
    columns = dict(_columns(before, after))
    for column, cell in enumerate(before):
        target = after[columns[column]] if column in columns else None
        if target and target.text and _is_quoted(cell, part.start - old.start, part.end - old.start):
            others = [_alike(before[left], after[right]) for left, right in columns.items() if left != column]
            share = sum(others) / len(before)
            start, end = new.start + target.offsets[0], new.start + target.offsets[-1] + 1
            confidence = kept_confidence(share) * change.confidence
            return QuoteCandidate(start, end, "same cell", confidence) if share else None
    return None


def _is_quoted(cell: InlineContent, start: int, end: int) -> bool:
    """Whether the characters from start to end are within a cell and at least half of it."""
    if not cell.text or not cell.offsets[0] <= start < end <= cell.offsets[-1] + 1:
        return False
    return end - start >= MIN_KEPT * len(cell.text)


def _alike(old: InlineContent, new: InlineContent) -> float:
    return likeness(letters(old.text), letters(new.text))


def _columns(old: Sequence[InlineContent], new: Sequence[InlineContent]) -> Iterator[tuple[int, int]]:
    """The new column of each old one. If their number has changed, columns are told by cells that are the same."""
    if len(old) == len(new):
        yield from ((column, column) for column in range(len(old)))
        return
    at_old = at_new = 0
    for part in diff_segments([cell.text for cell in old], [cell.text for cell in new], WordEquality(Vocabulary())):
        if len(part.old) == len(part.new):
            yield from ((at_old + step, at_new + step) for step in range(len(part.old)))
        at_old, at_new = at_old + len(part.old), at_new + len(part.new)
