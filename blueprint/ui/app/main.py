"""The script Streamlit runs: which pages there are, who is acting, the frame around every page."""

from pathlib import Path
from threading import BoundedSemaphore

import streamlit as st

from blueprint.domain.people import Person
from blueprint.services.context import the_workbench
from blueprint.ui import pages
from blueprint.ui.app import theme
from blueprint.ui.app.connection import watch_connection
from blueprint.ui.app.document_language import set_document_language
from blueprint.ui.app.header import header
from blueprint.ui.app.link_navigation import follow_links
from blueprint.ui.session import flash, identity, open_uploaders
from blueprint.ui.session.interface_language import use_language_of

_RUNS = BoundedSemaphore(4)
"""Script runs at the same time. Python runs one thread at a time anyway, and many that wait for each other take longer
together than one after the other; a few, so that one person's slow page does not delay everybody else."""
_ICON = str(Path(__file__).parent / "mark.svg")


def main() -> None:
    """Draw the page that was asked for; without a session only how to sign in."""
    with _RUNS:
        st.set_page_config(layout="centered", page_icon=_ICON)
        with the_workbench().read_scope(), open_uploaders.page_run():
            _draw()


def _draw() -> None:
    person = identity.signed_in(the_workbench())
    use_language_of(person)
    page = st.navigation([pages.page(name) for name in pages.TITLES], position="hidden")
    theme.apply()
    set_document_language()
    header(person)
    follow_links()
    watch_connection()
    _show(page, person)


def _show(page: st.Page, person: Person | None) -> None:
    if person is None:
        flash.ask_to_sign_in()
        return
    flash.show_messages()
    with flash.show_errors():
        page.run()


if __name__ == "__main__":
    main()
