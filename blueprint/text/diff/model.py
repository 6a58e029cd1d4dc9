"""The comparison model: what happened to each paragraph between two revisions."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from blueprint.text.document.model import Document, Paragraph
from blueprint.text.word_diff.operations import DiffOperation


class ChangeKind(StrEnum):
    """What happened to a paragraph.

    Same: canonically equal, as Unicode defines it. Reformatted: other markup, white space, line breaks or compatibility
    characters around the same words. Renumbered: another number before the same words.
    """

    SAME = "same"
    REFORMATTED = "reformatted"
    RENUMBERED = "renumbered"
    EDITED = "edited"
    MOVED = "moved"
    MOVED_EDITED = "moved-edited"
    SPLIT = "split"
    JOINED = "joined"
    INSERTED = "inserted"
    DELETED = "deleted"


WITHOUT_NEW_WORDS = frozenset({ChangeKind.SAME, ChangeKind.REFORMATTED, ChangeKind.RENUMBERED, ChangeKind.MOVED})


@dataclass(frozen=True, slots=True)
class Change:
    """One change: which old paragraphs became which new ones.

    `old` and `new` are indexes into the documents' paragraphs. `confidence`, 0 to 1, is the probability that
    the link is right: of links with .8, about 8 of 10 are. It is 1 for what is deleted or inserted, which is no link.
    `words` are pieces of source text: those with "=", "-" and "<" concatenated give the texts of the old paragraphs,
    those with "=", "+" and ">" the texts of the new ones. What was "<" and is ">" now differs in white space or
    Unicode form alone, which no reader sees: it is shown unmarked, as it is now.
    """

    kind: ChangeKind
    old: tuple[int, ...]
    new: tuple[int, ...]
    confidence: float
    words: tuple[DiffOperation, ...]


@dataclass(frozen=True)
class Comparison:
    """Two documents and the changes between them, in the order of the new document.

    Every index of an old and of a new paragraph occurs in exactly one change.
    """

    old: Document
    new: Document
    changes: tuple[Change, ...]
    language: str = "en"

    @cached_property
    def text_with_new_words(self) -> str:
        """The texts of the new paragraphs that may have words they did not have before."""
        paragraphs = (at for change in self.changes if change.kind not in WITHOUT_NEW_WORDS for at in change.new)
        return "\n\n".join(self.new.paragraphs[at].text for at in paragraphs)

    @cached_property
    def inserted_paragraphs(self) -> tuple[Paragraph, ...]:
        """The new paragraphs that come from no old one, in order."""
        inserted = (change.new[0] for change in self.changes if change.kind is ChangeKind.INSERTED)
        return tuple(self.new.paragraphs[at] for at in inserted)

    @cached_property
    def by_old(self) -> tuple[Change, ...]:
        """The change of each old paragraph."""
        changes = {at: change for change in self.changes for at in change.old}
        return tuple(changes[at] for at in range(len(changes)))

    @cached_property
    def by_new(self) -> tuple[Change, ...]:
        """The change of each new paragraph."""
        changes = {at: change for change in self.changes for at in change.new}
        return tuple(changes[at] for at in range(len(changes)))
