"""A draft's sequence has 64 bits: browsers number drafts by milliseconds since 1970

Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("draft") as draft:
        draft.alter_column("sequence", type_=sa.BigInteger(), existing_type=sa.Integer(), existing_nullable=False)


def downgrade() -> None:
    """A sequence that 32 bits cannot hold becomes the largest that they can; SQLite's have 64 bits in any case."""
    with op.batch_alter_table("draft") as draft:
        draft.alter_column(
            "sequence",
            type_=sa.Integer(),
            existing_type=sa.BigInteger(),
            existing_nullable=False,
            postgresql_using="least(sequence, 2147483647)",
        )
