"""The database's shape through time (Alembic)."""
