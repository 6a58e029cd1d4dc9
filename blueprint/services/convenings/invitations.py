"""Invitations to a convening, by email or by a link to hand over."""

from datetime import timedelta

from sqlmodel import Session

from blueprint.domain import validation
from blueprint.domain.convenings import Convening, Invitation, Role
from blueprint.domain.errors import Conflict, Invalid, LinkSpent
from blueprint.domain.events import EventKind
from blueprint.domain.identifiers import new_id
from blueprint.domain.people import Person
from blueprint.domain.permissions import Action
from blueprint.domain.value import Value
from blueprint.services import authorization
from blueprint.services.accounts import browser_sessions, registration
from blueprint.services.accounts.secrets import new_token, token_hash
from blueprint.services.audit import record_event
from blueprint.services.context import Workbench
from blueprint.storage import convenings, invitations, people


class SentInvitation(Value):
    """An invitation with its link, and whether an email took it there; if not, the convenor hands the link over."""

    invitation: Invitation
    link: str
    emailed: bool


def list_invitations(workbench: Workbench, actor_id: str | None, convening_id: str) -> tuple[Invitation, ...]:
    """Every invitation to a convening, the newest first."""
    with workbench.database.read_transaction() as session:
        authorization.require_convening(session, actor_id, convening_id, Action.INVITE)
        return invitations.of_convening(session, convening_id)


def invite(workbench: Workbench, actor_id: str | None, convening_id: str, email: str, role: Role) -> SentInvitation:
    """Invite someone by email; the link works once. Without a mail server the convenor hands it over."""
    address = validation.email(email)
    with workbench.database.transaction() as session:
        convening = authorization.require_convening(session, actor_id, convening_id, Action.INVITE)
        inviter = authorization.require_person(session, actor_id)
        _refuse_member(session, convening_id, address)
        token, hashed = new_token()
        invitation = _invitation(workbench, convening_id, address, role, inviter)
        invitations.add(session, invitation, hashed)
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
        invitation = invitations.get(session, invitation_id)
        authorization.require_convening(session, actor_id, invitation.convening_id if invitation else "", Action.INVITE)
        if invitation is None or not invitations.withdraw(session, invitation_id, workbench.now()):
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
        person = registration.add_account(workbench, session, invitation.email, name, password)
        _join(workbench, session, invitation, person)
        return browser_sessions.open_session(workbench, session, person, browser)


def accept_invitation(workbench: Workbench, actor_id: str | None, token: str) -> Convening:
    """Accept an invitation as the person signed in, whatever address it was sent to."""
    with workbench.database.transaction() as session:
        person = authorization.require_person(session, actor_id)
        invitation, convening = _open_invitation(workbench, session, token)
        _join(workbench, session, invitation, person)
        return convening


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
    invitation = invitations.by_token(session, token_hash(token))
    convening = convenings.get(session, invitation.convening_id) if invitation else None
    if invitation is None or convening is None or not invitation.is_open(workbench.now()):
        raise LinkSpent
    return invitation, convening


def _join(workbench: Workbench, session: Session, invitation: Invitation, person: Person) -> None:
    convenings.get(session, invitation.convening_id, for_change=True)  # one joins after the other
    if convenings.role_of(session, invitation.convening_id, person.id) is not None:
        raise Conflict("You take part in this convening already. You can open it from your home page.")
    if not invitations.accept(session, invitation.id, workbench.now()):
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
