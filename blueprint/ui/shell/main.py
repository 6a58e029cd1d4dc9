"""The script Streamlit runs: which pages there are, who is acting, the frame around every page."""

from pathlib import Path

import streamlit as st

from blueprint.services.workbench import the_workbench
from blueprint.ui import identity, notices
from blueprint.ui.shell import theme
from blueprint.ui.shell.masthead import masthead

_PAGES = {
    "home": "Home",
    "convenings": "Convenings",
    "convening": "Convening",
    "people": "People",
    "happenings": "What happened",
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
"""Each page's file, and so its address, with its title in the browser's tab. No icons: Streamlit makes a tab's icon of
them that browsers fetch from elsewhere."""
_MARK = str(Path(__file__).parent / "mark.svg")


def _page(name: str) -> st.Page:
    return st.Page(f"../pages/{name}.py", title=_PAGES[name], url_path=name, default=name == "home")


def main() -> None:
    """Frame the page that was asked for; to nobody it says only how to sign in."""
    st.set_page_config(layout="centered", page_icon=_MARK)
    page = st.navigation([_page(name) for name in _PAGES], position="hidden")
    theme.apply()
    with the_workbench().looking():
        _show(page)


def _show(page: st.Page) -> None:
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
