"""Who may do what. Code asks `may(standing, action)`; the table below is the whole answer.

A person's standing toward a thing is their role in its convening, or `own` where they are an author of the proposal at
hand (which adds to the role), or `visitor` where they have an account and the convening lets every account read, or
`stranger`.
"""

from enum import StrEnum

from blueprint.domain.convenings import Role
from blueprint.domain.errors import NotAllowed, NotFound
from blueprint.domain.value import Value


class Action(StrEnum):
    """What can be asked of a convening, a proposal or a collection."""

    VIEW = "see this"
    EDIT_CONVENING = "change the convening"
    INVITE = "invite people"
    CHANGE_MEMBERS = "change who takes part"
    START_PROPOSAL = "start a proposal"
    WRITE = "write in this proposal"
    CHANGE_AUTHORS = "change who writes this proposal"
    COMMENT = "comment"
    RESOLVE = "resolve this thread"
    TAG = "tag proposals to principles"
    SUBMIT = "submit this proposal for review"
    RETURN = "return this proposal to draft"
    ADOPT = "adopt this proposal"
    WITHDRAW = "withdraw this proposal"
    REOPEN = "reopen this proposal"
    CURATE = "put collections together"
    PUBLISH = "publish an edition"


_VISITOR, _OWN = "visitor", "own"
_MEMBERS = tuple(Role)

ALLOWED: dict[Action, frozenset[str]] = {
    Action.VIEW: frozenset({*_MEMBERS, _VISITOR}),
    Action.EDIT_CONVENING: frozenset({Role.CONVENOR}),
    Action.INVITE: frozenset({Role.CONVENOR}),
    Action.CHANGE_MEMBERS: frozenset({Role.CONVENOR}),
    Action.START_PROPOSAL: frozenset({Role.CONVENOR, Role.EDITOR, Role.AUTHOR}),
    Action.WRITE: frozenset({Role.CONVENOR, Role.EDITOR, _OWN}),
    Action.CHANGE_AUTHORS: frozenset({Role.CONVENOR, Role.EDITOR, _OWN}),
    Action.COMMENT: frozenset({Role.CONVENOR, Role.EDITOR, Role.AUTHOR, Role.REVIEWER, _OWN}),
    Action.RESOLVE: frozenset({Role.CONVENOR, Role.EDITOR, _OWN}),
    Action.TAG: frozenset({Role.CONVENOR, Role.EDITOR}),
    Action.SUBMIT: frozenset({Role.CONVENOR, Role.EDITOR, _OWN}),
    Action.RETURN: frozenset({Role.CONVENOR, Role.EDITOR, _OWN}),
    Action.ADOPT: frozenset({Role.CONVENOR, Role.EDITOR}),
    Action.WITHDRAW: frozenset({Role.CONVENOR, Role.EDITOR, _OWN}),
    Action.REOPEN: frozenset({Role.CONVENOR, Role.EDITOR}),
    Action.CURATE: frozenset({Role.CONVENOR, Role.EDITOR}),
    Action.PUBLISH: frozenset({Role.CONVENOR, Role.EDITOR}),
}


class Actor(Value):
    """How a person stands toward a convening and, when one is at hand, a proposal in it."""

    person_id: str | None = None
    role: Role | None = None
    visitor: bool = False
    own: bool = False


def may(standing: Actor, action: Action) -> bool:
    """Whether the table allows it. Authorship counts only while its holder is an active member: a former one is out."""
    allowed = ALLOWED[action]
    if standing.role is None:
        return standing.visitor and _VISITOR in allowed
    return standing.role in allowed or (standing.own and standing.role is not Role.OBSERVER and _OWN in allowed)


def require(standing: Actor, action: Action) -> None:
    """Raise `NotFound` to those who may not even see the thing, `NotAllowed` to those who may see but not do this."""
    if not may(standing, Action.VIEW):
        raise NotFound
    if not may(standing, action):
        role = standing.role.value if standing.role else "visitor"
        raise NotAllowed(f"As {role} here you cannot {action.value}. Ask a convenor if you should be able to.")
