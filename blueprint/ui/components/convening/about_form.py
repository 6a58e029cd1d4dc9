"""What a convening says about itself, as fields: for a new one and for one there is."""

from datetime import date
from typing import TypedDict

import streamlit as st

from blueprint.domain.convenings import Convening, Visibility
from blueprint.domain.validation import TITLE_LENGTH

_EARLIEST, _LATEST = date(1990, 1, 1), date(2100, 12, 31)
_WHO = {
    Visibility.MEMBERS: "Members only",
    Visibility.ACCOUNTS: "Everyone with an account here may read; members take part",
}


class About(TypedDict):
    """What was typed, in the shape `create_convening` and `edit_convening` take."""

    title: str
    purpose: str
    visibility: Visibility
    starts_on: date | None
    ends_on: date | None


def about_fields(now: Convening | None, key: str) -> About:
    """Draw the fields inside a form, filled with what the convening says now; returns what they hold."""
    title = st.text_input("Title", value=now.title if now else "", key=f"{key}-title", max_chars=TITLE_LENGTH)
    purpose = st.text_area(
        "Purpose",
        value=now.purpose if now else "",
        key=f"{key}-purpose",
        help="What this group came together for, in a few sentences.",
    )
    with st.container(horizontal=True):
        starts_on = _day("Begins (optional)", now.starts_on if now else None, f"{key}-starts")
        ends_on = _day("Ends (optional)", now.ends_on if now else None, f"{key}-ends")
    visibility = st.radio(
        "Who may see its proposals",
        [*Visibility],
        index=[*Visibility].index(now.visibility) if now else 0,
        format_func=_WHO.__getitem__,
        key=f"{key}-visibility",
    )
    return About(title=title, purpose=purpose, visibility=visibility, starts_on=starts_on, ends_on=ends_on)


def _day(label: str, now: date | None, key: str) -> date | None:
    return st.date_input(label, value=now, key=key, format="YYYY-MM-DD", min_value=_EARLIEST, max_value=_LATEST)
