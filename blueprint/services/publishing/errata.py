"""Notes on published editions: corrections, and where something newer is. No file of an edition changes."""

from urllib.parse import urlsplit

from blueprint.domain import validation
from blueprint.domain.editions import EditionState
from blueprint.domain.errata import Erratum, ErratumKind
from blueprint.domain.errors import Invalid, NotFound
from blueprint.domain.events import EventKind
from blueprint.domain.identifiers import new_id
from blueprint.domain.permissions import Action
from blueprint.services import authorization
from blueprint.services.audit import record_event
from blueprint.services.context import Workbench
from blueprint.storage import editions, errata

BODY_LENGTH = 5_000
ADDRESS_LENGTH = 500


def add_erratum(
    workbench: Workbench,
    actor_id: str | None,
    edition_id: str,
    *,
    kind: ErratumKind,
    body: str,
    chapter: int = 0,
    successor: str = "",
) -> Erratum:
    """Put a note on a published edition, or on one of its proposals by its number; everyone sees it at once.

    Raises `Invalid` for an edition that is not out yet, a number it does not have, or an address that is none.
    """
    said = validation.passage(body, "note", longest=BODY_LENGTH)
    leads = _address(successor)
    with workbench.database.transaction() as session:
        edition = editions.get(session, edition_id)
        collection = authorization.require_collection(
            session, actor_id, edition.collection_id if edition else "", Action.PUBLISH
        )
        assert edition is not None
        if edition.state is not EditionState.PUBLISHED:
            raise Invalid("This edition is not out yet. Wait until it is, then put a note on it.")
        if not 0 <= chapter <= len(edition.chapters):
            raise Invalid("This edition has no such proposal. Choose one from the list.", "chapter")
        notice = Erratum(
            id=new_id(), edition_id=edition_id, chapter=chapter, kind=kind, body=said, successor=leads,
            added_by=authorization.require_person(session, actor_id).id, added_at=workbench.now(),
        )  # fmt: skip
        errata.add(session, notice)
        record_event(
            workbench, session, actor_id, EventKind.NOTICE_ADDED,
            convening_id=collection.convening_id, collection=collection.title, number=edition.number, notice=notice.id,
        )  # fmt: skip
    return notice


def withdraw_erratum(workbench: Workbench, actor_id: str | None, notice_id: str) -> None:
    """Take a note back; readers no longer see it, the record keeps it."""
    with workbench.database.transaction() as session:
        notice = errata.get(session, notice_id)
        edition = editions.get(session, notice.edition_id) if notice else None
        if notice is None or edition is None:
            raise NotFound
        collection = authorization.require_collection(session, actor_id, edition.collection_id, Action.PUBLISH)
        if notice.withdrawn_at is not None:
            return
        errata.withdraw(session, notice_id, workbench.now())
        record_event(
            workbench, session, actor_id, EventKind.NOTICE_WITHDRAWN,
            convening_id=collection.convening_id, collection=collection.title, number=edition.number, notice=notice_id,
        )  # fmt: skip


def list_errata(workbench: Workbench, actor_id: str | None, collection_id: str) -> tuple[Erratum, ...]:
    """The notes on a collection's editions, those taken back too, the newest first."""
    with workbench.database.read_transaction() as session:
        authorization.require_collection(session, actor_id, collection_id, Action.VIEW)
        return errata.of_collection(session, collection_id)


def _address(written: str) -> str:
    """A web address, or nothing; raises `Invalid` for anything else, so that no note can carry a script."""
    address = validation.line(written, "successor", longest=ADDRESS_LENGTH) if written.strip() else ""
    if address and not _leads_somewhere(address):
        raise Invalid("This is no web address. Write one that starts with https://.", "successor")
    return address


def _leads_somewhere(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and " " not in address
