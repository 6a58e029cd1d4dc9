"""What happened between two revisions of a text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from blueprint.text.document.model import Document
from blueprint.text.word_diff.operations import DiffOperation


class ChangeKind(StrEnum):
    """What happened to a paragraph. Reformatted: other markup, numbering or line breaks around the same words."""

    SAME = "same"
    REFORMATTED = "reformatted"
    EDITED = "edited"
    MOVED = "moved"
    MOVED_EDITED = "moved-edited"
    SPLIT = "split"
    JOINED = "joined"
    INSERTED = "inserted"
    DELETED = "deleted"


UNWRITTEN = frozenset({ChangeKind.SAME, ChangeKind.REFORMATTED, ChangeKind.MOVED})
"""What happens to a paragraph without a new word in it."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that happened: which old paragraphs became which new ones.

    `old` and `new` are indexes into the documents' paragraphs. `confidence` is 0 to 1: how sure the link is.
    `words` are pieces of source text: those with "=" and "-" concatenated give the texts of the old paragraphs,
    those with "=" and "+" the texts of the new ones.
    """

    kind: ChangeKind
    old: tuple[int, ...]
    new: tuple[int, ...]
    confidence: float
    words: tuple[DiffOperation, ...]


@dataclass(frozen=True)
class Comparison:
    """Two documents and what happened between them, in the order in which a reader would meet it.

    Every index of an old and of a new paragraph appears in exactly one change.
    """

    old: Document
    new: Document
    changes: tuple[Change, ...]
    language: str = "en"

    @cached_property
    def rewritten(self) -> str:
        """The texts of the new paragraphs that hold words they did not hold before."""
        paragraphs = (at for change in self.changes if change.kind not in UNWRITTEN for at in change.new)
        return "\n\n".join(self.new.paragraphs[at].text for at in paragraphs)

    @cached_property
    def of_old(self) -> tuple[Change, ...]:
        """For each old paragraph the change it is in."""
        found = {at: change for change in self.changes for at in change.old}
        return tuple(found[at] for at in range(len(found)))

    @cached_property
    def of_new(self) -> tuple[Change, ...]:
        """For each new paragraph the change it is in."""
        found = {at: change for change in self.changes for at in change.new}
        return tuple(found[at] for at in range(len(found)))
