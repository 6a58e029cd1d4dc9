"""Names of collections are unique among published ones, so that they tell of no other; browsers encrypt what they store

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
    op.create_table(
        "browser_storage_key",
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_browser_storage_key_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_browser_storage_key")),
    )


def downgrade() -> None:
    """Names that several collections have get the collection's id at their end, except for the published one's."""
    op.drop_table("browser_storage_key")
    op.drop_index(INDEX, "collection")
    op.execute(
        "UPDATE collection SET slug = slug || '-' || id WHERE NOT published "
        "AND EXISTS (SELECT 1 FROM collection AS other WHERE other.slug = collection.slug AND other.id <> collection.id)"
    )
    with op.batch_alter_table("collection") as collection:
        collection.create_unique_constraint("uq_collection_slug", ["slug"])
        collection.drop_column("published")
