"""Deleting an account: the person goes, what they wrote for others stays, under their name or a pseudonym."""

from hashlib import sha256

from sqlmodel import Session

from blueprint.domain import validation
from blueprint.domain.convenings import Convening, Role
from blueprint.domain.errors import Invalid
from blueprint.domain.events import EventKind
from blueprint.domain.people import Person
from blueprint.locales import SOURCE_LANGUAGE
from blueprint.locales import gettext as _
from blueprint.services import authorization
from blueprint.services.accounts.attempt_limits import of_account, of_letters
from blueprint.services.accounts.confirmation import has_just_signed_in, require_password
from blueprint.services.accounts.standing import require_another_steward
from blueprint.services.audit import record_event
from blueprint.services.context import Workbench
from blueprint.services.publishing.edition_status import STOPPED
from blueprint.storage import (
    attempts,
    browser_sessions,
    browser_storage_keys,
    convenings,
    drafts,
    editions,
    events,
    invitations,
    one_time_links,
    people,
)


def delete_account(
    workbench: Workbench, actor_id: str | None, *, password: str = "", pseudonym: str | None = None
) -> None:
    """Delete the acting person's own account; it cannot be undone.

    `password` is required where there is one; else the person has to have signed in within 15 minutes. What they wrote is
    shown under `pseudonym` from then on; None keeps the name. Raises `Invalid` for the last steward and for the only
    convenor of a convening.
    """
    with workbench.database.read_transaction() as session:
        person = authorization.require_person(session, actor_id)
        fresh = has_just_signed_in(workbench, session, person.id)
    if person.has_password:
        require_password(workbench, person, password)
    elif not fresh:
        raise Invalid(_("Sign out, ask for a new sign-in link, and delete your account just after you come in by it."))
    with workbench.database.transaction() as session:
        erase(workbench, session, authorization.require_person(session, actor_id), pseudonym)


def require_deletable(workbench: Workbench, actor_id: str | None) -> None:
    """Raise `Invalid` when the acting person has to appoint somebody before their account can be deleted."""
    with workbench.database.read_transaction() as session:
        person = authorization.require_person(session, actor_id)
        require_another_steward(session, person)
        for convening, role, _since in convenings.memberships(session, person.id):
            _require_another_convenor(session, convening, role, person)


def suggested_pseudonym(person_id: str) -> str:
    """A pseudonym to begin with, which tells former members apart; in the language in use."""
    number = int(sha256(person_id.encode()).hexdigest()[:8], 16) % 9_000 + 1_000
    return _("Former member {number}", number=number)


def erase(workbench: Workbench, session: Session, person: Person, pseudonym: str | None) -> None:
    """Delete an account within a transaction, as `delete_account` says.

    Its row stays, without address, password and settings, for revisions, comments and events to name. Published editions
    keep the names that they were published with, and so does one that is being made.
    """
    shown = person.name
    if pseudonym is not None:
        shown = validation.line(pseudonym, "name", longest=validation.NAME_LENGTH)
    require_another_steward(session, person)
    _leave_convenings(workbench, session, person)
    _forget(session, person)
    _rename(session, person.name, shown)
    people.change(
        session,
        person.id,
        email=person.id,
        name=shown,
        organisation="",
        language=SOURCE_LANGUAGE,
        steward=False,
        password_hash=None,
        disabled_at=None,
        deleted_at=workbench.now(),
    )
    record_event(workbench, session, person.id, EventKind.ACCOUNT_DELETED)


def _leave_convenings(workbench: Workbench, session: Session, person: Person) -> None:
    joined = sorted(convenings.memberships(session, person.id), key=lambda one: one[0].id)
    for convening, role, _since in joined:
        convenings.get(session, convening.id, for_change=True)  # serializes with changes of its members
        _require_another_convenor(session, convening, role, person)
    for convening, _role, _since in joined:
        convenings.remove(session, convening.id, person.id)
        record_event(workbench, session, person.id, EventKind.MEMBER_LEFT, convening_id=convening.id)


def _require_another_convenor(session: Session, convening: Convening, role: Role, person: Person) -> None:
    """Raise `Invalid`, with whom to appoint, when nobody else convenes."""
    others = [m for m in convenings.members(session, convening.id) if m.person_id != person.id and m.enabled]
    if role is not Role.CONVENOR or any(member.role is Role.CONVENOR for member in others):
        return
    by_role = sorted(others, key=lambda member: [*Role].index(member.role))
    if not by_role:
        raise Invalid(
            _(
                "{name} is the only convenor of “{convening}”, and nobody else takes part in it. Invite somebody there as "
                "convenor first.",
                name=person.name,
                convening=convening.title,
            )
        )
    raise Invalid(
        _(
            "{name} is the only convenor of “{convening}”. Make another member convenor there first, such as {other}.",
            name=person.name,
            convening=convening.title,
            other=by_role[0].name,
        )
    )


def _forget(session: Session, person: Person) -> None:
    """Delete what is the person's alone."""
    browser_sessions.drop_all_of(session, person.id)
    browser_storage_keys.drop(session, person.id)
    one_time_links.drop_all_of(session, person.id)
    drafts.drop_all_of(session, person.id)
    invitations.drop_all_to(session, person.email)
    for subject in (of_account(person.email), of_letters(person.id)):
        attempts.drop_subject(session, subject)
    events.forget_account(session, person.id)
    events.rewrite(session, "email", person.email, None)


def _rename(session: Session, name: str, shown: str) -> None:
    """Change the name where it is stored as words: in what is said of an edition that somebody stopped."""
    before, after = STOPPED.format(name=name), STOPPED.format(name=shown)
    if before != after:
        editions.replace_problem(session, before, after)
        events.rewrite(session, "problem", before, after)
