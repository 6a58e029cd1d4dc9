"""A comparison in the opposite direction, and the order of its changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from blueprint.text.diff.model import Change, ChangeKind, Comparison
from blueprint.text.word_diff.operations import DiffOperation

OPPOSITE_KIND = {
    ChangeKind.SPLIT: ChangeKind.JOINED,
    ChangeKind.JOINED: ChangeKind.SPLIT,
    ChangeKind.INSERTED: ChangeKind.DELETED,
    ChangeKind.DELETED: ChangeKind.INSERTED,
}


def reverse(comparison: Comparison) -> Comparison:
    """The same comparison from the new document to the old one."""
    changes = in_reading_order([_reverse_change(change) for change in comparison.changes])
    return Comparison(comparison.new, comparison.old, tuple(changes), comparison.language)


def _reverse_change(change: Change) -> Change:
    kind = OPPOSITE_KIND.get(change.kind, change.kind)
    words = change.words if kind is ChangeKind.SAME else tuple(_reverse_operations(change.words))
    return Change(kind, change.new, change.old, change.confidence, words)


def _reverse_operations(operations: Iterable[DiffOperation]) -> Iterator[DiffOperation]:
    """Removed for added and vice versa, with removed words first again."""
    replaced: list[DiffOperation] = []
    for operation, text in operations:
        if operation == "=":
            yield from _removed_first(replaced)
            replaced = []
            yield operation, text
        else:
            replaced.append(("+" if operation == "-" else "-", text))
    yield from _removed_first(replaced)


def _removed_first(operations: Sequence[DiffOperation]) -> list[DiffOperation]:
    return sorted(operations, key=lambda operation: operation[0] != "-")


def in_reading_order(changes: Sequence[Change]) -> list[Change]:
    """In the order of the new document; a deleted paragraph follows what became of the paragraph before it."""
    new_index = {at: change.new[0] for change in changes if change.new for at in change.old}
    deleted_after = {}
    last = -1
    for at in sorted(at for change in changes for at in change.old):
        last = new_index.get(at, last)
        deleted_after[at] = last
    return sorted(
        changes,
        key=lambda change: (change.new[0], 0, 0) if change.new else (deleted_after[change.old[0]], 1, change.old[0]),
    )
