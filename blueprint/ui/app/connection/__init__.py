"""Saying in the browser that the workbench does not answer, or that the session has ended: no page can be drawn then."""

import streamlit as st

from blueprint import component_assets
from blueprint.locales import gettext as _

_component = st.components.v2.component("connection", js=component_assets.loader("app/connection"))


def watch_connection() -> None:
    """Watch the connection from now on; draws nothing while there is one."""
    away = _(
        "The workbench does not answer at the moment. What you type stays on this page, which goes on as soon as it does."
    )
    ended = _(
        "You are signed out. What you typed is still on this page: sign in again in another tab, and this one goes on."
    )
    # In a list: for a dictionary Streamlit imports pandas.
    _component(key="connection", data=[away, ended, _("Sign in again")], on_back_change=_draw_anew)


def _draw_anew() -> None:
    """Nothing more than the run that follows."""
