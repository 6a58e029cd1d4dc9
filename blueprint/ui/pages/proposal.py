"""A proposal to read: its text at one revision, and what is said about it beside the words."""

import streamlit as st

from blueprint.services.context import Workbench, the_workbench
from blueprint.services.drafting import proposals, revisions
from blueprint.services.review import tags, threads
from blueprint.ui.components.folio import folio
from blueprint.ui.components.folio.showing import read
from blueprint.ui.components.proposal.authors import authors
from blueprint.ui.components.proposal.older_revision import say_older
from blueprint.ui.components.proposal.page_header import letterhead
from blueprint.ui.components.proposal.revision_choice import read_revision
from blueprint.ui.components.proposal.status_panel import life
from blueprint.ui.components.proposal.tag_summary import principles_in_brief
from blueprint.ui.html import urls
from blueprint.ui.session import actions, identity, state

KEY = "folio"


def _page(workbench: Workbench, actor: str | None, proposal_id: str) -> None:
    proposal, standing = letterhead(workbench, actor, proposal_id, "proposal")
    life(workbench, actor, proposal, standing)
    authors(workbench, actor, proposal, standing)
    principles_in_brief(workbench.principles.all(), tags.list_tags(workbench, actor, proposal_id), proposal_id)
    saved = revisions.list_revisions(workbench, actor, proposal_id)
    number = read_revision(saved, proposal_id)
    say_older(saved, number, urls.review(proposal_id, number, proposal.head))
    _text(workbench, actor, proposal_id, number)


@st.fragment
def _text(workbench: Workbench, actor: str | None, proposal_id: str, number: int) -> None:
    """The text with its threads; what is done in it draws this part again and nothing else."""
    with workbench.read_scope():
        proposal, standing = proposals.read_proposal(workbench, actor, proposal_id)
        revision = revisions.read_revision(workbench, actor, proposal_id, number)
        said = threads.list_threads(workbench, actor, proposal_id, number)
        shown = read(workbench, actor, proposal, revision, said, standing, state.asked_number("line"))
    folio(shown, key=KEY, on_action=actions.taking(workbench, KEY, proposal_id))


def show() -> None:
    """Draw the page."""
    _page(the_workbench(), identity.actor_id(), state.asked_id())
