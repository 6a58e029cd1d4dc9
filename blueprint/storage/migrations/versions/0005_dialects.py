"""Revisions, drafts and editions store the dialect that they are read by: what is there was written in the first

Revises: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

TABLES = ("revision", "draft", "edition")


def upgrade() -> None:
    for name in TABLES:
        op.add_column(name, sa.Column("dialect", sa.Integer(), nullable=False, server_default="1"))


def downgrade() -> None:
    for name in TABLES:
        op.drop_column(name, "dialect")
