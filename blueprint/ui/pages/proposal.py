"""A proposal to read: its text at one revision, and what is said about it beside the words."""

import streamlit as st

from blueprint.services.context import Workbench, the_workbench
from blueprint.services.drafting import proposals, revisions
from blueprint.services.review import tags, threads
from blueprint.ui.components.folio import folio
from blueprint.ui.components.folio.data import revision_data
from blueprint.ui.components.proposal.authors import authors
from blueprint.ui.components.proposal.older_revision import older_revision_note
from blueprint.ui.components.proposal.page_header import page_header
from blueprint.ui.components.proposal.revision_choice import revision_to_read, revisions_to_choose
from blueprint.ui.components.proposal.status_panel import status_panel
from blueprint.ui.components.proposal.tag_summary import tag_summary
from blueprint.ui.html import urls
from blueprint.ui.session import actions, identity, state
from blueprint.ui.session.interface_language import in_session_language

KEY = "folio"


def _page(workbench: Workbench, actor_id: str | None, proposal_id: str) -> None:
    proposal, actor = page_header(workbench, actor_id, proposal_id, "proposal")
    status_panel(workbench, actor_id, proposal, actor)
    authors(workbench, actor_id, proposal, actor)
    tag_summary(workbench.principles.all(), tags.list_tags(workbench, actor_id, proposal_id), proposal_id)
    saved = revisions_to_choose(workbench, actor_id, proposal_id)
    number = revision_to_read(saved, proposal_id)
    older_revision_note(saved, number, urls.review(proposal_id, number, proposal.head))
    _text(workbench, actor_id, proposal_id, number)


@st.fragment
@in_session_language()
def _text(workbench: Workbench, actor_id: str | None, proposal_id: str, number: int) -> None:
    """The text with its threads; what is done in it draws this part again and nothing else."""
    with workbench.read_scope():
        proposal, actor = proposals.read_proposal(workbench, actor_id, proposal_id)
        revision = revisions.read_revision(workbench, actor_id, proposal_id, number)
        found = threads.list_threads(workbench, actor_id, proposal_id, number)
        data = revision_data(workbench, actor_id, proposal, revision, found, actor, state.query_number("line"))
    folio(data, key=KEY, on_action=actions.action_callback(workbench, KEY, proposal_id))


def show() -> None:
    _page(the_workbench(), identity.actor_id(), state.query_id())
