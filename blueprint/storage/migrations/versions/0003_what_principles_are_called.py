"""Editions keep what the principles were called on the day they were frozen

Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Editions that exist already were made with the English names, which an empty list stands for."""
    with op.batch_alter_table("edition") as edition:
        edition.add_column(sa.Column("principles", sa.JSON(), nullable=False, server_default="[]"))
    with op.batch_alter_table("edition") as edition:
        edition.alter_column("principles", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("edition") as edition:
        edition.drop_column("principles")
