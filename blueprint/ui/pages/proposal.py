"""A proposal to read: its text at one revision, and what is said about it beside the words."""

import streamlit as st

from blueprint.services import proposals, revisions, tags, threads
from blueprint.services.workbench import Workbench, the_workbench
from blueprint.ui import acting, addresses, identity, state
from blueprint.ui.components.folio import folio
from blueprint.ui.components.folio.showing import read
from blueprint.ui.components.proposal.authors import authors
from blueprint.ui.components.proposal.letterhead import letterhead
from blueprint.ui.components.proposal.life import life
from blueprint.ui.components.proposal.older import say_older
from blueprint.ui.components.proposal.principles_in_brief import principles_in_brief
from blueprint.ui.components.proposal.revision_choice import read_revision

KEY = "folio"


def _page(workbench: Workbench, actor: str | None, proposal_id: str) -> None:
    proposal, standing = letterhead(workbench, actor, proposal_id, "proposal")
    life(workbench, actor, proposal, standing)
    authors(workbench, actor, proposal, standing)
    principles_in_brief(workbench.principles.all(), tags.list_tags(workbench, actor, proposal_id), proposal_id)
    saved = revisions.list_revisions(workbench, actor, proposal_id)
    number = read_revision(saved, proposal_id)
    say_older(saved, number, addresses.review(proposal_id, number, proposal.head))
    _text(workbench, actor, proposal_id, number)


@st.fragment
def _text(workbench: Workbench, actor: str | None, proposal_id: str, number: int) -> None:
    """The text with its threads; what is done in it draws this part again and nothing else."""
    with workbench.looking():
        proposal, standing = proposals.read_proposal(workbench, actor, proposal_id)
        revision = revisions.read_revision(workbench, actor, proposal_id, number)
        said = threads.list_threads(workbench, actor, proposal_id, number)
        shown = read(workbench, actor, proposal, revision, said, standing, state.asked_number("line"))
    folio(shown, key=KEY, on_action=acting.taking(workbench, KEY, proposal_id))


def show() -> None:
    """Draw the page."""
    _page(the_workbench(), identity.actor_id(), state.asked_id())
