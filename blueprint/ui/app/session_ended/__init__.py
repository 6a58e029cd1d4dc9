"""Saying in the browser that the session has ended, since Streamlit's socket is refused then and no page can be drawn."""

import streamlit as st

from blueprint import component_assets
from blueprint.locales import gettext as _

_component = st.components.v2.component("session_ended", js=component_assets.loader("app/session_ended"))


def watch_session() -> None:
    """Watch the connection from now on; draws nothing while there is one."""
    sentence = _(
        "You are signed out. What you typed is still on this page: sign in again in another tab, and this one goes on."
    )
    # In a list: for a dictionary Streamlit imports pandas.
    _component(key="session-ended", data=[sentence, _("Sign in again")])
