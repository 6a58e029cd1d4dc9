"""Decisions: the transitions of a proposal's status."""

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


def available_decisions(workbench: Workbench, actor_id: str | None, proposal_id: str) -> tuple[Decision, ...]:
    """The decisions that this person may take on the proposal now."""
    with workbench.database.read_transaction() as session:
        proposal = authorization.require_proposal(session, actor_id, proposal_id, Action.VIEW)
        convening = authorization.require_convening(session, actor_id, proposal.convening_id, Action.VIEW)
        actor = authorization.actor_in(session, actor_id, convening, proposal)
        return tuple(d for d in open_decisions(proposal.status) if may(actor, _ACTIONS[d][0]))


def decide(workbench: Workbench, actor_id: str | None, proposal_id: str, decision: Decision) -> Proposal:
    """Take a decision; raises `Conflict` when it cannot be taken from the proposal's status.

    Publishing is not one: an edition publishes its proposals.
    """
    action, kind = _ACTIONS[decision]
    with workbench.database.transaction() as session:
        proposal = authorization.require_proposal(session, actor_id, proposal_id, action, for_change=True)
        status = after(proposal.status, decision)
        proposals.set_status(session, proposal_id, status, workbench.now())
        record_event(
            workbench, session, actor_id, kind, about=proposal, revision=proposal.head, was=proposal.status.value
        )
        return proposal.model_copy(update={"status": status, "changed_at": workbench.now()})
