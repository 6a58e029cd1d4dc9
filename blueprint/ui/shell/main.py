"""The script Streamlit runs: which pages there are, who is acting, the frame around every page."""

import streamlit as st

from blueprint.services.workbench import the_workbench
from blueprint.ui import identity, notices
from blueprint.ui.shell import theme
from blueprint.ui.shell.masthead import masthead

_PAGES = {
    "home": ("Home", "home"),
    "convenings": ("Convenings", "groups"),
    "convening": ("Convening", "groups"),
    "coverage": ("Coverage", "grid_on"),
    "collections": ("Collections", "collections_bookmark"),
    "collection": ("Collection", "book"),
    "proposal": ("Read", "article"),
    "draft": ("Write", "edit"),
    "review": ("Compare", "difference"),
    "history": ("History", "history"),
    "principles": ("Principles", "category"),
    "account": ("Account", "account_circle"),
}
"""Each page's file, and so its address, with its title in the browser's tab and its icon."""


def _page(name: str) -> st.Page:
    title, icon = _PAGES[name]
    return st.Page(f"../pages/{name}.py", title=title, icon=f":material/{icon}:", url_path=name, default=name == "home")


def main() -> None:
    """Frame the page that was asked for; to nobody it says only how to sign in."""
    st.set_page_config(layout="centered")
    page = st.navigation([_page(name) for name in _PAGES], position="hidden")
    theme.apply()
    person = identity.signed_in(the_workbench())
    masthead(person)
    if person is None:
        notices.ask_to_sign_in("You are not signed in. Sign in, and you come back to this page.")
        return
    notices.show_kept()
    with notices.told():
        page.run()


if __name__ == "__main__":
    main()
