"""Every listing has an index in its order; renderings know when they were made

Revises: 0010
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

ADDED: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("attempt", ("at",)),
    ("author", ("person_id",)),
    ("collection", ("convening_id", "created_at", "id")),
    ("collection_item", ("proposal_id",)),
    ("convening", ("visibility", "created_at")),
    ("draft", ("person_id", "saved_at")),
    ("event", ("at", "id")),
    ("event", ("convening_id", "at", "id")),
    ("event", ("proposal_id", "at", "id")),
    ("image", ("name",)),
    ("invitation", ("convening_id", "created_at", "id")),
    ("invitation", ("expires_at",)),
    ("link", ("expires_at",)),
    ("link", ("person_id",)),
    ("link", ("purpose",)),
    ("notice", ("withdrawn_at", "added_at")),
    ("person", ("steward", "created_at", "id")),
    ("proposal", ("convening_id", "changed_at", "id")),
    ("proposal", ("convening_id", "status", "changed_at", "id")),
    ("rendering", ("rendered_at",)),
    ("search_passage", ("edition_id", "chapter")),
    ("search_vocabulary", ("language", "length")),
    ("search_vocabulary", ("word",)),
    ("session", ("expires_at",)),
    ("thread", ("proposal_id", "resolved_at")),
)
REPLACED: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("collection", ("convening_id",)),
    ("event", ("convening_id",)),
    ("event", ("proposal_id",)),
    ("invitation", ("convening_id",)),
    ("proposal", ("convening_id",)),
    ("search_passage", ("edition_id",)),
    ("thread", ("proposal_id",)),
)
"""Indexes that begin like one of those added."""


def upgrade() -> None:
    """Renderings are a cache: those from before are made again."""
    op.execute("DELETE FROM rendering")
    with op.batch_alter_table("rendering") as rendering:
        rendering.add_column(sa.Column("rendered_at", sa.DateTime(timezone=True), nullable=False))
    for table, columns in ADDED:
        op.create_index(_name(table, columns), table, [*columns])
    for table, columns in REPLACED:
        op.drop_index(_name(table, columns), table)


def downgrade() -> None:
    for table, columns in REPLACED:
        op.create_index(_name(table, columns), table, [*columns])
    for table, columns in ADDED:
        op.drop_index(_name(table, columns), table)
    with op.batch_alter_table("rendering") as rendering:
        rendering.drop_column("rendered_at")


def _name(table: str, columns: tuple[str, ...]) -> str:
    """As the naming convention of `storage/columns.py` has it."""
    return f"ix_{table}_{'_'.join(columns)}"
