"""What wants a person's attention, one thing under another, each with the step to take."""

from collections.abc import Sequence
from datetime import datetime

import streamlit as st

from blueprint.ui import addresses
from blueprint.ui.attention import Matter
from blueprint.ui.markup import draw
from blueprint.ui.moments import ago


def attention_list(matters: Sequence[Matter], now: datetime) -> None:
    """Draw them in the order given."""
    with st.container(key="bp-list-attention", gap=None):
        for number, matter in enumerate(matters):
            with st.container(key=f"bp-row-matter-{number}", horizontal=True, vertical_alignment="center"):
                draw(
                    "<p class='bp-matter'><bdi class='bp-title'>{}</bdi>"
                    "<span class='bp-facts'>{} <time>{}</time></span></p>",
                    matter.title,
                    matter.why,
                    ago(matter.since, now),
                )
                with st.container(key=f"bp-do-{number}", width="content"):
                    addresses.link(matter.address, matter.do)
