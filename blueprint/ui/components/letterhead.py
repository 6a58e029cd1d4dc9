"""The top of a proposal's pages: what it is, where it stands, where one can go from here."""

import streamlit as st

from blueprint.services import convenings, proposals
from blueprint.services.workbench import Workbench
from blueprint.ui import addresses
from blueprint.ui.components.heading import heading, trail
from blueprint.ui.components.proposal_list import facts


def letterhead(workbench: Workbench, actor: str | None, proposal_id: str, revision: int | None = None) -> None:
    """Draw it for a proposal; `revision` is the one being read, when it is not the newest."""
    proposal, _ = proposals.read_proposal(workbench, actor, proposal_id)
    convening, _ = convenings.read_convening(workbench, actor, proposal.convening_id)
    trail((convening.title, addresses.convening(convening.id)))
    heading(proposal.title, facts=facts(proposal, 0, workbench.now()), language=proposal.language)
