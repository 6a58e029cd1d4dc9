"""Convenings one under another."""

from collections.abc import Iterable

import streamlit as st

from blueprint.domain.convenings import Convening, Role
from blueprint.ui import addresses
from blueprint.ui.markup import draw, part, running
from blueprint.ui.moments import span


def convening_list(found: Iterable[tuple[Convening, Role | None]]) -> None:
    """Draw each with its purpose, its dates and the person's role in it."""
    with st.container(key="bp-list-convenings", gap=None):
        for convening, role in found:
            with st.container(key=f"bp-row-{running(convening.title)}-{convening.id}", gap=None):
                addresses.link(addresses.convening(convening.id), convening.title)
                when = span(convening.starts_on, convening.ends_on)
                draw(
                    "<p class='bp-facts' dir='ltr'>{}{}</p><p class='bp-purpose' dir='auto'>{}</p>",
                    f"You are {role.value} here" if role else "You may read here",
                    part(" · {}", when) if when else "",
                    convening.purpose,
                )
