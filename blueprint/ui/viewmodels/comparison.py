"""Two texts compared, as blocks that a browser draws side by side or in one column."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NotRequired, TypedDict

from blueprint.text import Change, ChangeKind, ParagraphKind
from blueprint.text import Comparison as Alignment
from blueprint.ui.viewmodels.changed_ranges import ChangedRange, changed_ranges
from blueprint.ui.viewmodels.comparison_notes import (
    comparison_note,
    comparison_summary,
    moved_away_note,
    reformatted_note,
)
from blueprint.ui.viewmodels.document import DocumentRow, DocumentView, MarkedRange, TextPiece, pieces, row
from blueprint.ui.viewmodels.source_runs import SourceRun

NEAR = 1
"""Unchanged paragraphs shown on each side of a change; further ones are folded."""
_SHORTEST_FOLD = 3

_MOVED_KINDS = frozenset({ChangeKind.MOVED, ChangeKind.MOVED_EDITED})


class ComparisonBlock(TypedDict):
    """One thing that happened, as the browser gets it.

    `old` and `new` are indexes of rows; `note` says it in words; `merged` gives, for one column, the pieces of each new
    row with what was removed among them. A `moved-away` block only says where a moved paragraph was.
    """

    kind: str
    old: list[int]
    new: list[int]
    note: str
    folded: bool
    merged: NotRequired[list[list[TextPiece]]]


class ComparisonView(TypedDict):
    """Two texts and what happened between them, as the browser gets it."""

    old: dict[int, DocumentRow]
    new: dict[int, DocumentRow]
    blocks: list[ComparisonBlock]
    summary: str


def comparison_view(
    old: DocumentView,
    new: DocumentView,
    alignment: Alignment,
    on_old: Sequence[MarkedRange] = (),
    on_new: Sequence[MarkedRange] = (),
) -> ComparisonView:
    """Draw an alignment; `on_old` and `on_new` are the threads' ranges in the two sources."""
    changes = [change for change in alignment.changes if _seen(change, old, new)]
    blocks = list(_with_places_left([_block(change, old, new, on_old, on_new) for change in changes], old, new))
    fold(blocks)
    before: dict[int, DocumentRow] = {}
    after: dict[int, DocumentRow] = {}
    for change in changes:
        operations = _operations(change, alignment)
        before.update((i, row(old, i, on_old, operations["old", i])) for i in change.old)
        after.update((i, row(new, i, on_new, operations["new", i])) for i in change.new)
    return ComparisonView(old=before, new=after, blocks=blocks, summary=comparison_summary(changes))


def fold(blocks: Sequence[ComparisonBlock]) -> None:
    """Mark unchanged blocks that are near no change as folded, where that hides three or more in a row."""
    changed = [at for at, block in enumerate(blocks) if block["kind"] != ChangeKind.SAME]
    near = {at + step for at in changed for step in range(-NEAR, NEAR + 1)}
    run: list[ComparisonBlock] = []
    for at in range(len(blocks) + 1):
        if at < len(blocks) and at not in near:
            run.append(blocks[at])
            continue
        for block in run if len(run) >= _SHORTEST_FOLD else ():
            block["folded"] = True
        run = []


def _seen(change: Change, old: DocumentView, new: DocumentView) -> bool:
    unseen = ParagraphKind.REFERENCE
    kinds = [old.document.paragraphs[i].kind for i in change.old] + [
        new.document.paragraphs[i].kind for i in change.new
    ]
    return any(kind is not unseen for kind in kinds)


def _block(
    change: Change, old: DocumentView, new: DocumentView, on_old: Sequence[MarkedRange], on_new: Sequence[MarkedRange]
) -> ComparisonBlock:
    block = ComparisonBlock(
        kind=change.kind.value,
        old=list(change.old),
        new=list(change.new),
        note=comparison_note(change, old, new),
        folded=False,
    )
    if change.old and change.new and change.kind not in (ChangeKind.SAME, ChangeKind.MOVED):
        block["merged"] = _merged(change, old, new, on_old, on_new)
        if change.kind is ChangeKind.EDITED and not any("op" in p for part in block["merged"] for p in part):
            block["note"] = reformatted_note()
    return block


def _merged(
    change: Change, old: DocumentView, new: DocumentView, on_old: Sequence[MarkedRange], on_new: Sequence[MarkedRange]
) -> list[list[TextPiece]]:
    """For each new paragraph its pieces, with the removed ones where they were."""
    found: dict[int, list[TextPiece]] = {index: [] for index in change.new}
    at, drawn = change.new[0], set[tuple[str, int]]()
    for part in changed_ranges(change, old.document.paragraphs, new.document.paragraphs):
        if part.side == "new":
            at = part.paragraph
        elif part.operation == "=":
            continue
        source, threads = (new, on_new) if part.side == "new" else (old, on_old)
        marked = _marked(source.runs[part.paragraph], part, threads)
        undrawn = [piece for piece in marked if (part.side, piece["s"]) not in drawn]
        drawn |= {(part.side, piece["s"]) for piece in undrawn}
        found[at] += undrawn
    return [found[index] for index in change.new]


def _marked(runs: Sequence[SourceRun], part: ChangedRange, threads: Sequence[MarkedRange]) -> Iterator[TextPiece]:
    inside = [cut for run in runs if (cut := run.within(part.start, part.end))]
    here = [span for span in threads if span.start < part.end and part.start < span.end]
    for piece in pieces(inside, here):
        if part.operation != "=":
            piece["op"] = "-" if part.operation == "-" else "+"
        if part.side == "old":
            piece["side"] = "old"
        yield piece


def _operations(change: Change, alignment: Alignment) -> dict[tuple[str, int], list[MarkedRange]]:
    """For each paragraph of a change the ranges that were removed (old) or added (new)."""
    found: dict[tuple[str, int], list[MarkedRange]] = defaultdict(list)
    for part in changed_ranges(change, alignment.old.paragraphs, alignment.new.paragraphs):
        if part.operation != "=":
            found[part.side, part.paragraph].append(MarkedRange(part.start, part.end, part.operation))
    return found


def _with_places_left(
    blocks: Sequence[ComparisonBlock], old: DocumentView, new: DocumentView
) -> Iterator[ComparisonBlock]:
    """The blocks, with a mark at the place that each moved paragraph left."""
    moved = {i: block for block in blocks if block["kind"] in _MOVED_KINDS for i in block["old"]}
    remaining = {i: at for at, block in enumerate(blocks) if block["kind"] not in _MOVED_KINDS for i in block["old"]}
    marks: dict[int, list[ComparisonBlock]] = defaultdict(list)
    for index in sorted(moved):
        after = max((remaining[i] for i in remaining if i < index), default=-1)
        marks[after].append(_place_left(index, moved[index], old, new))
    yield from marks[-1]
    for at, block in enumerate(blocks):
        yield block
        yield from marks[at]


def _place_left(index: int, block: ComparisonBlock, old: DocumentView, new: DocumentView) -> ComparisonBlock:
    note = moved_away_note(index, block["new"], old, new)
    return ComparisonBlock(kind="moved-away", old=[index], new=[], note=note, folded=False)
