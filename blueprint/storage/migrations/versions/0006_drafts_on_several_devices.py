"""A draft knows the devices that wrote it, and the passages that two of them changed

Revises: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Drafts from before were written by one device, which had no name."""
    with op.batch_alter_table("draft") as draft:
        draft.add_column(sa.Column("device", sa.String(), nullable=True))
        draft.add_column(sa.Column("writers", sa.JSON(), nullable=False, server_default="{}"))
        draft.add_column(sa.Column("conflicts", sa.JSON(), nullable=False, server_default="[]"))
    if op.get_bind().dialect.name == "postgresql":
        op.execute("UPDATE draft SET device = '', writers = json_build_object('', sequence)")
    else:
        op.execute("UPDATE draft SET device = '', writers = json_object('', sequence)")
    with op.batch_alter_table("draft") as draft:
        draft.alter_column("writers", server_default=None, existing_type=sa.JSON(), existing_nullable=False)
        draft.alter_column("conflicts", server_default=None, existing_type=sa.JSON(), existing_nullable=False)


def downgrade() -> None:
    """The text stays, with both wordings of each conflict in it."""
    with op.batch_alter_table("draft") as draft:
        draft.drop_column("conflicts")
        draft.drop_column("writers")
        draft.drop_column("device")
