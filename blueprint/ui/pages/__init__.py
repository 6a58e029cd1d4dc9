"""The pages: each module here draws one, with its `show`; a page is named as its module and its path are."""

from functools import partial
from importlib import import_module

import streamlit as st

from blueprint.locales import gettext as _
from blueprint.locales import mark

TITLES = {
    "home": mark("Home"),
    "convenings": mark("Convenings"),
    "convening": mark("Convening"),
    "people": mark("People"),
    "activity": mark("What happened"),
    "settings": mark("Settings"),
    "coverage": mark("Coverage"),
    "collections": mark("Collections"),
    "collection": mark("Collection"),
    "proposal": mark("Read"),
    "draft": mark("Write"),
    "review": mark("Compare"),
    "history": mark("History"),
    "principles": mark("Principles"),
    "account": mark("Account"),
    "accounts": mark("All accounts"),
}
"""Each page's title in the browser's tab; no icons, as Streamlit has browsers fetch those from elsewhere."""

PATHS = ("/", *(f"/{name}" for name in TITLES if name != "home"))
"""Each page's path."""


def page(name: str) -> st.Page:
    """The page of that name, for Streamlit to show, to link and to go to.

    Of a function, not of a file: Streamlit would look the file up on the disk each time, fifteen of them in every run.
    """
    return st.Page(partial(_show, name), title=_(TITLES[name]), url_path=name, default=name == "home")


def _show(name: str) -> None:
    import_module(f"{__name__}.{name}").show()
