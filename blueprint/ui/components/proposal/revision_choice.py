"""Choosing revisions: the one to read, or two to compare."""

from collections.abc import Sequence

import streamlit as st

from blueprint.domain.listings import Listing
from blueprint.domain.revisions import RevisionSummary
from blueprint.locales import gettext as _
from blueprint.services.context import Workbench
from blueprint.services.drafting import revisions
from blueprint.ui.html import urls
from blueprint.ui.html.escape import Label, label
from blueprint.ui.html.times import day
from blueprint.ui.session import state

OFFERED = 50
"""Revisions in a list to choose from, the newest; the history has all of them."""


def revision_label(summary: RevisionSummary) -> str:
    """“Revision 3 · Ada Okafor · 3 May 2026 · shorter preamble”, as a list shows it."""
    parts = (
        _("Revision {number}", number=summary.number),
        summary.saved_by_name,
        day(summary.saved_at.date()),
        summary.message,
    )
    return " · ".join(_isolated(part) for part in parts if part)


def _isolated(words: str) -> str:
    """The words between a first strong isolate and its end (Unicode UAX #9), so that their direction is their own."""
    return f"\u2068{words}\u2069"


def revisions_to_choose(workbench: Workbench, actor_id: str | None, proposal_id: str) -> Listing[RevisionSummary]:
    """The newest revisions, with those that the address asks for and the ones before these; the newest first."""
    newest = revisions.list_revisions(workbench, actor_id, proposal_id, OFFERED)
    asked = {number for name in ("revision", "old", "new") if (number := state.query_number(name))}
    missing = {number - back for number in asked for back in (0, 1)} - {one.number for one in newest}
    older = revisions.find_revisions(workbench, actor_id, proposal_id, missing) if missing else ()
    return Listing((*newest, *older), newest.total)


def revision_to_read(saved: Listing[RevisionSummary], proposal_id: str) -> int:
    """A list of the revisions; choosing one opens it. Returns the one to read."""
    numbers = [summary.number for summary in saved]
    shown = _among(state.query_number("revision"), numbers, numbers[0])
    chosen = _choice(label("Revision"), saved, shown, key=f"revision-{proposal_id}-{shown}")
    if chosen != shown:
        urls.go(urls.proposal(proposal_id, chosen if chosen != numbers[0] else None))
    return shown


def revisions_to_compare(saved: Listing[RevisionSummary], proposal_id: str) -> tuple[int, int]:
    """Two lists of the revisions, the newest two chosen at first; choosing another opens that comparison."""
    numbers = [summary.number for summary in saved]
    new = _among(state.query_number("new"), numbers, numbers[0])
    before = max((number for number in numbers if number < new), default=numbers[-1])
    old = _among(state.query_number("old"), numbers, before)
    with st.container(key="bp-compared", horizontal=True, vertical_alignment="bottom"):
        from_here = _choice(label("From"), saved, old, key=f"old-{proposal_id}-{old}-{new}")
        to_here = _choice(label("To"), saved, new, key=f"new-{proposal_id}-{old}-{new}")
    if (from_here, to_here) != (old, new):
        urls.go(urls.review(proposal_id, from_here, to_here))
    return old, new


def _choice(words: Label, saved: Listing[RevisionSummary], shown: int, *, key: str) -> int:
    numbers = [summary.number for summary in saved]
    older = _("Older revisions can be opened and compared from the history.") if len(saved) < saved.total else None
    labels = {summary.number: revision_label(summary) for summary in saved}
    return st.selectbox(
        words,
        numbers,
        index=numbers.index(shown),
        format_func=labels.__getitem__,
        placeholder=_("Choose a revision"),
        help=older,
        key=key,
    )


def _among(asked: int | None, numbers: Sequence[int], otherwise: int) -> int:
    return asked if asked is not None and asked in numbers else otherwise
