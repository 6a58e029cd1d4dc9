"""Following links: a plain link to a page of the workbench opens it without loading the site anew."""

from itertools import count
from pathlib import Path

import streamlit as st

from blueprint.ui import pages

_component = st.components.v2.component(
    "following", js=(Path(__file__).parent / "following.js").read_text(encoding="utf-8")
)
_PATHS = ["/", *(f"/{name}" for name in pages.TITLES)]
_runs = count()


def follow_links(page: st.Page) -> None:
    """Let the links of `page` be followed, and the browser know that it is the one being drawn; draws nothing.

    The number makes each run's message another one, which the browser would else not look at.
    """
    drawn = f"/{page.url_path}"
    _component(key="following", data=[_PATHS, drawn, next(_runs)])  # in a list: a dictionary costs pandas
