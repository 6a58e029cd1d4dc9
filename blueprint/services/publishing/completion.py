"""The end of a build: an edition is published, or fails with a sentence for the editor."""

from collections.abc import Sequence

from sqlmodel import Session

from blueprint.domain.editions import UNFINISHED, Artifact, Edition, EditionState
from blueprint.domain.events import EventKind
from blueprint.domain.proposals import Decision, Status, after
from blueprint.services.audit import record_event
from blueprint.services.context import Workbench
from blueprint.services.publishing.edition_status import NAME_TAKEN
from blueprint.storage import collections, editions, proposals


def finish_edition(workbench: Workbench, edition_id: str, artifacts: tuple[Artifact, ...]) -> None:
    """Publish an edition whose files are built, and its proposals. Idempotent; a no-op for an edition that was stopped."""
    if _state(workbench, edition_id) in UNFINISHED:
        try:
            exported = _export(workbench, edition_id, artifacts)
        except FileNotFoundError:
            if _state(workbench, edition_id) in UNFINISHED:
                raise
            return  # another process published it meanwhile, and removed what this one needed
        if not _publish_edition(workbench, edition_id, exported):
            fail_edition(workbench, edition_id, NAME_TAKEN)
    if _state(workbench, edition_id) is EditionState.PUBLISHED:
        for artifact in artifacts:
            workbench.built_files.remove(artifact.stored)


def _state(workbench: Workbench, edition_id: str) -> EditionState | None:
    with workbench.database.read_transaction() as session:
        edition = editions.get(session, edition_id)
        return edition.state if edition else None


def _export(workbench: Workbench, edition_id: str, artifacts: Sequence[Artifact]) -> list[Artifact]:
    """Copy the built files to the folder of exports; raises `FileNotFoundError` when one is missing."""
    with workbench.database.read_transaction() as session:
        edition = editions.get(session, edition_id)
        assert edition is not None
        slug = collections.slug_of(session, edition.collection_id)
    return [workbench.exports.put(a, workbench.built_files.get(a.stored), slug, edition.number) for a in artifacts]


def _publish_edition(workbench: Workbench, edition_id: str, artifacts: Sequence[Artifact]) -> bool:
    """Publish; False (and nothing changed) when another collection was published under the name of this one."""
    with workbench.database.transaction() as session:
        found = editions.get(session, edition_id)
        collection = collections.get(session, found.collection_id, for_change=True) if found else None
        edition = editions.get(session, edition_id, for_change=True)  # after its collection, as everywhere
        if collection is None or edition is None or edition.state not in UNFINISHED:
            return True
        if not collections.publish(session, collection.id):
            return False
        editions.update_fields(
            session,
            edition_id,
            state=EditionState.PUBLISHED,
            progress=1.0,
            step="",
            published_at=workbench.now(),
            artifacts=[artifact.model_dump() for artifact in artifacts],
        )
        for proposal_id in sorted(
            chapter.proposal_id for chapter in edition.chapters
        ):  # in a fixed order, against deadlocks
            _publish(workbench, session, edition, proposal_id)
        record_event(
            workbench,
            session,
            edition.published_by,
            EventKind.EDITION_PUBLISHED,
            convening_id=collection.convening_id,
            collection=collection.title,
            number=edition.number,
        )
        return True


def fail_edition(workbench: Workbench, edition_id: str, problem: str) -> None:
    """Mark an edition as failed, with an English sentence for the editor; a no-op for one that is published or failed."""
    with workbench.database.transaction() as session:
        edition = editions.get(session, edition_id, for_change=True)
        collection = collections.get(session, edition.collection_id) if edition else None
        if edition is None or collection is None or edition.state not in UNFINISHED:
            return
        editions.update_fields(session, edition_id, state=EditionState.FAILED, step="", problem=problem)
        record_event(
            workbench,
            session,
            edition.published_by,
            EventKind.EDITION_FAILED,
            convening_id=collection.convening_id,
            collection=collection.title,
            problem=problem[:500],
        )


def _publish(workbench: Workbench, session: Session, edition: Edition, proposal_id: str) -> None:
    """Mark a proposal as published; one that was reopened during the build stays a draft."""
    proposal = proposals.get(session, proposal_id, for_change=True)
    if proposal is None or proposal.status is not Status.ADOPTED:
        return
    proposals.set_status(session, proposal_id, after(proposal.status, Decision.PUBLISH), workbench.now())
    record_event(
        workbench, session, edition.published_by, EventKind.PROPOSAL_PUBLISHED, about=proposal, edition=edition.number
    )
