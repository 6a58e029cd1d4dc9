"""The keys with which people's browsers encrypt what they store."""

from sqlmodel import Field, Session, SQLModel, col, delete, select

from blueprint.storage.columns import refers_to
from blueprint.storage.upsert import insert


class BrowserStorageKeyRow(SQLModel, table=True):
    """A person's key, the same in all their browsers: 32 bytes in hexadecimal digits."""

    __tablename__ = "browser_storage_key"
    person_id: str = Field(sa_column=refers_to("person.id", on_delete="CASCADE", primary_key=True))
    key: str


def get(session: Session, person_id: str) -> str | None:
    """The person's key; None when there is none yet."""
    query = select(BrowserStorageKeyRow.key).where(BrowserStorageKeyRow.person_id == person_id)
    return session.exec(query).first()


def add(session: Session, person_id: str, key: str) -> None:
    """Store the key of a person who has none. Idempotent: a key that is there stays."""
    query = insert(session, BrowserStorageKeyRow).values(person_id=person_id, key=key)
    session.execute(query.on_conflict_do_nothing())


def drop(session: Session, person_id: str) -> None:
    """Delete a person's key: nobody reads any more what their browsers stored."""
    session.execute(delete(BrowserStorageKeyRow).where(col(BrowserStorageKeyRow.person_id) == person_id))
