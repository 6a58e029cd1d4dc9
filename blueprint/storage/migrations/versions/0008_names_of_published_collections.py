"""A collection's name in addresses is unique among published collections alone, so that it tells of no other

Revises: 0007
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

INDEX = "uq_collection_published_slug"


def upgrade() -> None:
    """Every name stays as it is."""
    with op.batch_alter_table("collection") as collection:
        collection.add_column(sa.Column("published", sa.Boolean(), nullable=False, server_default=sa.false()))
        collection.drop_constraint("uq_collection_slug", type_="unique")
    op.execute(
        "UPDATE collection SET published = true "
        "WHERE id IN (SELECT collection_id FROM edition WHERE state = 'published')"
    )
    only = sa.text("published")
    op.create_index(INDEX, "collection", ["slug"], unique=True, sqlite_where=only, postgresql_where=only)


def downgrade() -> None:
    """Names that several collections have get the collection's id at their end, except for the published one's."""
    op.drop_index(INDEX, "collection")
    op.execute(
        "UPDATE collection SET slug = slug || '-' || id WHERE NOT published "
        "AND EXISTS (SELECT 1 FROM collection AS other WHERE other.slug = collection.slug AND other.id <> collection.id)"
    )
    with op.batch_alter_table("collection") as collection:
        collection.create_unique_constraint("uq_collection_slug", ["slug"])
        collection.drop_column("published")
