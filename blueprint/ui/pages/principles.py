"""What a proposal does to each of the twelve principles."""

from blueprint.domain.permissions import Action, may
from blueprint.services import revisions, tags
from blueprint.services.workbench import Workbench, the_workbench
from blueprint.ui import identity, state
from blueprint.ui.components.heading import subheading
from blueprint.ui.components.proposal.claim_forms import claim_forms
from blueprint.ui.components.proposal.claims import claims
from blueprint.ui.components.proposal.letterhead import letterhead


def _page(workbench: Workbench, actor: str | None, proposal_id: str) -> None:
    proposal, standing = letterhead(workbench, actor, proposal_id, "principles")
    tagged = tags.list_tags(workbench, actor, proposal_id)
    revision = revisions.read_revision(workbench, actor, proposal_id)
    subheading("The twelve principles", "We aspire to a world …")
    if may(standing, Action.TAG):
        claim_forms(workbench, actor, proposal, tagged, revision)
    else:
        claims(workbench.principles.all(), tagged, revision)


def show() -> None:
    """Draw the page."""
    _page(the_workbench(), identity.actor_id(), state.asked_id())
