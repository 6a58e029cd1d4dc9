"""Name, organisation and language."""

import streamlit as st

from blueprint.domain.people import Person
from blueprint.domain.wording import NAME_LENGTH
from blueprint.services import accounts
from blueprint.services.workbench import Workbench
from blueprint.ui import notices
from blueprint.ui.components.heading import subheading
from blueprint.ui.components.language_choice import language_choice


def profile(workbench: Workbench, person: Person) -> None:
    """Draw the form; saving shows the page anew."""
    subheading("How others see you")
    with st.form("profile"):
        name = st.text_input("Name", value=person.name, max_chars=NAME_LENGTH, key="profile-name", autocomplete="name")
        organisation = st.text_input(
            "Organisation (optional)",
            value=person.organisation,
            max_chars=NAME_LENGTH,
            key="profile-organisation",
            autocomplete="organization",
        )
        language = language_choice("Language you write in", key="profile-language", chosen=person.language)
        saved = st.form_submit_button("Save", type="primary", key="profile-save")
    if saved:
        with notices.told():
            accounts.change_profile(workbench, person.id, name=name, organisation=organisation, language=language)
            notices.keep("Your account is saved.")
            st.rerun()
