"""The top of a proposal's pages: what it is, where it stands, where one can go from here."""

from functools import lru_cache
from pathlib import Path
from typing import Literal

import streamlit as st

from blueprint.domain.permissions import Action, Actor, may
from blueprint.domain.proposals import WRITABLE, Proposal
from blueprint.services.context import Workbench
from blueprint.services.convenings import convenings
from blueprint.services.drafting import proposals
from blueprint.ui.components.heading import heading, sections, trail
from blueprint.ui.components.proposal_list import facts
from blueprint.ui.html import urls
from blueprint.ui.html.urls import PageUrl

View = Literal["proposal", "review", "history", "principles", "draft"]


def letterhead(workbench: Workbench, actor: str | None, proposal_id: str, view: View) -> tuple[Proposal, Actor]:
    """Draw it for one of a proposal's pages; returns the proposal and how the person stands toward it."""
    proposal, standing = proposals.read_proposal(workbench, actor, proposal_id)
    convening, _ = convenings.read_convening(workbench, actor, proposal.convening_id)
    st.html(_style())
    heading(
        proposal.title,
        facts=facts(proposal, 0, workbench.now()),
        language=proposal.language,
        above=trail((convening.title, urls.convening(convening.id))),
        below=sections(view, _ways(proposal, standing)),
    )
    return proposal, standing


def _ways(proposal: Proposal, standing: Actor) -> list[tuple[View, str, PageUrl]]:
    """The pages of a proposal that this person has a use for."""
    ways: list[tuple[View, str, PageUrl]] = [
        ("proposal", "Read", urls.proposal(proposal.id)),
        ("review", "Compare", urls.review(proposal.id)),
        ("history", "History", urls.history(proposal.id)),
        ("principles", "Principles", urls.principles(proposal.id)),
    ]
    if may(standing, Action.WRITE) and proposal.status in WRITABLE:
        ways.append(("draft", "Write", urls.draft(proposal.id)))
    return ways


@lru_cache(maxsize=1)
def _style() -> str:
    return f"<style>{(Path(__file__).parent / 'proposal.css').read_text(encoding='utf-8')}</style>"
