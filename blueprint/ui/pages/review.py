"""Two revisions of a proposal compared, with what is said about either."""

import streamlit as st

from blueprint.services import proposals, revisions, threads
from blueprint.services.workbench import the_workbench
from blueprint.ui import acting, identity, state
from blueprint.ui.components.folio import folio
from blueprint.ui.components.folio.showing import compare
from blueprint.ui.components.heading import empty
from blueprint.ui.components.letterhead import letterhead
from blueprint.ui.components.revision_choice import compared_revisions

workbench, actor, proposal_id = the_workbench(), identity.actor_id(), state.asked_id()
KEY = "folio"


@st.fragment
def changes(old: int, new: int) -> None:
    """The comparison with its threads; what is done in it draws this part again and nothing else."""
    found = revisions.compare_revisions(workbench, actor, proposal_id, old, new)
    proposal, standing = proposals.read_proposal(workbench, actor, proposal_id)
    before = threads.list_threads(workbench, actor, proposal_id, old)
    after = threads.list_threads(workbench, actor, proposal_id, new)
    shown = compare(workbench, actor, proposal, found, (before, after), standing)
    folio(shown, key=KEY, on_action=acting.taking(workbench, KEY, proposal_id))


letterhead(workbench, actor, proposal_id, "review")
saved = revisions.list_revisions(workbench, actor, proposal_id)
if len(saved) < 2:
    empty("There is one revision so far. Once a second one is saved, you see here what changed.")
else:
    changes(*compared_revisions(saved, proposal_id))
