"""The end of a list that goes on: how much of it is shown, and a button that shows more.

A list keeps its length while the session lasts, so that whoever comes back finds it as they left it. What is shown stays in
its place, and the button keeps the focus below it.
"""

import streamlit as st

from blueprint.domain.listings import Listing
from blueprint.ui.html.escape import label
from blueprint.ui.session import state

PAGE = 20
"""Items that a list shows at first."""


def shown_of(name: str, page: int = PAGE) -> int:
    """How many items to show of the list of that name: a page, and as many as were asked for in this session."""
    return state.shown_items.get().get(name, page)


def more(name: str, found: Listing[object], page: int = PAGE) -> None:
    """Draw a button that shows the next page of a list, of which `found` is shown; nothing where that is all of it."""
    more_of(name, len(found), found.total, page)


def more_of(name: str, shown: int, total: int, page: int = PAGE) -> None:
    """As `more`, by numbers."""
    if shown >= total:
        return
    words = label(
        "Show {count} more ({shown} of {total} are shown)", count=min(page, total - shown), shown=shown, total=total
    )
    st.button(words, icon=":material/expand_more:", key=f"more-{name}", on_click=_show, args=(name, shown + page))


def _show(name: str, items: int) -> None:
    state.shown_items.put({**state.shown_items.get(), name: items})
