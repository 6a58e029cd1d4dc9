"""The language and the direction of the whole document, dialogs and menus included, which Streamlit leaves at English."""

from pathlib import Path

import streamlit as st

from blueprint.component_assets import NOT_LOADED
from blueprint.domain.languages import direction
from blueprint.locales import SOURCE_LANGUAGE, current_language
from blueprint.locales import gettext as _

_component = st.components.v2.component(
    "document_language", js=(Path(__file__).parent / "document_language.js").read_text(encoding="utf-8")
)


def set_document_language() -> None:
    """Tell the browser the language in use; draws nothing. English costs no message, as Streamlit's page says it."""
    language = current_language()
    if language != SOURCE_LANGUAGE:
        # In a list: for a dictionary Streamlit imports pandas.
        _component(key="document-language", data=[language, direction(language), _(NOT_LOADED)])
