"""A convening's proposals, and starting one."""

from blueprint.domain.convenings import Convening
from blueprint.domain.permissions import Action, Actor, may
from blueprint.locales import gettext as _
from blueprint.services.context import Workbench
from blueprint.services.drafting import proposals
from blueprint.ui.components.convening.new_proposal import new_proposal
from blueprint.ui.components.heading import empty
from blueprint.ui.components.more import more, shown_of
from blueprint.ui.components.proposal_list import proposal_list


def convening_proposals(workbench: Workbench, convening: Convening, actor: Actor) -> None:
    """Draw the list, the latest changed first, and for those who may the form to start another."""
    actor_id = actor.person_id
    name = f"proposals-{convening.id}"
    found = proposals.list_proposals(workbench, actor_id, convening.id, shown_of(name))
    allowed = may(actor, Action.START_PROPOSAL)
    if not found:
        empty(
            _("No proposals yet. Start the first one below.")
            if allowed
            else _("No proposals yet. Authors start them here.")
        )
    threads = proposals.open_threads(workbench, actor_id, convening.id, [proposal.id for proposal in found])
    proposal_list(found, threads, workbench.now())
    more(name, found)
    if allowed:
        new_proposal(workbench, actor_id, convening.id, first=not found)
