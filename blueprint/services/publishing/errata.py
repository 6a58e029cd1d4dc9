"""Errata: notes on published editions. The files of an edition never change."""

from urllib.parse import urlsplit

from blueprint.domain import validation
from blueprint.domain.editions import EditionState
from blueprint.domain.errata import Erratum, ErratumKind
from blueprint.domain.errors import Invalid, NotFound
from blueprint.domain.events import EventKind
from blueprint.domain.identifiers import new_id
from blueprint.domain.permissions import Action
from blueprint.locales import gettext as _
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
    """Add a note to a published edition, or to one of its proposals by its number; readers see it at once.

    Raises `Invalid` for an edition that is not published, a number that it lacks, or a malformed address.
    """
    text = validation.passage(body, "note", longest=BODY_LENGTH)
    target = _address(successor)
    with workbench.database.transaction() as session:
        edition = editions.get(session, edition_id)
        collection = authorization.require_collection(
            session, actor_id, edition.collection_id if edition else "", Action.PUBLISH
        )
        assert edition is not None
        if edition.state is not EditionState.PUBLISHED:
            raise Invalid(_("This edition is not out yet. Wait until it is, then put a note on it."))
        if not 0 <= chapter <= len(edition.chapters):
            raise Invalid(_("This edition has no such proposal. Choose one from the list."), "chapter")
        erratum = Erratum(
            id=new_id(), edition_id=edition_id, chapter=chapter, kind=kind, body=text, successor=target,
            added_by=authorization.require_person(session, actor_id).id, added_at=workbench.now(),
        )  # fmt: skip
        errata.add(session, erratum)
        record_event(
            workbench, session, actor_id, EventKind.ERRATUM_ADDED,
            convening_id=collection.convening_id, collection=collection.title, number=edition.number, notice=erratum.id,
        )  # fmt: skip
    return erratum


def withdraw_erratum(workbench: Workbench, actor_id: str | None, erratum_id: str) -> None:
    """Withdraw a note from readers. Idempotent; its row stays."""
    with workbench.database.transaction() as session:
        erratum = errata.get(session, erratum_id)
        edition = editions.get(session, erratum.edition_id) if erratum else None
        if erratum is None or edition is None:
            raise NotFound
        collection = authorization.require_collection(session, actor_id, edition.collection_id, Action.PUBLISH)
        if erratum.withdrawn_at is not None:
            return
        errata.withdraw(session, erratum_id, workbench.now())
        record_event(
            workbench, session, actor_id, EventKind.ERRATUM_WITHDRAWN,
            convening_id=collection.convening_id, collection=collection.title, number=edition.number, notice=erratum_id,
        )  # fmt: skip


def list_errata(workbench: Workbench, actor_id: str | None, collection_id: str) -> tuple[Erratum, ...]:
    """The notes on a collection's editions, withdrawn ones too, the newest first."""
    with workbench.database.read_transaction() as session:
        authorization.require_collection(session, actor_id, collection_id, Action.VIEW)
        return errata.of_collection(session, collection_id)


def _address(written: str) -> str:
    """A web address, or ""; raises `Invalid` for anything else, such as a script."""
    address = validation.line(written, "successor", longest=ADDRESS_LENGTH) if written.strip() else ""
    if address and not _is_web_address(address):
        raise Invalid(_("This is no web address. Write one that starts with https://."), "successor")
    return address


def _is_web_address(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and " " not in address
