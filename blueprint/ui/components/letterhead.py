"""The top of a proposal's pages: what it is, where it stands, where one can go from here."""

from typing import Literal

import streamlit as st

from blueprint.domain.permissions import Action, Standing, may
from blueprint.domain.proposals import WRITABLE, Proposal
from blueprint.services import convenings, proposals
from blueprint.services.workbench import Workbench
from blueprint.ui import addresses
from blueprint.ui.components.heading import heading, trail
from blueprint.ui.components.proposal_list import facts

View = Literal["proposal", "review", "history", "principles", "draft"]

_WIDE = "<style>.stMainBlockContainer {{ max-inline-size: min({}rem, 100%) }}</style>"
_WIDTHS = {"proposal": 64, "review": 78, "draft": 72}
"""A text needs room for its two margins, a comparison for its two sides: in rem, where wider than the other pages."""


def letterhead(workbench: Workbench, actor: str | None, proposal_id: str, view: View) -> tuple[Proposal, Standing]:
    """Draw it for one of a proposal's pages; returns the proposal and how the person stands toward it."""
    proposal, standing = proposals.read_proposal(workbench, actor, proposal_id)
    convening, _ = convenings.read_convening(workbench, actor, proposal.convening_id)
    if view in _WIDTHS:
        st.html(_WIDE.format(_WIDTHS[view]))
    trail((convening.title, addresses.convening(convening.id)))
    heading(proposal.title, facts=facts(proposal, 0, workbench.now()), language=proposal.language)
    _ways(proposal, standing, view)
    return proposal, standing


def _ways(proposal: Proposal, standing: Standing, view: View) -> None:
    """The pages of a proposal; the one at hand is marked."""
    ways = [
        ("Read", addresses.proposal(proposal.id)),
        ("Compare", addresses.review(proposal.id)),
        ("History", addresses.history(proposal.id)),
        ("Principles", addresses.principles(proposal.id)),
    ]
    if may(standing, Action.WRITE) and proposal.status in WRITABLE:
        ways.append(("Write", addresses.draft(proposal.id)))
    with st.container(key=f"bp-ways-{view}", horizontal=True, gap="small"):
        for label, address in ways:
            addresses.link(address, label)
