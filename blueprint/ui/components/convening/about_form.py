"""What a convening says about itself, as fields: for a new one and for one there is."""

from datetime import date
from typing import TypedDict

import streamlit as st

from blueprint.domain.convenings import Convening, Visibility
from blueprint.domain.wording import TITLE_LENGTH

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
        starts_on = st.date_input("Begins (optional)", value=now.starts_on if now else None, key=f"{key}-starts")
        ends_on = st.date_input("Ends (optional)", value=now.ends_on if now else None, key=f"{key}-ends")
    visibility = st.radio(
        "Who may see its proposals",
        [*Visibility],
        index=[*Visibility].index(now.visibility) if now else 0,
        format_func=_WHO.__getitem__,
        key=f"{key}-visibility",
    )
    return About(title=title, purpose=purpose, visibility=visibility, starts_on=starts_on, ends_on=ends_on)
