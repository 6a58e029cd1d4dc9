"""INSERT … ON CONFLICT, which SQLite and PostgreSQL spell alike and SQLAlchemy has for each of them."""

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel


def insert(session: Session, row: type[SQLModel]) -> postgresql.Insert | sqlite.Insert:
    """An INSERT into the row's table, with `on_conflict_do_update` and `on_conflict_do_nothing`."""
    return postgresql.insert(row) if session.get_bind().dialect.name == "postgresql" else sqlite.insert(row)
