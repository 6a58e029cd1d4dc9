"""Editions: freezing a collection and having its files made."""

import hashlib

from sqlmodel import Session

from blueprint.domain.collections import GOING_ON, Collection, Edition, EditionChapter, EditionState
from blueprint.domain.errors import Conflict, Invalid
from blueprint.domain.events import EventKind
from blueprint.domain.identifiers import new_id
from blueprint.domain.permissions import Action
from blueprint.domain.principles import Principles
from blueprint.domain.proposals import Proposal, Status
from blueprint.services import authorization
from blueprint.services.audit import record_event
from blueprint.services.context import Workbench
from blueprint.services.publishing import jobs
from blueprint.storage import collections, people, proposals, revisions
from blueprint.storage import principles as tags

WAITING = "Waiting for its turn"


def publish_edition(workbench: Workbench, actor_id: str | None, collection_id: str) -> Edition:
    """Freeze a collection as its next edition and have its files made; follow it with `read_edition`.

    Raises `Invalid` naming the proposals that are not adopted, `Conflict` while another edition is being made.
    """
    with workbench.database.transaction() as session:
        collection = authorization.require_collection(session, actor_id, collection_id, Action.PUBLISH, for_change=True)
        _require_idle(session, collection)
        dropped = collections.drop_failed(session, collection_id)
        edition = _freeze(workbench, session, collection, authorization.require_person(session, actor_id).id)
        collections.add_edition(session, edition)
        record_event(
            workbench,
            session,
            actor_id,
            EventKind.EDITION_STARTED,
            convening_id=collection.convening_id,
            collection=collection.title,
            number=edition.number,
        )
    for artifact in dropped:
        workbench.made.remove(artifact.stored)
    jobs.make_edition(edition.id)
    return edition


def stop_edition(workbench: Workbench, actor_id: str | None, edition_id: str) -> None:
    """Give up an edition that is waiting or being made; nothing of it was published. `retry_edition` goes on with it."""
    with workbench.database.transaction() as session:
        edition = collections.edition(session, edition_id, for_change=True)
        collection = authorization.require_collection(
            session, actor_id, edition.collection_id if edition else "", Action.PUBLISH
        )
        if edition is None or edition.state not in GOING_ON:
            raise Conflict("This edition is not being made any more.")
        problem = f"{authorization.require_person(session, actor_id).name} stopped it."
        collections.advance(session, edition_id, state=EditionState.FAILED, step="", problem=problem)
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
    """Try again with an edition that failed or was stopped.

    When the collection still says the same, the making goes on where it stopped; otherwise the collection is frozen anew,
    and only what changed is made.
    """
    with workbench.database.transaction() as session:
        edition = collections.edition(session, edition_id)
        found = authorization.require_collection(
            session, actor_id, edition.collection_id if edition else "", Action.PUBLISH, for_change=True
        )
        edition = collections.edition(session, edition_id, for_change=True)  # again, now that others are held off
        if edition is None or edition.state is not EditionState.FAILED:
            raise Conflict("This edition is published, or is being made already.")
        fresh = _freeze(workbench, session, found, authorization.require_person(session, actor_id).id)
        same = _said(fresh) == _said(edition)
        if same:
            waiting = {"state": EditionState.WAITING, "step": WAITING, "problem": ""}
            collections.advance(session, edition_id, **waiting)
    if not same:
        return publish_edition(workbench, actor_id, found.id)
    jobs.make_edition(edition_id)
    return read_edition(workbench, actor_id, edition_id)


def _said(edition: Edition) -> object:
    """What of an edition stands in its files, its number and its day aside."""
    fields = {"title", "foreword", "language", "licence", "publisher", "chapters", "principles"}
    return edition.model_dump(include=fields)


def read_edition(workbench: Workbench, actor_id: str | None, edition_id: str) -> Edition:
    """An edition, with how far its making has come."""
    with workbench.database.read_transaction() as session:
        edition = collections.edition(session, edition_id)
        authorization.require_collection(session, actor_id, edition.collection_id if edition else "", Action.VIEW)
        assert edition is not None
        return edition


def list_editions(workbench: Workbench, actor_id: str | None, collection_id: str) -> tuple[Edition, ...]:
    """A collection's editions, the newest first."""
    with workbench.database.read_transaction() as session:
        authorization.require_collection(session, actor_id, collection_id, Action.VIEW)
        return collections.editions(session, collection_id)


def _require_idle(session: Session, collection: Collection) -> None:
    if any(edition.state in GOING_ON for edition in collections.editions(session, collection.id)):
        raise Conflict("An edition of this collection is being made already. Wait until it is done.")


def _freeze(workbench: Workbench, session: Session, collection: Collection, actor_id: str) -> Edition:
    ordered = _ordered(session, collection)
    _require_adopted(ordered)
    return _frozen(workbench, session, collection, ordered, actor_id)


def frozen(workbench: Workbench, session: Session, collection: Collection, actor_id: str) -> Edition:
    """The collection as its next edition would be, whether its proposals are adopted or not."""
    return _frozen(workbench, session, collection, _ordered(session, collection), actor_id)


def _ordered(session: Session, collection: Collection) -> list[Proposal]:
    found = proposals.some(session, collection.proposals)
    return [found[proposal_id] for proposal_id in collection.proposals]


def _frozen(
    workbench: Workbench, session: Session, collection: Collection, ordered: list[Proposal], actor_id: str
) -> Edition:
    chapters = tuple(_chapter(workbench, session, proposal) for proposal in ordered)
    number = collections.next_number(session, collection.id)
    return Edition(
        id=new_id(),
        collection_id=collection.id,
        number=number,
        licence=workbench.settings.licence,
        publisher=workbench.settings.publisher,
        permalink=f"{workbench.settings.base_url}/library/{collection.slug}/{number}",
        title=collection.title,
        foreword=collection.foreword,
        language=collection.language,
        state=EditionState.WAITING,
        progress=0.0,
        step=WAITING,
        problem="",
        published_by=actor_id,
        started_at=workbench.now(),
        published_at=None,
        content_hash=_content_hash(collection, chapters),
        chapters=chapters,
        artifacts=(),
        principles=_called(workbench.principles, {collection.language, *(chapter.language for chapter in chapters)}),
    )


def _called(principles: Principles, languages: set[str]) -> tuple[tuple[str, str, str], ...]:
    return tuple((tag, p.key, p.name) for tag in sorted(languages) for p in principles.all(tag))


def _require_adopted(ordered: list[Proposal]) -> None:
    if not ordered:
        raise Invalid("This collection is empty. Add an adopted proposal, then publish.", "proposals")
    waiting = [p.title for p in ordered if p.status not in (Status.ADOPTED, Status.PUBLISHED)]
    if waiting:
        names = ", ".join(f"“{title}”" for title in waiting)
        raise Invalid(f"Not adopted yet: {names}. Adopt them or take them out, then publish.", "proposals")


def _chapter(workbench: Workbench, session: Session, proposal: Proposal) -> EditionChapter:
    revision = revisions.get(session, proposal.id, proposal.head)
    assert revision is not None
    claims = tags.of_proposal(session, proposal.id, workbench.principles)
    return EditionChapter(
        proposal_id=proposal.id,
        revision=revision.number,
        title=revision.title,
        language=revision.language,
        markdown=revision.markdown,
        content_hash=revision.content_hash,
        contributors=proposal.author_names,
        organisations=people.organisations(session, proposal.authors),
        paragraphs=tuple((p.start, p.end, p.lineage) for p in revision.paragraphs),
        principles=tuple((t.principle, t.stance.value, t.rationale) for t in claims),
    )


def _content_hash(collection: Collection, chapters: tuple[EditionChapter, ...]) -> str:
    parts = (collection.title, collection.language, collection.foreword, *(c.content_hash for c in chapters))
    return hashlib.sha256("\0".join((*parts, "")).encode()).hexdigest()
