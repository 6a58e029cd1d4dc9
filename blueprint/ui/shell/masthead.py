"""The line above every page: the name, the few places one goes from anywhere, and who is signed in."""

import streamlit as st

from blueprint.domain.people import Person
from blueprint.ui import addresses

_LIBRARY = '<a class="bp-masthead-link" href="/library" target="_self">Library</a>'


def masthead(person: Person | None) -> None:
    """Draw it; to nobody it offers the public library alone."""
    with st.container(key="masthead", horizontal=True, vertical_alignment="center"):
        addresses.link(addresses.home(), "Blueprint")
        if person:
            addresses.link(addresses.convenings(), "Convenings")
        st.html(_LIBRARY, width="content")
        if person:
            addresses.link(addresses.account(), person.name, icon="account_circle")
