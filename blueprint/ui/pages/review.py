"""Two revisions of a proposal compared, with what is said about either."""

import streamlit as st

from blueprint.locales import gettext as _
from blueprint.services.context import Workbench, the_workbench
from blueprint.services.drafting import proposals, revisions
from blueprint.services.review import threads
from blueprint.ui.components.folio import folio
from blueprint.ui.components.folio.data import comparison_data
from blueprint.ui.components.heading import empty
from blueprint.ui.components.proposal.page_header import page_header
from blueprint.ui.components.proposal.revision_choice import revisions_to_choose, revisions_to_compare
from blueprint.ui.session import actions, identity, state
from blueprint.ui.session.interface_language import in_session_language

KEY = "folio"


def _page(workbench: Workbench, actor_id: str | None, proposal_id: str) -> None:
    page_header(workbench, actor_id, proposal_id, "review")
    saved = revisions_to_choose(workbench, actor_id, proposal_id)
    if len(saved) < 2:
        empty(_("There is one revision so far. Once a second one is saved, you see here what changed."))
        return
    _changes(workbench, actor_id, proposal_id, *revisions_to_compare(saved, proposal_id))


@st.fragment
@in_session_language()
def _changes(workbench: Workbench, actor_id: str | None, proposal_id: str, old: int, new: int) -> None:
    """The comparison with its threads; what is done in it draws this part again and nothing else."""
    with workbench.read_scope():
        proposal, actor = proposals.read_proposal(workbench, actor_id, proposal_id)
        found = revisions.compare_revisions(workbench, actor_id, proposal_id, old, new)
        before = threads.list_threads(workbench, actor_id, proposal_id, old)
        after = threads.list_threads(workbench, actor_id, proposal_id, new)
        data = comparison_data(workbench, actor_id, proposal, found, (before, after), actor)
    folio(data, key=KEY, on_action=actions.action_callback(workbench, KEY, proposal_id))


def show() -> None:
    _page(the_workbench(), identity.actor_id(), state.query_id())
