"""Cache of chapters rendered to HTML."""

from sqlmodel import Field, Session, SQLModel, select

from blueprint.storage.upsert import insert


class RenderingRow(SQLModel, table=True):
    """The HTML of a chapter; `key` is the SHA-256 of its inputs. The table may be emptied at any time."""

    __tablename__ = "rendering"
    key: str = Field(primary_key=True)
    html: str


def get(session: Session, key: str) -> str | None:
    """The HTML by its key; None when it is not cached."""
    return session.exec(select(RenderingRow.html).where(RenderingRow.key == key)).first()


def put(session: Session, key: str, html: str) -> None:
    """Cache the HTML, unless the key is there already."""
    session.execute(insert(session, RenderingRow).values(key=key, html=html).on_conflict_do_nothing())
