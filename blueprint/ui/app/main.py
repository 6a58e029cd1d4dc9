"""The script Streamlit runs: which pages there are, who is acting, the frame around every page."""

from pathlib import Path
from threading import BoundedSemaphore

import streamlit as st

from blueprint.services.context import the_workbench
from blueprint.ui import pages
from blueprint.ui.app import theme
from blueprint.ui.app.header import masthead
from blueprint.ui.app.link_navigation import follow_links
from blueprint.ui.app.session_ended import watch_session
from blueprint.ui.session import flash, identity

_TURNS = BoundedSemaphore(4)
"""Pages drawn at the same time. Python runs one thread at a time anyway, and many that wait for each other take longer
together than one after the other; a few, so that one person's slow page does not keep everybody else."""
_MARK = str(Path(__file__).parent / "mark.svg")


def main() -> None:
    """Frame the page that was asked for; to nobody it says only how to sign in."""
    with _TURNS:
        _draw()


def _draw() -> None:
    st.set_page_config(layout="centered", page_icon=_MARK)
    page = st.navigation([pages.page(name) for name in pages.TITLES], position="hidden")
    theme.apply()
    with the_workbench().read_scope():
        _show(page)


def _show(page: st.Page) -> None:
    person = identity.signed_in(the_workbench())
    masthead(person)
    follow_links()
    watch_session()
    if person is None:
        flash.ask_to_sign_in("You are not signed in. Sign in, and you come back to this page.")
        return
    flash.show_kept()
    with flash.told():
        page.run()


if __name__ == "__main__":
    main()
