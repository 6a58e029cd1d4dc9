"""A proposal to write: the editor, or the conflicts to resolve when two people saved at once."""

from blueprint.domain.permissions import Action, may
from blueprint.domain.proposals import WRITABLE
from blueprint.locales import gettext as _
from blueprint.services.context import Workbench, the_workbench
from blueprint.ui.components.heading import empty, subheading
from blueprint.ui.components.proposal.page_header import page_header
from blueprint.ui.components.proposal.status_panel import status_panel
from blueprint.ui.components.proposal.writing import read_context, resolve, write
from blueprint.ui.session import identity, state


def _page(workbench: Workbench, actor_id: str | None, proposal_id: str) -> None:
    proposal, actor = page_header(workbench, actor_id, proposal_id, "draft")
    pending = state.unfinished_save.get()
    if not may(actor, Action.WRITE):
        empty(_("Only its authors, editors and convenors write here. You can read it, and comment beside the words."))
    elif proposal.status not in WRITABLE:
        status_panel(workbench, actor_id, proposal, actor)
    elif pending and pending.merge.proposal_id == proposal_id:
        subheading(
            _("You changed the same passage twice") if pending.merge.own else _("Two of you changed the same passage")
        )
        resolve(read_context(workbench, actor_id, proposal), pending)
    else:
        write(read_context(workbench, actor_id, proposal))


def show() -> None:
    _page(the_workbench(), identity.actor_id(), state.query_id())
