"""Editions: publishing a collection, stopping and retrying a build, reading editions."""

from sqlmodel import Session

from blueprint.domain.collections import Collection
from blueprint.domain.editions import UNFINISHED, Edition, EditionState
from blueprint.domain.errors import Conflict
from blueprint.domain.events import EventKind
from blueprint.domain.permissions import Action
from blueprint.locales import gettext as _
from blueprint.services import authorization
from blueprint.services.audit import record_event
from blueprint.services.context import Workbench
from blueprint.services.publishing import queue
from blueprint.services.publishing.collections import name_for_publication
from blueprint.services.publishing.edition_status import STOPPED, WAITING
from blueprint.services.publishing.freeze import freeze_adopted
from blueprint.storage import editions


def publish_edition(workbench: Workbench, actor_id: str | None, collection_id: str) -> Edition:
    """Freeze a collection as its next edition and start its build; `read_edition` shows the progress.

    Raises `Invalid` naming the proposals that are not adopted, `Conflict` while another edition is being built.
    """
    with workbench.database.transaction() as session:
        collection = authorization.require_collection(session, actor_id, collection_id, Action.PUBLISH, for_change=True)
        _require_idle(session, collection)
        collection = name_for_publication(session, collection)
        dropped = editions.drop_failed(session, collection_id)
        edition = freeze_adopted(workbench, session, collection, authorization.require_person(session, actor_id).id)
        editions.add(session, edition)
        _record_start(workbench, session, actor_id, collection, edition)
    for artifact in dropped:
        workbench.built_files.remove(artifact.stored)
    queue.enqueue(workbench, edition.id)
    return edition


def stop_edition(workbench: Workbench, actor_id: str | None, edition_id: str) -> None:
    """Stop the build of an edition; `retry_edition` continues it. Raises `Conflict` when it is not being built."""
    with workbench.database.transaction() as session:
        edition = editions.get(session, edition_id, for_change=True)
        collection = authorization.require_collection(
            session, actor_id, edition.collection_id if edition else "", Action.PUBLISH
        )
        if edition is None or edition.state not in UNFINISHED:
            raise Conflict(_("This edition is not being made any more."))
        problem = STOPPED.format(name=authorization.require_person(session, actor_id).name)
        editions.update_fields(session, edition_id, state=EditionState.FAILED, step="", problem=problem)
        record_event(
            workbench,
            session,
            actor_id,
            EventKind.EDITION_FAILED,
            convening_id=collection.convening_id,
            collection=collection.title,
            problem=problem,
        )


def retry_edition(workbench: Workbench, actor_id: str | None, edition_id: str) -> Edition:
    """Retry an edition that failed or was stopped.

    The build continues when the collection is unchanged; else the collection is frozen again, and what changed is built.
    """
    with workbench.database.transaction() as session:
        edition = editions.get(session, edition_id)
        found = authorization.require_collection(
            session, actor_id, edition.collection_id if edition else "", Action.PUBLISH, for_change=True
        )
        edition = editions.get(session, edition_id, for_change=True)  # again, now that it is locked
        if edition is None or edition.state is not EditionState.FAILED:
            raise Conflict(_("This edition is published, or is being made already."))
        refrozen = freeze_adopted(workbench, session, found, authorization.require_person(session, actor_id).id)
        same = _content(refrozen) == _content(edition) and name_for_publication(session, found) == found
        if same:
            waiting = {"state": EditionState.WAITING, "step": WAITING, "problem": ""}
            editions.update_fields(session, edition_id, **waiting)
            _record_start(workbench, session, actor_id, found, edition)
    if not same:
        return publish_edition(workbench, actor_id, found.id)
    queue.enqueue(workbench, edition_id)
    return read_edition(workbench, actor_id, edition_id)


def _record_start(
    workbench: Workbench, session: Session, actor_id: str | None, collection: Collection, edition: Edition
) -> None:
    record_event(
        workbench,
        session,
        actor_id,
        EventKind.EDITION_STARTED,
        convening_id=collection.convening_id,
        collection=collection.title,
        number=edition.number,
    )


def _content(edition: Edition) -> object:
    """The fields of an edition that its files contain, without number and date."""
    fields = {"title", "foreword", "language", "licence", "publisher", "chapters", "principles"}
    return edition.model_dump(include=fields)


def read_edition(workbench: Workbench, actor_id: str | None, edition_id: str) -> Edition:
    """An edition, with the progress of its build."""
    with workbench.database.read_transaction() as session:
        edition = editions.get(session, edition_id)
        authorization.require_collection(session, actor_id, edition.collection_id if edition else "", Action.VIEW)
        assert edition is not None
        return edition


def list_editions(workbench: Workbench, actor_id: str | None, collection_id: str) -> tuple[Edition, ...]:
    """A collection's editions, the newest first."""
    with workbench.database.read_transaction() as session:
        authorization.require_collection(session, actor_id, collection_id, Action.VIEW)
        return editions.of_collection(session, collection_id)


def _require_idle(session: Session, collection: Collection) -> None:
    if any(edition.state in UNFINISHED for edition in editions.of_collection(session, collection.id)):
        raise Conflict(_("An edition of this collection is being made already. Wait until it is done."))
