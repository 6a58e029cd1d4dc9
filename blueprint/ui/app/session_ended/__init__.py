"""Saying in the browser that the session has ended, since Streamlit's socket is refused then and no page can be drawn."""

from pathlib import Path

import streamlit as st

_component = st.components.v2.component(
    "session_ended", js=(Path(__file__).parent / "session_ended.js").read_text(encoding="utf-8")
)
_WORDS = (
    "You are signed out. What you typed is still on this page: sign in again in another tab, and this one goes on.",
    "Sign in again",
)


def watch_session() -> None:
    """Watch the connection from now on; draws nothing while there is one."""
    _component(key="session-ended", data=[*_WORDS])  # in a list: a dictionary costs pandas
