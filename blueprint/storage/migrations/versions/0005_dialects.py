"""Revisions, drafts and editions store the dialect that they are read by; collections and editions, how pages are set

Revises: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

TABLES = ("revision", "draft", "edition")
WITH_PAGES = ("collection", "edition")


def upgrade() -> None:
    for name in TABLES:
        op.add_column(name, sa.Column("dialect", sa.Integer(), nullable=False, server_default="1"))
    for name in WITH_PAGES:
        op.add_column(name, sa.Column("pages", sa.JSON(), nullable=False, server_default="{}"))


def downgrade() -> None:
    for name in WITH_PAGES:
        op.drop_column(name, "pages")
    for name in TABLES:
        op.drop_column(name, "dialect")
