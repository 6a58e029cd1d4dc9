"""A proposal's revisions, and everything that happened to it."""

from blueprint.locales import gettext as _
from blueprint.services.context import Workbench, the_workbench
from blueprint.services.convenings import convenings
from blueprint.services.drafting import proposals, revisions
from blueprint.ui.components.convening.activity_list import EVENTS, activity_list
from blueprint.ui.components.heading import subheading
from blueprint.ui.components.more import more, shown_of
from blueprint.ui.components.proposal.page_header import page_header
from blueprint.ui.components.proposal.revision_list import revision_list
from blueprint.ui.session import identity, state
from blueprint.ui.viewmodels.activity import EventNames, principle_names


def _page(workbench: Workbench, actor_id: str | None, proposal_id: str) -> None:
    proposal, actor = page_header(workbench, actor_id, proposal_id, "history")
    subheading(_("Revisions"), _("Each is kept as it was saved. To compare any two, choose Compare above."))
    name = f"revisions-{proposal_id}"
    saved = revisions.list_revisions(workbench, actor_id, proposal_id, shown_of(name))
    revision_list(workbench, actor_id, proposal, actor, saved)
    more(name, saved)
    subheading(_("What happened"))
    _events(workbench, actor_id, proposal_id)


def _events(workbench: Workbench, actor_id: str | None, proposal_id: str) -> None:
    name = f"events-{proposal_id}"
    found = proposals.list_events(workbench, actor_id, proposal_id, shown_of(name, EVENTS))
    titles = convenings.titles_in_events(workbench, actor_id, found)
    activity_list(found, EventNames(titles, principle_names(workbench.principles)), workbench.now())
    more(name, found, EVENTS)


def show() -> None:
    _page(the_workbench(), identity.actor_id(), state.query_id())
