"""Invitations to a convening, by email or by a link to hand over."""

from datetime import timedelta

from sqlmodel import Session

from blueprint.domain import validation
from blueprint.domain.convenings import ROLE_LABELS, Convening, Invitation, Role
from blueprint.domain.errors import Conflict, Invalid, LinkSpent
from blueprint.domain.events import EventKind
from blueprint.domain.identifiers import new_id
from blueprint.domain.listings import Listing, listing
from blueprint.domain.people import Person
from blueprint.domain.permissions import Action
from blueprint.domain.value import Value
from blueprint.locales import gettext as _
from blueprint.locales import using_language, workbench_language
from blueprint.services import authorization
from blueprint.services.accounts import browser_sessions, registration
from blueprint.services.accounts.secrets import new_token, token_hash
from blueprint.services.audit import record_event
from blueprint.services.context import Workbench
from blueprint.storage import convenings, invitations, people


class SentInvitation(Value):
    """An invitation with its link. Not `emailed`: the convenor has to hand the link over."""

    invitation: Invitation
    link: str
    emailed: bool


def list_invitations(
    workbench: Workbench, actor_id: str | None, convening_id: str, most: int | None = None
) -> Listing[Invitation]:
    """The invitations to a convening, open and closed, the newest first; at most so many."""
    with workbench.database.read_transaction() as session:
        authorization.require_convening(session, actor_id, convening_id, Action.INVITE)
        found = invitations.of_convening(session, convening_id, most)
        return listing(found, most, lambda: invitations.count_of_convening(session, convening_id))


def invite(workbench: Workbench, actor_id: str | None, convening_id: str, email: str, role: Role) -> SentInvitation:
    """Invite someone by email; the link works once. The message is in the language of the recipient's account, if any."""
    address = validation.email(email)
    with workbench.database.transaction() as session:
        convening = authorization.require_convening(session, actor_id, convening_id, Action.INVITE)
        inviter = authorization.require_person(session, actor_id)
        _refuse_address(session, convening_id, address)
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
        account = people.by_email(session, address)
    link = f"{workbench.settings.base_url}/invitation/{token}"
    with using_language(workbench_language((account or inviter).language)):
        emailed = _send(workbench, invitation, convening, inviter, link)
    return SentInvitation(invitation=invitation, link=link, emailed=emailed)


def withdraw_invitation(workbench: Workbench, actor_id: str | None, invitation_id: str) -> None:
    """Withdraw an invitation; its link stops working."""
    with workbench.database.transaction() as session:
        authorization.require_person(session, actor_id)
        invitation = invitations.get(session, invitation_id)
        authorization.require_convening(session, actor_id, invitation.convening_id if invitation else "", Action.INVITE)
        if invitation is None or not invitations.withdraw(session, invitation_id, workbench.now()):
            raise Conflict(_("This invitation was accepted or withdrawn meanwhile. Load the page again."))
        record_event(
            workbench,
            session,
            actor_id,
            EventKind.INVITATION_WITHDRAWN,
            convening_id=invitation.convening_id,
            email=invitation.email,
        )


def read_invitation(workbench: Workbench, token: str) -> tuple[Invitation, Convening, bool]:
    """An open invitation by its token, its convening, and whether its address has an account."""
    with workbench.database.read_transaction() as session:
        invitation, convening = _open_invitation(workbench, session, token)
        return invitation, convening, people.by_email(session, invitation.email) is not None


def accept_as_new(workbench: Workbench, token: str, name: str, password: str, browser: str) -> str:
    """Accept an invitation by creating the account it was sent to; returns the token of a signed-in session."""
    with workbench.database.transaction() as session:
        invitation, _convening = _open_invitation(workbench, session, token)
        person = registration.add_account(workbench, session, invitation.email, name, password)
        _join(workbench, session, invitation, person)
        return browser_sessions.open_session(workbench, session, person, browser)


def accept_invitation(workbench: Workbench, actor_id: str | None, token: str) -> Convening:
    """Accept an invitation as the signed-in person, whatever address it was sent to."""
    with workbench.database.transaction() as session:
        person = authorization.require_person(session, actor_id)
        invitation, convening = _open_invitation(workbench, session, token)
        _join(workbench, session, invitation, person)
        return convening


def _send(workbench: Workbench, invitation: Invitation, convening: Convening, inviter: Person, link: str) -> bool:
    return workbench.mailer.send(
        invitation.email,
        _("Invitation: {convening}", convening=convening.title),
        _(
            "{inviter} invites you to take part in “{convening}” as {role}.\n\n"
            "This link is for you alone and works once:\n\n{link}\n",
            inviter=inviter.name,
            convening=convening.title,
            role=_(ROLE_LABELS[invitation.role]),
            link=link,
        ),
    )


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
    convenings.get(session, invitation.convening_id, for_change=True)  # serializes concurrent joins
    if convenings.role_of(session, invitation.convening_id, person.id) is not None:
        raise Conflict(_("You take part in this convening already. You can open it from your home page."))
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


def _refuse_address(session: Session, convening_id: str, address: str) -> None:
    person = people.by_email(session, address)
    if person and convenings.role_of(session, convening_id, person.id):
        raise Invalid(
            _("{name} takes part already. To change the role, use the list of members.", name=person.name),
            "email address",
        )
    if person and not person.enabled:
        raise Invalid(
            _("The account with this address is disabled. Ask a steward to enable it, then invite again."),
            "email address",
        )
