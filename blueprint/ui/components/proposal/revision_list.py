"""A proposal's revisions, the newest first: who saved each, when, with what message, and what can be done with it."""

from collections.abc import Sequence

import streamlit as st

from blueprint.domain.permissions import Action, Actor, may
from blueprint.domain.proposals import WRITABLE, Proposal
from blueprint.domain.revisions import RevisionSummary
from blueprint.locales import gettext as _
from blueprint.services.context import Workbench
from blueprint.services.drafting import revisions
from blueprint.ui.html import urls
from blueprint.ui.html.escape import label
from blueprint.ui.html.markup import draw, draw_inline, joined
from blueprint.ui.html.times import ago
from blueprint.ui.session import flash

FIRST = 1
"""The number of the first revision."""


def revision_list(
    workbench: Workbench, actor_id: str | None, proposal: Proposal, actor: Actor, saved: Sequence[RevisionSummary]
) -> None:
    """Draw them; writers can make an older one the newest."""
    writable = may(actor, Action.WRITE) and proposal.status in WRITABLE
    with st.container(key="bp-list-revisions", gap=None):
        for summary in saved:
            with st.container(key=f"bp-revision-{summary.number}", gap="xxsmall"):
                _entry(workbench, summary)
                with st.container(key=f"bp-actions-{summary.number}", horizontal=True, gap="medium"):
                    _links(proposal, summary, FIRST)
                    if writable and summary.number != proposal.head:
                        _restore(workbench, actor_id, proposal, summary.number)


def origin(summary: RevisionSummary) -> str:
    """Where a revision came from when it did not simply follow the one before; else ""."""
    if summary.restored:
        return _("restored from revision {number}", number=summary.restored)
    return _("merged with revision {number}", number=summary.merged) if summary.merged else ""


def _entry(workbench: Workbench, summary: RevisionSummary) -> None:
    parts = (summary.saved_by_name, ago(summary.saved_at, workbench.now()), origin(summary))
    draw(
        "<div class='bp-revision'><span class='bp-ordinal' aria-label='{}'>{}</span>"
        "<div><p class='bp-message' dir='auto'>{}</p><p class='bp-facts'>{}</p></div></div>",
        _("Revision {number}", number=summary.number),
        summary.number,
        summary.message or _("Without a message"),
        " · ".join(part for part in parts if part),
    )


def _links(proposal: Proposal, summary: RevisionSummary, first: int) -> None:
    number, newest = summary.number, summary.number == proposal.head
    links = [urls.anchor(urls.proposal(proposal.id, None if newest else number), _("Read"))]
    if number > first:
        links.append(urls.anchor(urls.review(proposal.id, number - 1, number), _("What changed")))
    if not newest:
        links.append(urls.anchor(urls.review(proposal.id, number, proposal.head), _("Compare with the newest")))
    draw_inline("<p class='bp-link'>{}</p>", joined(" ", links))


def _restore(workbench: Workbench, actor_id: str | None, proposal: Proposal, number: int) -> None:
    words = label("Its text becomes the newest revision; every other revision stays in this list.")
    if st.button(_("Restore"), key=f"restore-{number}", type="tertiary", help=words):
        with flash.show_errors():
            restored = revisions.restore_revision(workbench, actor_id, proposal.id, number, base=proposal.head)
            flash.confirm(
                _("Revision {number} is the newest text again, as revision {new}.", number=number, new=restored.number)
            )
            st.rerun()
