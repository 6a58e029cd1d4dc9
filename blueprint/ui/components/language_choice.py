"""Choosing a language by the name it has in itself."""

import streamlit as st

from blueprint.domain.languages import WRITTEN, language_name
from blueprint.locales import gettext as _
from blueprint.ui.html.escape import Label


def language_choice(words: Label, *, key: str, chosen: str = "en", help: Label | None = None) -> str:
    """The tag of the language chosen; beside those on offer one may type any BCP 47 tag."""
    offered = [*WRITTEN] if chosen in WRITTEN else [chosen, *WRITTEN]
    return st.selectbox(
        words,
        offered,
        index=offered.index(chosen),
        format_func=language_name,
        accept_new_options=True,
        placeholder=_("Choose or type a language"),
        key=key,
        help=help,
    )
