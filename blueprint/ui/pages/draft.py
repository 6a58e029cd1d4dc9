"""A proposal to write: the editor, or the passages to decide when two people saved at once."""

from blueprint.domain.permissions import Action, may
from blueprint.domain.proposals import WRITABLE
from blueprint.services.context import Workbench, the_workbench
from blueprint.ui.components.heading import empty, subheading
from blueprint.ui.components.proposal.page_header import letterhead
from blueprint.ui.components.proposal.status_panel import life
from blueprint.ui.components.proposal.writing import decide, sit_down, write
from blueprint.ui.session import identity, state


def _page(workbench: Workbench, actor: str | None, proposal_id: str) -> None:
    proposal, standing = letterhead(workbench, actor, proposal_id, "draft")
    unsaved = state.unsaved.get()
    if not may(standing, Action.WRITE):
        empty("Only its authors, editors and convenors write here. You can read it, and comment beside the words.")
    elif proposal.status not in WRITABLE:
        life(workbench, actor, proposal, standing)
    elif unsaved and unsaved.merge.proposal_id == proposal_id:
        subheading("Two of you changed the same passage")
        decide(sit_down(workbench, actor, proposal), unsaved)
    else:
        write(sit_down(workbench, actor, proposal))


def show() -> None:
    """Draw the page."""
    _page(the_workbench(), identity.actor_id(), state.asked_id())
