"""The top of a proposal's pages: title, facts, and links to its other pages."""

from functools import lru_cache
from pathlib import Path
from typing import Literal

import streamlit as st

from blueprint.domain.permissions import Action, Actor, may
from blueprint.domain.proposals import WRITABLE, Proposal
from blueprint.locales import gettext as _
from blueprint.services.context import Workbench
from blueprint.services.convenings import convenings
from blueprint.services.drafting import proposals
from blueprint.ui.components.heading import breadcrumbs, heading, sections
from blueprint.ui.components.proposal_list import facts
from blueprint.ui.html import urls
from blueprint.ui.html.urls import PageUrl

View = Literal["proposal", "review", "history", "principles", "draft"]


def page_header(workbench: Workbench, actor_id: str | None, proposal_id: str, view: View) -> tuple[Proposal, Actor]:
    """Draw it for one of a proposal's pages; returns the proposal and the acting person's role toward it."""
    proposal, actor = proposals.read_proposal(workbench, actor_id, proposal_id)
    convening, _actor = convenings.read_convening(workbench, actor_id, proposal.convening_id)
    st.html(_style())
    heading(
        proposal.title,
        facts=facts(proposal, 0, workbench.now()),
        language=proposal.language,
        above=breadcrumbs((convening.title, urls.convening(convening.id))),
        below=sections(view, _sections(proposal, actor)),
    )
    return proposal, actor


def _sections(proposal: Proposal, actor: Actor) -> list[tuple[View, str, PageUrl]]:
    """The pages of a proposal that this person has a use for."""
    views: list[tuple[View, str, PageUrl]] = [
        ("proposal", _("Read"), urls.proposal(proposal.id)),
        ("review", _("Compare"), urls.review(proposal.id)),
        ("history", _("History"), urls.history(proposal.id)),
        ("principles", _("Principles"), urls.principles(proposal.id)),
    ]
    if may(actor, Action.WRITE) and proposal.status in WRITABLE:
        views.append(("draft", _("Write"), urls.draft(proposal.id)))
    return views


@lru_cache(maxsize=1)
def _style() -> str:
    return f"<style>{(Path(__file__).parent / 'proposal.css').read_text(encoding='utf-8')}</style>"
