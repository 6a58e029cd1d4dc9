"""Link navigation: a plain click on a link to a page of the workbench switches to it within the session."""

from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import streamlit as st

from blueprint.ui import pages
from blueprint.ui.html.urls import PageUrl
from blueprint.ui.session import state

_KEY = "link-navigation"

_component = st.components.v2.component(
    _KEY, js=(Path(__file__).parent / "link_navigation.js").read_text(encoding="utf-8")
)


def follow_links() -> None:
    """Follow the links of the page from now on; draws nothing."""
    # In a list: for a dictionary Streamlit imports pandas.
    _component(key=_KEY, data=[[*pages.PATHS]], on_address_change=_switch_page)


def page_at(address: object) -> PageUrl | None:
    """The page at a path with its query, as a browser sent it; None for what is no page of the workbench.

    Of a parameter given several times the last value counts; empty ones count as absent, as everywhere.
    """
    if not isinstance(address, str):
        return None
    try:
        address.encode()  # a lone surrogate can be in no address
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.scheme or parts.netloc or parts.path not in pages.PATHS:
        return None
    return PageUrl(parts.path.removeprefix("/") or "home", dict(parse_qsl(parts.query)))


def _switch_page() -> None:
    found = page_at(state.sent(_KEY, "address"))
    if found:
        st.switch_page(pages.page(found.page), query_params=found.query)
