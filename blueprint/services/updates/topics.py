"""Topics: what a page can be told of while it is open, and who may be told.

    draft:PROPOSAL      the person's own draft of a proposal; its state is `Draft.state`, "" for no draft

A new kind of topic is a function in `_SUBSCRIBE`, and `notifications.notify` where its thing is changed.
"""

from collections.abc import Callable
from dataclasses import dataclass

from sqlmodel import Session

from blueprint.domain.errors import NotFound
from blueprint.domain.permissions import Action
from blueprint.services import authorization
from blueprint.services.context import Workbench
from blueprint.storage import drafts


@dataclass(frozen=True)
class Subscription:
    """What a topic is called in notifications (`name`), and its state now."""

    name: str
    state: str


def subscribe(workbench: Workbench, actor_id: str | None, topic: str) -> Subscription:
    """What the person may be told of under a topic; raises an error of `domain.errors` when they may not."""
    kind, _colon, thing_id = topic.partition(":")
    if kind not in _SUBSCRIBE:
        raise NotFound
    with workbench.database.read_transaction() as session:
        return _SUBSCRIBE[kind](session, actor_id, thing_id)


def _draft(session: Session, actor_id: str | None, proposal_id: str) -> Subscription:
    authorization.require_proposal(session, actor_id, proposal_id, Action.VIEW)
    person = authorization.require_person(session, actor_id)
    draft = drafts.get(session, proposal_id, person.id)
    return Subscription(drafts.topic(proposal_id, person.id), draft.state if draft else "")


_SUBSCRIBE: dict[str, Callable[[Session, str | None, str], Subscription]] = {"draft": _draft}
