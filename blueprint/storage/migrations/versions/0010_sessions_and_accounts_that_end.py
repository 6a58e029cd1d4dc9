"""Sessions have names, accounts can be disabled and deleted

Revises: 0009
"""

import sqlalchemy as sa
from alembic import op

from blueprint.domain.identifiers import new_id

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Sessions go on, each with a new name."""
    op.add_column("person", sa.Column("disabled_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("person", sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True))
    with op.batch_alter_table("session") as session:
        session.add_column(sa.Column("id", sa.String(), nullable=True))
    _name_sessions()
    with op.batch_alter_table("session") as session:
        session.alter_column("id", existing_type=sa.String(), nullable=False)
        session.create_unique_constraint(op.f("uq_session_id"), ["id"])


def _name_sessions() -> None:
    session = sa.table("session", sa.column("token_hash", sa.String), sa.column("id", sa.String))
    for token_hash in op.get_bind().execute(sa.select(session.c.token_hash)).scalars().all():
        op.execute(session.update().where(session.c.token_hash == token_hash).values(id=new_id()))


def downgrade() -> None:
    """The older version disables no account: who was disabled can sign in again. Deleted accounts stay deleted."""
    with op.batch_alter_table("session") as session:
        session.drop_constraint(op.f("uq_session_id"), type_="unique")
        session.drop_column("id")
    # By statements: a batch would copy the table, and on SQLite drop the one that others refer to.
    op.execute("ALTER TABLE person DROP COLUMN disabled_at")
    op.execute("ALTER TABLE person DROP COLUMN deleted_at")
