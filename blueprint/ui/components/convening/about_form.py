"""What a convening says about itself, as fields: for a new one and for one there is."""

from datetime import date
from typing import TypedDict

import streamlit as st

from blueprint.domain.convenings import Convening, Visibility
from blueprint.domain.validation import TITLE_LENGTH
from blueprint.locales import gettext as _
from blueprint.locales import mark
from blueprint.ui.html.escape import Label, label

_EARLIEST, _LATEST = date(1990, 1, 1), date(2100, 12, 31)
_AUDIENCES = {
    Visibility.MEMBERS: mark("Members only"),
    Visibility.ACCOUNTS: mark("Everyone with an account here may read; members take part"),
}


class ConveningFields(TypedDict):
    """What was typed, in the shape `create_convening` and `edit_convening` take."""

    title: str
    purpose: str
    visibility: Visibility
    starts_on: date | None
    ends_on: date | None


def about_fields(now: Convening | None, key: str) -> ConveningFields:
    """Draw the fields inside a form, filled with what the convening says now; returns what they hold."""
    title = st.text_input(_("Title"), value=now.title if now else "", key=f"{key}-title", max_chars=TITLE_LENGTH)
    purpose = st.text_area(
        _("Purpose"),
        value=now.purpose if now else "",
        key=f"{key}-purpose",
        help=_("What this group came together for, in a few sentences."),
    )
    with st.container(horizontal=True):
        starts_on = _day(label("Begins (optional)"), now.starts_on if now else None, f"{key}-starts")
        ends_on = _day(label("Ends (optional)"), now.ends_on if now else None, f"{key}-ends")
    visibility = st.radio(
        _("Who may see its proposals"),
        [*Visibility],
        index=[*Visibility].index(now.visibility) if now else 0,
        format_func=lambda visibility: _(_AUDIENCES[visibility]),
        key=f"{key}-visibility",
    )
    return ConveningFields(title=title, purpose=purpose, visibility=visibility, starts_on=starts_on, ends_on=ends_on)


def _day(words: Label, now: date | None, key: str) -> date | None:
    return st.date_input(words, value=now, key=key, format="YYYY-MM-DD", min_value=_EARLIEST, max_value=_LATEST)
