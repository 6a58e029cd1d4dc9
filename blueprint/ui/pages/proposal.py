"""A proposal to read: its text at one revision, and what is said about it beside the words."""

import streamlit as st

from blueprint.services import proposals, revisions, threads
from blueprint.services.workbench import the_workbench
from blueprint.ui import acting, identity, state
from blueprint.ui.components.folio import folio
from blueprint.ui.components.folio.showing import read
from blueprint.ui.components.letterhead import letterhead
from blueprint.ui.components.revision_choice import read_revision

workbench, actor, proposal_id = the_workbench(), identity.actor_id(), state.asked_id()
KEY = "folio"


@st.fragment
def text() -> None:
    """The text with its threads; what is done in it draws this part again and nothing else."""
    revision = revisions.read_revision(workbench, actor, proposal_id, state.asked_number("revision"))
    proposal, standing = proposals.read_proposal(workbench, actor, proposal_id)
    said = threads.list_threads(workbench, actor, proposal_id, revision.number)
    shown = read(workbench, actor, proposal, revision, said, standing)
    folio(shown, key=KEY, on_action=acting.taking(workbench, KEY, proposal_id))


letterhead(workbench, actor, proposal_id, "proposal")
read_revision(revisions.list_revisions(workbench, actor, proposal_id), proposal_id)
text()
