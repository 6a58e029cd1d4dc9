"""Following links: a plain link to a page of the workbench opens it without loading the site anew."""

from pathlib import Path

import streamlit as st

from blueprint.ui import pages

_component = st.components.v2.component(
    "following", js=(Path(__file__).parent / "following.js").read_text(encoding="utf-8")
)
_PATHS = ["/", *(f"/{name}" for name in pages.TITLES)]


def follow_links() -> None:
    """Let this page's links be followed; draws nothing."""
    _component(key="following", data=[_PATHS])  # in a list: looking into a dictionary costs pandas
