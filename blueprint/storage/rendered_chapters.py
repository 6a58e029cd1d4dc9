"""Cache of chapters rendered to HTML."""

from datetime import datetime

from sqlmodel import Field, Session, SQLModel, col, delete, func, select

from blueprint.storage.columns import UtcDateTime
from blueprint.storage.upsert import insert


class RenderingRow(SQLModel, table=True):
    """The HTML of a chapter; `key` is the SHA-256 of its inputs. The table may be emptied at any time."""

    __tablename__ = "rendering"
    key: str = Field(primary_key=True)
    html: str
    rendered_at: datetime = Field(sa_type=UtcDateTime, index=True)


def get(session: Session, key: str) -> str | None:
    """The HTML by its key; None when it is not cached."""
    return session.exec(select(RenderingRow.html).where(RenderingRow.key == key)).first()


def put(session: Session, key: str, html: str, now: datetime) -> None:
    """Cache the HTML, unless the key is there already."""
    row = {"key": key, "html": html, "rendered_at": now}
    session.execute(insert(session, RenderingRow).values(**row).on_conflict_do_nothing())


def drop_oldest(session: Session, keep: int, most: int) -> int:
    """Delete the renderings made first, `most` of them at once, where there are more than `keep`; how many were deleted."""
    surplus = min(session.exec(select(func.count(col(RenderingRow.rendered_at)))).one() - keep, most)
    if surplus <= 0:
        return 0
    oldest = select(RenderingRow.key).order_by(col(RenderingRow.rendered_at)).limit(surplus)
    return session.exec(delete(RenderingRow).where(col(RenderingRow.key).in_(oldest))).rowcount
