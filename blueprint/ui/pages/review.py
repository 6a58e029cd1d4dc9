"""Two revisions of a proposal compared, with what is said about either."""

import streamlit as st

from blueprint.services.context import Workbench, the_workbench
from blueprint.services.drafting import proposals, revisions
from blueprint.services.review import threads
from blueprint.ui.components.folio import folio
from blueprint.ui.components.folio.showing import compare
from blueprint.ui.components.heading import empty
from blueprint.ui.components.proposal.page_header import letterhead
from blueprint.ui.components.proposal.revision_choice import compared_revisions
from blueprint.ui.session import actions, identity, state

KEY = "folio"


def _page(workbench: Workbench, actor: str | None, proposal_id: str) -> None:
    letterhead(workbench, actor, proposal_id, "review")
    saved = revisions.list_revisions(workbench, actor, proposal_id)
    if len(saved) < 2:
        empty("There is one revision so far. Once a second one is saved, you see here what changed.")
        return
    _changes(workbench, actor, proposal_id, *compared_revisions(saved, proposal_id))


@st.fragment
def _changes(workbench: Workbench, actor: str | None, proposal_id: str, old: int, new: int) -> None:
    """The comparison with its threads; what is done in it draws this part again and nothing else."""
    with workbench.read_scope():
        proposal, standing = proposals.read_proposal(workbench, actor, proposal_id)
        found = revisions.compare_revisions(workbench, actor, proposal_id, old, new)
        before = threads.list_threads(workbench, actor, proposal_id, old)
        after = threads.list_threads(workbench, actor, proposal_id, new)
        shown = compare(workbench, actor, proposal, found, (before, after), standing)
    folio(shown, key=KEY, on_action=actions.taking(workbench, KEY, proposal_id))


def show() -> None:
    """Draw the page."""
    _page(the_workbench(), identity.actor_id(), state.asked_id())
