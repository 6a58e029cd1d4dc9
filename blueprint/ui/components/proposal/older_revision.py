"""A note above an older revision, with a link to what changed since."""

from collections.abc import Sequence

import streamlit as st

from blueprint.domain.revisions import RevisionSummary
from blueprint.locales import gettext as _
from blueprint.ui.html import urls
from blueprint.ui.html.markup import draw
from blueprint.ui.html.urls import PageUrl


def older_revision_note(saved: Sequence[RevisionSummary], number: int, since: PageUrl) -> None:
    """Draw it when `number` is not the newest of the revisions; `since` shows what changed after it."""
    if number == saved[0].number:
        return
    with st.container(key="bp-actions-older", horizontal=True, vertical_alignment="center"):
        message = _("You are reading revision {number}; the newest is {newest}.", number=number, newest=saved[0].number)
        draw("<p class='bp-older-revision'>{}</p>", message)
        urls.link(since, _("What changed since"))
