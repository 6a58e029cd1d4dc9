"""Who may do what: `may(actor, action)` by the table `ALLOWED`.

A person acts by their role in the convening; as an author of the proposal concerned (`own`, in addition to the role); or
as a visitor, where the convening lets every account read. Everyone else may do nothing.
"""

from enum import StrEnum

from blueprint.domain.convenings import ROLE_LABELS, Role
from blueprint.domain.errors import NotAllowed, NotFound
from blueprint.domain.value import Value
from blueprint.locales import gettext as _
from blueprint.locales import mark


class Action(StrEnum):
    """What can be done with a convening, a proposal or a collection."""

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

AUTHOR_ROLES = frozenset({Role.CONVENOR, Role.EDITOR, Role.AUTHOR})
"""The roles whose members may start proposals and be named as authors of one."""

_KEEP_AUTHORSHIP = frozenset({*AUTHOR_ROLES, Role.REVIEWER})
"""The roles whose members keep the permissions of an author on the proposals that name them."""

ALLOWED: dict[Action, frozenset[str]] = {
    Action.VIEW: frozenset({*_MEMBERS, _VISITOR}),
    Action.EDIT_CONVENING: frozenset({Role.CONVENOR}),
    Action.INVITE: frozenset({Role.CONVENOR}),
    Action.CHANGE_MEMBERS: frozenset({Role.CONVENOR}),
    Action.START_PROPOSAL: AUTHOR_ROLES,
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

_REFUSALS = {
    Action.EDIT_CONVENING: mark(
        "As {role} here you cannot change the convening. Ask a convenor if you should be able to."
    ),
    Action.INVITE: mark("As {role} here you cannot invite people. Ask a convenor if you should be able to."),
    Action.CHANGE_MEMBERS: mark(
        "As {role} here you cannot change who takes part. Ask a convenor if you should be able to."
    ),
    Action.START_PROPOSAL: mark("As {role} here you cannot start a proposal. Ask a convenor if you should be able to."),
    Action.WRITE: mark("As {role} here you cannot write in this proposal. Ask a convenor if you should be able to."),
    Action.CHANGE_AUTHORS: mark(
        "As {role} here you cannot change who writes this proposal. Ask a convenor if you should be able to."
    ),
    Action.COMMENT: mark("As {role} here you cannot comment. Ask a convenor if you should be able to."),
    Action.RESOLVE: mark("As {role} here you cannot resolve this thread. Ask a convenor if you should be able to."),
    Action.TAG: mark("As {role} here you cannot tag proposals to principles. Ask a convenor if you should be able to."),
    Action.SUBMIT: mark(
        "As {role} here you cannot submit this proposal for review. Ask a convenor if you should be able to."
    ),
    Action.RETURN: mark(
        "As {role} here you cannot return this proposal to draft. Ask a convenor if you should be able to."
    ),
    Action.ADOPT: mark("As {role} here you cannot adopt this proposal. Ask a convenor if you should be able to."),
    Action.WITHDRAW: mark("As {role} here you cannot withdraw this proposal. Ask a convenor if you should be able to."),
    Action.REOPEN: mark("As {role} here you cannot reopen this proposal. Ask a convenor if you should be able to."),
    Action.CURATE: mark("As {role} here you cannot put collections together. Ask a convenor if you should be able to."),
    Action.PUBLISH: mark("As {role} here you cannot publish an edition. Ask a convenor if you should be able to."),
}
"""What a person reads whose role does not permit an action; translated where raised. Without VIEW: that is `NotFound`."""


class Actor(Value):
    """A person in a convening and, where one is concerned, on a proposal in it."""

    person_id: str | None = None
    role: Role | None = None
    visitor: bool = False
    own: bool = False


def may(actor: Actor, action: Action) -> bool:
    """Whether the table allows it. Authorship counts only for members whose role keeps it."""
    allowed = ALLOWED[action]
    if actor.role is None:
        return actor.visitor and _VISITOR in allowed
    return actor.role in allowed or (actor.own and actor.role in _KEEP_AUTHORSHIP and _OWN in allowed)


def require(actor: Actor, action: Action) -> None:
    """Raise `NotFound` when the actor may not see the thing, `NotAllowed` when they may see it but not do this."""
    if not may(actor, Action.VIEW):
        raise NotFound
    if not may(actor, action):
        role = ROLE_LABELS[actor.role] if actor.role else mark("visitor")
        raise NotAllowed(_(_REFUSALS[action], role=_(role)))
