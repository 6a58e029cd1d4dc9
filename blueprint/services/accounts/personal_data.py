"""Everything the workbench holds about a person, as an archive for them to take along."""

import tempfile
import zipfile
from collections.abc import Iterator
from typing import IO

from sqlmodel import Session

from blueprint.domain.events import EventKind
from blueprint.domain.people import Person
from blueprint.domain.personal_data import (
    HeldComment,
    HeldDraft,
    HeldEdition,
    HeldMembership,
    HeldPicture,
    HeldProfile,
    HeldProposal,
    HeldRevision,
    PersonalData,
)
from blueprint.services import authorization
from blueprint.services.accounts.attempt_limits import of_account
from blueprint.services.audit import record_event
from blueprint.services.context import Workbench
from blueprint.storage import (
    attempts,
    browser_sessions,
    convenings,
    drafts,
    editions,
    errata,
    events,
    images,
    invitations,
    one_time_links,
    people,
    principles,
    proposals,
    revisions,
    threads,
)

DATA = "data.json"
_IN_MEMORY = 4 * 1024 * 1024
"""Bytes of an archive that are kept in memory; a larger one is written to a temporary file."""


def export_personal_data(workbench: Workbench, actor_id: str | None) -> IO[bytes]:
    """A ZIP archive of the acting person's data, to read from its beginning: `data.json` and the texts beside it.

    One text or picture is in memory at a time. Sessions and links are without their secrets, of which the database has only
    hashes; the password's hash is left out.
    """
    with workbench.database.transaction() as session:
        person = authorization.require_person(session, actor_id)
        record_event(workbench, session, person.id, EventKind.PERSONAL_DATA_EXPORTED)
    file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 the caller closes it
    with (
        workbench.database.read_transaction() as session,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        data = _data(workbench, session, person, archive)
        archive.writestr(DATA, data.model_dump_json(indent=2))
    file.seek(0)
    return file


def _data(workbench: Workbench, session: Session, person: Person, archive: zipfile.ZipFile) -> PersonalData:
    """The data; the texts and pictures go into the archive."""
    return PersonalData(
        made_at=workbench.now(),
        profile=_profile(session, person),
        memberships=tuple(
            HeldMembership(convening_id=one.id, convening=one.title, role=role, joined_at=joined_at)
            for one, role, joined_at in convenings.memberships(session, person.id)
        ),
        sessions=browser_sessions.of_person(session, person.id)[::-1],
        sign_in_links=one_time_links.of_person(session, person.id),
        failed_sign_ins=attempts.of_subject(session, of_account(person.email))[::-1],
        invitations_received=invitations.to_address(session, person.email)[::-1],
        invitations_made=invitations.made_by(session, person.id)[::-1],
        proposals=_proposals(session, person),
        revisions=tuple(_revisions(session, person, archive)),
        drafts=tuple(_drafts(session, person, archive)),
        comments=_comments(session, person),
        tags=principles.tagged_by(session, person.id),
        pictures=tuple(_pictures(workbench, session, person, archive)),
        editions=_editions(session, person),
        errata=errata.added_by(session, person.id),
        events=events.of_actor(session, person.id)[::-1],
    )


def _profile(session: Session, person: Person) -> HeldProfile:
    created_at = people.created_at(session, person.id)
    assert created_at is not None, "the account was there a moment ago"
    return HeldProfile(**person.model_dump(), created_at=created_at)


def _proposals(session: Session, person: Person) -> tuple[HeldProposal, ...]:
    """Those that name the person; the title of one that they may no longer see is left out, as it can have changed since."""
    visible = {convening.id for convening, _role in convenings.seen_by(session, person.id)}
    return tuple(
        HeldProposal(
            proposal_id=one.id,
            title=one.title if one.convening_id in visible else "",
            language=one.language,
            status=one.status,
        )
        for one in proposals.naming(session, person.id)[::-1]
    )


def _revisions(session: Session, person: Person, archive: zipfile.ZipFile) -> Iterator[HeldRevision]:
    fields = HeldRevision.model_fields.keys() - {"file"}
    for proposal_id, number in revisions.saved_by(session, person.id):
        found = revisions.get(session, proposal_id, number)
        assert found is not None, "revisions are never deleted"
        file = f"revisions/{proposal_id}-{number}.md"
        archive.writestr(file, found.markdown)
        yield HeldRevision(**found.model_dump(include=fields), file=file)


def _drafts(session: Session, person: Person, archive: zipfile.ZipFile) -> Iterator[HeldDraft]:
    for draft in drafts.whole_of_person(session, person.id)[::-1]:
        file = f"drafts/{draft.proposal_id}.md"
        archive.writestr(file, draft.markdown)
        yield HeldDraft(
            **draft.model_dump(include={"proposal_id", "base", "title", "saved_at", "conflicts"}), file=file
        )


def _comments(session: Session, person: Person) -> tuple[HeldComment, ...]:
    return tuple(
        HeldComment(
            comment_id=comment.id,
            thread_id=thread_id,
            proposal_id=proposal_id,
            about=about,
            **comment.model_dump(include={"body", "written_at", "edited_at", "retracted"}),
        )
        for proposal_id, thread_id, about, comment in threads.written_by(session, person.id)
    )


def _pictures(
    workbench: Workbench, session: Session, person: Person, archive: zipfile.ZipFile
) -> Iterator[HeldPicture]:
    for proposal_id, name, added_at in images.added_by(session, person.id):
        file = f"pictures/{name}"
        try:
            if file not in archive.NameToInfo:
                archive.writestr(file, workbench.images.get(name), zipfile.ZIP_STORED)
        except FileNotFoundError:
            file = ""
        yield HeldPicture(proposal_id=proposal_id, added_at=added_at, file=file)


def _editions(session: Session, person: Person) -> tuple[HeldEdition, ...]:
    return tuple(
        HeldEdition(edition_id=edition_id, title=title, number=number, started_at=started_at, published_at=published_at)
        for edition_id, title, number, started_at, published_at in editions.started_by(session, person.id)
    )
