"""Convening a group: what it is about, who is invited, who takes part."""

from datetime import date, timedelta

from sqlmodel import Session

from blueprint.domain import validation
from blueprint.domain.convenings import Convening, Invitation, Member, Role, Visibility, check_dates
from blueprint.domain.errors import Conflict, Invalid, LinkSpent, NotAllowed
from blueprint.domain.events import Event, EventKind
from blueprint.domain.identifiers import new_id
from blueprint.domain.people import Person
from blueprint.domain.permissions import Action, Actor
from blueprint.domain.value import Value
from blueprint.services import authorization
from blueprint.services.accounts import sign_in
from blueprint.services.accounts.secrets import new_token, token_hash
from blueprint.services.audit import record_event
from blueprint.services.context import Workbench
from blueprint.storage import convenings, events, people


class SentInvitation(Value):
    """An invitation with its link, and whether an email took it there; if not, the convenor hands the link over."""

    invitation: Invitation
    link: str
    emailed: bool


def may_create_convening(workbench: Workbench, actor_id: str | None) -> bool:
    """Whether the person may convene: stewards, and whoever is convenor of something."""
    with workbench.database.read_transaction() as session:
        return _may_create(session, authorization.require_person(session, actor_id))


def create_convening(
    workbench: Workbench,
    actor_id: str | None,
    *,
    title: str,
    purpose: str,
    visibility: Visibility = Visibility.MEMBERS,
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> Convening:
    """Create a convening; its creator is its first convenor."""
    check_dates(starts_on, ends_on)
    with workbench.database.transaction() as session:
        person = authorization.require_person(session, actor_id)
        if not _may_create(session, person):
            raise NotAllowed("Only a convenor can start a convening. Ask the person who invited you.")
        convening = Convening(
            id=new_id(),
            title=validation.line(title, "title"),
            purpose=validation.passage(purpose, "purpose", empty=True),
            visibility=visibility,
            starts_on=starts_on,
            ends_on=ends_on,
            created_at=workbench.now(),
        )
        convenings.add(session, convening)
        convenings.set_role(session, convening.id, person.id, Role.CONVENOR, workbench.now())
        record_event(
            workbench, session, person.id, EventKind.CONVENING_CREATED, convening_id=convening.id, title=convening.title
        )
        return convening


def edit_convening(
    workbench: Workbench,
    actor_id: str | None,
    convening_id: str,
    *,
    title: str,
    purpose: str,
    visibility: Visibility,
    starts_on: date | None,
    ends_on: date | None,
) -> Convening:
    """Change what a convening is about and who may see it."""
    check_dates(starts_on, ends_on)
    fields = {
        "title": validation.line(title, "title"),
        "purpose": validation.passage(purpose, "purpose", empty=True),
        "visibility": visibility,
        "starts_on": starts_on,
        "ends_on": ends_on,
    }
    with workbench.database.transaction() as session:
        found = authorization.require_convening(session, actor_id, convening_id, Action.EDIT_CONVENING, for_change=True)
        convening = found.model_copy(update=fields)
        convenings.replace(session, convening)
        record_event(workbench, session, actor_id, EventKind.CONVENING_EDITED, convening_id=convening_id)
        return convening


def list_convenings(workbench: Workbench, actor_id: str | None) -> tuple[tuple[Convening, Role | None], ...]:
    """The convenings the person may see, each with their role there, the newest first."""
    with workbench.database.read_transaction() as session:
        return convenings.seen_by(session, authorization.require_person(session, actor_id).id)


def read_convening(workbench: Workbench, actor_id: str | None, convening_id: str) -> tuple[Convening, Actor]:
    """A convening and how the person stands in it."""
    with workbench.database.read_transaction() as session:
        convening = authorization.require_convening(session, actor_id, convening_id, Action.VIEW)
        return convening, authorization.actor_in(session, actor_id, convening)


def list_members(workbench: Workbench, actor_id: str | None, convening_id: str) -> tuple[Member, ...]:
    """Everyone in a convening; email addresses are for convenors alone."""
    with workbench.database.read_transaction() as session:
        convening = authorization.require_convening(session, actor_id, convening_id, Action.VIEW)
        found = convenings.members(session, convening_id)
        if authorization.actor_in(session, actor_id, convening).role is Role.CONVENOR:
            return found
        return tuple(member.model_copy(update={"email": ""}) for member in found)


def list_invitations(workbench: Workbench, actor_id: str | None, convening_id: str) -> tuple[Invitation, ...]:
    """Every invitation to a convening, the newest first."""
    with workbench.database.read_transaction() as session:
        authorization.require_convening(session, actor_id, convening_id, Action.INVITE)
        return convenings.invitations(session, convening_id)


def list_events(workbench: Workbench, actor_id: str | None, convening_id: str, most: int = 200) -> tuple[Event, ...]:
    """What happened in a convening, the latest first; the addresses of who was invited are for convenors alone."""
    with workbench.database.read_transaction() as session:
        convening = authorization.require_convening(session, actor_id, convening_id, Action.VIEW)
        found = events.of_convening(session, convening_id, most)
        if authorization.actor_in(session, actor_id, convening).role is Role.CONVENOR:
            return found
        return tuple(event.model_copy(update={"data": _without_email(event)}) for event in found)


def invite(workbench: Workbench, actor_id: str | None, convening_id: str, email: str, role: Role) -> SentInvitation:
    """Invite someone by email; the link works once. Without a mail server the convenor hands it over."""
    address = validation.email(email)
    with workbench.database.transaction() as session:
        convening = authorization.require_convening(session, actor_id, convening_id, Action.INVITE)
        inviter = authorization.require_person(session, actor_id)
        _refuse_member(session, convening_id, address)
        token, hashed = new_token()
        invitation = _invitation(workbench, convening_id, address, role, inviter)
        convenings.invite(session, invitation, hashed)
        record_event(
            workbench,
            session,
            actor_id,
            EventKind.MEMBER_INVITED,
            convening_id=convening_id,
            email=address,
            role=role.value,
        )
    link = f"{workbench.settings.base_url}/invitation/{token}"
    emailed = workbench.mailer.send(
        address,
        f"Invitation: {convening.title}",
        f"{inviter.name} invites you to take part in “{convening.title}” as {role.value}.\n\n"
        f"This link is for you alone and works once:\n\n{link}\n",
    )
    return SentInvitation(invitation=invitation, link=link, emailed=emailed)


def withdraw_invitation(workbench: Workbench, actor_id: str | None, invitation_id: str) -> None:
    """Take an invitation back; its link stops working."""
    with workbench.database.transaction() as session:
        authorization.require_person(session, actor_id)
        invitation = convenings.invitation(session, invitation_id)
        authorization.require_convening(session, actor_id, invitation.convening_id if invitation else "", Action.INVITE)
        if invitation is None or not convenings.withdraw(session, invitation_id, workbench.now()):
            raise Conflict("This invitation was accepted or withdrawn meanwhile. Load the page again.")
        record_event(
            workbench,
            session,
            actor_id,
            EventKind.INVITATION_WITHDRAWN,
            convening_id=invitation.convening_id,
            email=invitation.email,
        )


def read_invitation(workbench: Workbench, token: str) -> tuple[Invitation, Convening, bool]:
    """An open invitation by its link's token, its convening, and whether its address has an account already."""
    with workbench.database.read_transaction() as session:
        invitation, convening = _open_invitation(workbench, session, token)
        return invitation, convening, people.by_email(session, invitation.email) is not None


def accept_as_new(workbench: Workbench, token: str, name: str, password: str, browser: str) -> str:
    """Accept an invitation by creating the account it was sent to; returns the token of a signed-in session."""
    with workbench.database.transaction() as session:
        invitation, _ = _open_invitation(workbench, session, token)
        person = sign_in.add_account(workbench, session, invitation.email, name, password)
        _join(workbench, session, invitation, person)
        return sign_in.open_session(workbench, session, person, browser)


def accept_invitation(workbench: Workbench, actor_id: str | None, token: str) -> Convening:
    """Accept an invitation as the person signed in, whatever address it was sent to."""
    with workbench.database.transaction() as session:
        person = authorization.require_person(session, actor_id)
        invitation, convening = _open_invitation(workbench, session, token)
        _join(workbench, session, invitation, person)
        return convening


def change_role(workbench: Workbench, actor_id: str | None, convening_id: str, person_id: str, role: Role) -> None:
    """Give a member another role; a convening keeps at least one convenor."""
    with workbench.database.transaction() as session:
        authorization.require_convening(session, actor_id, convening_id, Action.CHANGE_MEMBERS, for_change=True)
        _require_member(session, convening_id, person_id)
        if role is not Role.CONVENOR:
            _keep_a_convenor(session, convening_id, person_id)
        convenings.set_role(session, convening_id, person_id, role, workbench.now())
        record_event(
            workbench,
            session,
            actor_id,
            EventKind.ROLE_CHANGED,
            convening_id=convening_id,
            person_id=person_id,
            role=role.value,
        )


def remove_member(workbench: Workbench, actor_id: str | None, convening_id: str, person_id: str) -> None:
    """End someone's membership; what they wrote stays."""
    with workbench.database.transaction() as session:
        authorization.require_convening(session, actor_id, convening_id, Action.CHANGE_MEMBERS, for_change=True)
        _require_member(session, convening_id, person_id)
        _keep_a_convenor(session, convening_id, person_id)
        convenings.remove(session, convening_id, person_id)
        record_event(
            workbench, session, actor_id, EventKind.MEMBER_REMOVED, convening_id=convening_id, person_id=person_id
        )


def _without_email(event: Event) -> dict[str, str | int | None]:
    return {name: value for name, value in event.data.items() if name != "email"}


def _may_create(session: Session, person: Person) -> bool:
    return person.steward or any(role is Role.CONVENOR for _, role in convenings.seen_by(session, person.id))


def _invitation(workbench: Workbench, convening_id: str, address: str, role: Role, inviter: Person) -> Invitation:
    now = workbench.now()
    return Invitation(
        id=new_id(),
        convening_id=convening_id,
        email=address,
        role=role,
        invited_by=inviter.id,
        created_at=now,
        expires_at=now + timedelta(days=workbench.settings.invitation_days),
    )


def _open_invitation(workbench: Workbench, session: Session, token: str) -> tuple[Invitation, Convening]:
    invitation = convenings.invitation_by_token(session, token_hash(token))
    convening = convenings.get(session, invitation.convening_id) if invitation else None
    if invitation is None or convening is None or not invitation.is_open(workbench.now()):
        raise LinkSpent
    return invitation, convening


def _join(workbench: Workbench, session: Session, invitation: Invitation, person: Person) -> None:
    convenings.get(session, invitation.convening_id, for_change=True)  # one joins after the other
    if convenings.role_of(session, invitation.convening_id, person.id) is not None:
        raise Conflict("You take part in this convening already. You can open it from your home page.")
    if not convenings.accept(session, invitation.id, workbench.now()):
        raise LinkSpent
    convenings.set_role(session, invitation.convening_id, person.id, invitation.role, workbench.now())
    record_event(
        workbench,
        session,
        person.id,
        EventKind.MEMBER_JOINED,
        convening_id=invitation.convening_id,
        role=invitation.role.value,
    )


def _refuse_member(session: Session, convening_id: str, address: str) -> None:
    person = people.by_email(session, address)
    if person and convenings.role_of(session, convening_id, person.id):
        raise Invalid(
            f"{person.name} takes part already. To change the role, use the list of members.", "email address"
        )


def _require_member(session: Session, convening_id: str, person_id: str) -> None:
    if convenings.role_of(session, convening_id, person_id) is None:
        raise Conflict("This person is no longer a member. Load the page again.")


def _keep_a_convenor(session: Session, convening_id: str, person_id: str) -> None:
    others = (m for m in convenings.members(session, convening_id) if m.person_id != person_id)
    if not any(member.role is Role.CONVENOR for member in others):
        raise Invalid("A convening needs a convenor. Give that role to someone else first.", "role")
