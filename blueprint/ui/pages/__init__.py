"""The pages: each module here draws one, with its `show`; a page is named as its module and its path are."""

from functools import partial
from importlib import import_module

import streamlit as st

TITLES = {
    "home": "Home",
    "convenings": "Convenings",
    "convening": "Convening",
    "people": "People",
    "activity": "What happened",
    "settings": "Settings",
    "coverage": "Coverage",
    "collections": "Collections",
    "collection": "Collection",
    "proposal": "Read",
    "draft": "Write",
    "review": "Compare",
    "history": "History",
    "principles": "Principles",
    "account": "Account",
}
"""Each page's title in the browser's tab; no icons, as Streamlit has browsers fetch those from elsewhere."""


def page(name: str) -> st.Page:
    """The page of that name, for Streamlit to show, to link and to go to.

    Of a function, not of a file: Streamlit would look the file up on the disk each time, fifteen of them in every run.
    """
    return st.Page(partial(_show, name), title=TITLES[name], url_path=name, default=name == "home")


def _show(name: str) -> None:
    import_module(f"{__name__}.{name}").show()
