"""Revisions: immutable, numbered snapshots of a proposal's text."""

import hashlib
from datetime import datetime

from blueprint.domain.dialects import CURRENT_DIALECT
from blueprint.domain.value import Value


class ParagraphSpan(Value):
    """A paragraph of one revision: its lineage, and `[start, end)` in characters of the source."""

    lineage: str
    ancestors: tuple[str, ...] = ()
    start: int
    end: int


class Revision(Value):
    """An immutable, numbered snapshot of a proposal's text.

    `parent` is the revision the writer started from (None for the first), `merged` the newer head that the save was merged
    with, `restored` the older revision whose text it restores; each None where there is none. `dialect` is the version of
    the dialect that the source is read by, for ever.
    """

    proposal_id: str
    number: int
    title: str
    language: str
    markdown: str
    content_hash: str
    message: str
    saved_by: str
    saved_by_name: str
    saved_at: datetime
    parent: int | None = None
    merged: int | None = None
    restored: int | None = None
    dialect: int = CURRENT_DIALECT
    paragraphs: tuple[ParagraphSpan, ...]

    @property
    def spans_by_text(self) -> dict[str, ParagraphSpan]:
        """Each paragraph by its text; of several with the same text the last one."""
        return {self.markdown[span.start : span.end]: span for span in self.paragraphs}

    @property
    def places(self) -> dict[str, tuple[int, int]]:
        """The index and the start of each paragraph by its lineage."""
        return {span.lineage: (at, span.start) for at, span in enumerate(self.paragraphs)}


class RevisionSummary(Value):
    """A revision without its text, for lists."""

    number: int
    title: str
    message: str
    saved_by: str
    saved_by_name: str
    saved_at: datetime
    content_hash: str
    parent: int | None = None
    merged: int | None = None
    restored: int | None = None


def content_hash(title: str, language: str, markdown: str) -> str:
    """SHA-256 over title, language and source, each ended by NUL: what a sign-off and an edition are bound to."""
    return hashlib.sha256("\0".join((title, language, markdown, "")).encode()).hexdigest()
