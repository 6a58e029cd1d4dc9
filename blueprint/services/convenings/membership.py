"""The members of a convening and their roles."""

from sqlmodel import Session

from blueprint.domain.convenings import Member, Role
from blueprint.domain.errors import Conflict, Invalid
from blueprint.domain.events import EventKind
from blueprint.domain.listings import Listing, listing
from blueprint.domain.permissions import Action
from blueprint.locales import gettext as _
from blueprint.services import authorization
from blueprint.services.audit import record_event
from blueprint.services.context import Workbench
from blueprint.storage import convenings


def list_members(
    workbench: Workbench, actor_id: str | None, convening_id: str, most: int | None = None
) -> Listing[Member]:
    """The members of a convening, in the order in which they joined.

    Only convenors see email addresses, and whose account is disabled.
    """
    with workbench.database.read_transaction() as session:
        convening = authorization.require_convening(session, actor_id, convening_id, Action.VIEW)
        first = convenings.members(session, convening_id, most)
        found = listing(first, most, lambda: convenings.member_count(session, convening_id))
        if authorization.actor_in(session, actor_id, convening).role is Role.CONVENOR:
            return found
        seen = (member.model_copy(update={"email": "", "enabled": True}) for member in found)
        return Listing(seen, found.total)


def change_role(workbench: Workbench, actor_id: str | None, convening_id: str, person_id: str, role: Role) -> None:
    """Give a member another role; raises `Invalid` when no convenor would be left."""
    with workbench.database.transaction() as session:
        authorization.require_convening(session, actor_id, convening_id, Action.CHANGE_MEMBERS, for_change=True)
        _require_member(session, convening_id, person_id)
        if role is not Role.CONVENOR:
            _require_another_convenor(session, convening_id, person_id)
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
    """End a membership; what the person wrote stays. Raises `Invalid` when no convenor would be left."""
    with workbench.database.transaction() as session:
        authorization.require_convening(session, actor_id, convening_id, Action.CHANGE_MEMBERS, for_change=True)
        _require_member(session, convening_id, person_id)
        _require_another_convenor(session, convening_id, person_id)
        convenings.remove(session, convening_id, person_id)
        record_event(
            workbench, session, actor_id, EventKind.MEMBER_REMOVED, convening_id=convening_id, person_id=person_id
        )


def _require_member(session: Session, convening_id: str, person_id: str) -> None:
    if convenings.role_of(session, convening_id, person_id) is None:
        raise Conflict(_("This person is no longer a member. Load the page again."))


def _require_another_convenor(session: Session, convening_id: str, person_id: str) -> None:
    others = (m for m in convenings.members(session, convening_id) if m.person_id != person_id)
    if not any(member.role is Role.CONVENOR and member.enabled for member in others):
        raise Invalid(_("A convening needs a convenor. Give that role to someone else first."), "role")
