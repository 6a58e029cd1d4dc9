"""Former paragraphs: where a restored paragraph finds its lineage, however many revisions there are."""

import hashlib
from collections.abc import Collection, Iterator

from sqlalchemy import JSON, LargeBinary, bindparam
from sqlmodel import Column, Field, Session, SQLModel, col, select

from blueprint.domain.revisions import Revision
from blueprint.storage.columns import refers_to
from blueprint.storage.upsert import insert
from blueprint.text import Lineage

DIGEST_SIZE = 16
_MOST_AT_ONCE = 1000
"""Parameters of one query."""


class FormerParagraphRow(SQLModel, table=True):
    """The last lineage of a text that a paragraph of some revision had, and none of the revision after it."""

    __tablename__ = "former_paragraph"
    proposal_id: str = Field(sa_column=refers_to("proposal.id", on_delete="CASCADE", primary_key=True))
    digest: bytes = Field(sa_column=Column(LargeBinary, primary_key=True))
    lineage: str
    ancestors: list[str] = Field(sa_column=Column(JSON, nullable=False))
    __table_args__ = {"sqlite_with_rowid": False}


_FOUND = select(FormerParagraphRow).where(
    col(FormerParagraphRow.proposal_id) == bindparam("proposal"),
    col(FormerParagraphRow.digest).in_(bindparam("digests", expanding=True)),
)


def add(session: Session, head: Revision, revision: Revision) -> None:
    """Store the paragraphs of the head whose text the next revision does not have."""
    present = revision.spans_by_text
    gone = [(text, span) for text, span in head.spans_by_text.items() if text not in present]
    rows = [
        {"proposal_id": head.proposal_id, "digest": digest(text), "lineage": span.lineage, "ancestors": span.ancestors}
        for text, span in gone
    ]
    query = insert(session, FormerParagraphRow)
    latest = {name: query.excluded[name] for name in ("lineage", "ancestors")}
    if rows:
        session.execute(query.on_conflict_do_update(index_elements=("proposal_id", "digest"), set_=latest), rows)


def lineages(session: Session, proposal_id: str, texts: Collection[str]) -> dict[str, Lineage]:
    """The last lineage of each of the texts that was a former paragraph's."""
    sought = {digest(text): text for text in texts}
    return {
        sought[row.digest]: Lineage(row.lineage, tuple(row.ancestors))
        for some in _parts(list(sought))
        for row in session.execute(_FOUND, {"proposal": proposal_id, "digests": some}).scalars()
    }


def digest(text: str) -> bytes:
    """BLAKE2b (RFC 7693) of a paragraph's text."""
    return hashlib.blake2b(text.encode(), digest_size=DIGEST_SIZE).digest()


def _parts(digests: list[bytes]) -> Iterator[list[bytes]]:
    return (digests[at : at + _MOST_AT_ONCE] for at in range(0, len(digests), _MOST_AT_ONCE))
