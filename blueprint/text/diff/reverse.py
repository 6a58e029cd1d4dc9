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
OPPOSITE_OPERATION = {"-": "+", "+": "-", "<": ">", ">": "<"}
REPLACING = frozenset("+>")
"""Operations that may follow their opposite, whose text they replace."""


def reverse(comparison: Comparison) -> Comparison:
    """The same comparison from the new document to the old one."""
    changes = in_reading_order([_reverse_change(change) for change in comparison.changes])
    return Comparison(comparison.new, comparison.old, tuple(changes), comparison.language)


def _reverse_change(change: Change) -> Change:
    kind = OPPOSITE_KIND.get(change.kind, change.kind)
    words = change.words if kind is ChangeKind.SAME and len(change.words) == 1 else _reverse_operations(change.words)
    return Change(kind, change.new, change.old, change.confidence, tuple(words))


def _reverse_operations(operations: Iterable[DiffOperation]) -> Iterator[DiffOperation]:
    """Each operation's opposite; of those that replace one another, the one of the old side comes first again."""
    replaced: list[DiffOperation] = []
    for operation, text in operations:
        replaces = bool(replaced) and operation == replaced[-1][0] and operation in REPLACING
        if not replaces:
            yield from replaced
            replaced = []
        replaced.insert(0, (OPPOSITE_OPERATION.get(operation, operation), text))
    yield from replaced


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
