"""The steps of a proposal's life, by those who may take them."""

from blueprint.domain.events import EventKind
from blueprint.domain.permissions import Action, may
from blueprint.domain.proposals import Decision, Proposal, after, open_decisions
from blueprint.services import authorization
from blueprint.services.audit import record_event
from blueprint.services.context import Workbench
from blueprint.storage import proposals

_ACTIONS = {
    Decision.SUBMIT: (Action.SUBMIT, EventKind.PROPOSAL_SUBMITTED),
    Decision.RETURN: (Action.RETURN, EventKind.PROPOSAL_RETURNED),
    Decision.ADOPT: (Action.ADOPT, EventKind.PROPOSAL_ADOPTED),
    Decision.WITHDRAW: (Action.WITHDRAW, EventKind.PROPOSAL_WITHDRAWN),
    Decision.REOPEN: (Action.REOPEN, EventKind.PROPOSAL_REOPENED),
}


def open_to(workbench: Workbench, actor_id: str | None, proposal_id: str) -> tuple[Decision, ...]:
    """The decisions this person may take on the proposal as it stands."""
    with workbench.database.read_transaction() as session:
        proposal = authorization.require_proposal(session, actor_id, proposal_id, Action.VIEW)
        home = authorization.require_convening(session, actor_id, proposal.convening_id, Action.VIEW)
        standing = authorization.actor_in(session, actor_id, home, proposal)
        return tuple(d for d in open_decisions(proposal.status) if may(standing, _ACTIONS[d][0]))


def decide(workbench: Workbench, actor_id: str | None, proposal_id: str, decision: Decision) -> Proposal:
    """Take a step; raises `Conflict` when the proposal does not stand where the step starts.

    Publishing is no step of its own: an edition publishes what is in it.
    """
    action, fact = _ACTIONS[decision]
    with workbench.database.transaction() as session:
        proposal = authorization.require_proposal(session, actor_id, proposal_id, action, for_change=True)
        status = after(proposal.status, decision)
        proposals.set_status(session, proposal_id, status, workbench.now())
        record_event(
            workbench, session, actor_id, fact, about=proposal, revision=proposal.head, was=proposal.status.value
        )
        return proposal.model_copy(update={"status": status, "changed_at": workbench.now()})
