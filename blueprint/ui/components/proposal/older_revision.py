"""Saying that an older revision is being read, and where the newest is."""

from collections.abc import Sequence

import streamlit as st

from blueprint.domain.revisions import RevisionSummary
from blueprint.ui.html import urls
from blueprint.ui.html.markup import draw
from blueprint.ui.html.urls import PageUrl


def say_older(saved: Sequence[RevisionSummary], number: int, since: PageUrl) -> None:
    """Draw it when `number` is not the newest of the revisions; `since` shows what changed after it."""
    if number == saved[0].number:
        return
    with st.container(key="bp-do-older", horizontal=True, vertical_alignment="center"):
        draw("<p class='bp-older'>You are reading revision {}; the newest is {}.</p>", number, saved[0].number)
        urls.link(since, "What changed since")
