"""Revisions and the placements of threads are stored as differences from earlier ones

Revises: 0008

What is written here is read by `storage/delta_chain.py` and `Placement.shifted`: the format is theirs.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import sqlalchemy as sa
from alembic import op

from blueprint.domain.revisions import ParagraphSpan
from blueprint.domain.threads import Placement
from blueprint.storage.delta_chain import DeltaChain
from blueprint.storage.former_paragraphs import digest

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

REVISION = sa.table(
    "revision",
    sa.column("proposal_id"),
    sa.column("number"),
    sa.column("markdown", sa.String()),
    sa.column("paragraphs", sa.JSON()),
    sa.column("content", sa.LargeBinary()),
)
OLD_FIELDS = [name for name in Placement.model_fields if name not in {"near_lineage", "near_start"}]
PLACEMENT = sa.table("placement", sa.column("thread_id"), *(sa.column(name) for name in Placement.model_fields))
THREAD = sa.table("thread", sa.column("id"), sa.column("proposal_id"))
FORMER = sa.text(
    "INSERT INTO former_paragraph (proposal_id, digest, lineage, ancestors) "
    "VALUES (:proposal, :digest, :lineage, :ancestors) "
    "ON CONFLICT (proposal_id, digest) DO UPDATE SET lineage = excluded.lineage, ancestors = excluded.ancestors"
).bindparams(sa.bindparam("digest", type_=sa.LargeBinary()), sa.bindparam("ancestors", type_=sa.JSON()))

Spans = list[ParagraphSpan]
Places = dict[str, tuple[int, int]]
Placed = dict[str, Placement]
"""Placements by their threads."""


def upgrade() -> None:
    """Memory holds two revisions of one proposal at a time, and its placements on one."""
    op.add_column("revision", sa.Column("content", sa.LargeBinary(), nullable=False, server_default=""))
    op.add_column("placement", sa.Column("near_lineage", sa.String(), nullable=True))
    op.add_column("placement", sa.Column("near_start", sa.Integer(), nullable=False, server_default="0"))
    _create_former_paragraph()
    if op.get_bind().dialect.name == "postgresql":  # which would try to compress it again
        op.execute("ALTER TABLE revision ALTER COLUMN content SET STORAGE EXTERNAL")
    for proposal_id, numbers in _proposals():
        _store_differences(proposal_id, numbers)
    op.drop_column("revision", "markdown")
    op.drop_column("revision", "paragraphs")


def downgrade() -> None:
    op.add_column("revision", sa.Column("markdown", sa.String(), nullable=False, server_default=""))
    op.add_column("revision", sa.Column("paragraphs", sa.JSON(), nullable=False, server_default="[]"))
    for proposal_id, numbers in _proposals():
        _store_whole(proposal_id, numbers)
    op.drop_table("former_paragraph")
    op.drop_column("placement", "near_start")
    op.drop_column("placement", "near_lineage")
    op.drop_column("revision", "content")


def _create_former_paragraph() -> None:
    op.create_table(
        "former_paragraph",
        sa.Column("proposal_id", sa.String(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("lineage", sa.String(), nullable=False),
        sa.Column("ancestors", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_former_paragraph_proposal_id_proposal"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("proposal_id", "digest", name=op.f("pk_former_paragraph")),
        sqlite_with_rowid=False,
    )


def _proposals() -> Iterator[tuple[str, list[int]]]:
    """Each proposal with the numbers of its revisions, in order."""
    columns = REVISION.c
    found = op.get_bind().execute(sa.select(columns.proposal_id).distinct().order_by(columns.proposal_id))
    for proposal_id in found.scalars().all():
        query = sa.select(columns.number).where(columns.proposal_id == proposal_id).order_by(columns.number)
        yield proposal_id, list(op.get_bind().execute(query).scalars())


def _store_differences(proposal_id: str, numbers: list[int]) -> None:
    chain, before, last = DeltaChain(), dict[str, ParagraphSpan](), dict[str, Placement]()
    for number in numbers:
        markdown, entries = _one(proposal_id, number, REVISION.c.markdown, REVISION.c.paragraphs)
        spans = [ParagraphSpan(**entry) for entry in entries]
        _update(proposal_id, number, content=chain.write(number, markdown, spans), markdown="", paragraphs=[])
        texts = {markdown[span.start : span.end]: span for span in spans}
        _add_former(proposal_id, {text: span for text, span in before.items() if text not in texts})
        _drop_implied(number, _placements(proposal_id, number, spans), _places(spans), last)
        before = texts


def _store_whole(proposal_id: str, numbers: list[int]) -> None:
    chain, last = DeltaChain(), dict[str, Placement]()
    for number in numbers:
        markdown, spans = chain.read(number, _one(proposal_id, number, REVISION.c.content)[0])
        _update(proposal_id, number, markdown=markdown, paragraphs=[span.model_dump() for span in spans])
        stored, places = _placements(proposal_id, number), _places(spans)
        implied = {id_: placed.shifted(number, places) for id_, placed in last.items() if id_ not in stored}
        _execute(sa.insert(PLACEMENT), [{"thread_id": id_, **placed.model_dump()} for id_, placed in implied.items()])
        last |= stored


def _one(proposal_id: str, number: int, *columns: Any) -> Any:
    query = sa.select(*columns).where(REVISION.c.proposal_id == proposal_id, REVISION.c.number == number)
    return op.get_bind().execute(query).one()


def _update(proposal_id: str, number: int, **fields: Any) -> None:
    query = sa.update(REVISION).where(REVISION.c.proposal_id == proposal_id, REVISION.c.number == number)
    op.get_bind().execute(query.values(**fields))


def _add_former(proposal_id: str, gone: Mapping[str, ParagraphSpan]) -> None:
    rows = [
        {"proposal": proposal_id, "digest": digest(text), "lineage": span.lineage, "ancestors": span.ancestors}
        for text, span in gone.items()
    ]
    _execute(FORMER, rows)


def _drop_implied(number: int, placed: dict[str, Placement], places: dict[str, tuple[int, int]], last: Placed) -> None:
    """Delete the placements that follow from the last ones that are left; these are brought up to date."""
    implied = [id_ for id_, found in placed.items() if id_ in last and last[id_].shifted(number, places) == found]
    row = sa.and_(PLACEMENT.c.thread_id == sa.bindparam("id"), PLACEMENT.c.revision == number)
    _execute(sa.delete(PLACEMENT).where(row), [{"id": id_} for id_ in implied])
    left = {id_: found for id_, found in placed.items() if id_ not in implied}
    near = [{"id": id_, "beside": found.near_lineage, "at": found.near_start} for id_, found in left.items()]
    values: dict[str, Any] = {"near_lineage": sa.bindparam("beside"), "near_start": sa.bindparam("at")}
    _execute(sa.update(PLACEMENT).where(row).values(values), near)
    last |= left


def _placements(proposal_id: str, number: int, spans: Spans | None = None) -> Placed:
    """The placements of a proposal's threads on a revision; `spans` to find the paragraphs that older rows do not name."""
    own = PLACEMENT.c.thread_id.in_(sa.select(THREAD.c.id).where(THREAD.c.proposal_id == proposal_id))
    query = sa.select(PLACEMENT).where(own, PLACEMENT.c.revision == number)
    placed = {}
    for row in op.get_bind().execute(query).mappings():
        fields = dict(row)
        id_ = fields.pop("thread_id")
        if spans and 0 <= fields["near"] < len(spans):
            near = spans[fields["near"]]
            fields |= {"near_lineage": near.lineage, "near_start": near.start}
        placed[id_] = Placement(**fields)
    return placed


def _places(spans: tuple[ParagraphSpan, ...] | Spans) -> Places:
    return {span.lineage: (at, span.start) for at, span in enumerate(spans)}


def _execute(query: Any, rows: list[dict[str, Any]]) -> None:
    if rows:
        op.get_bind().execute(query, rows)
