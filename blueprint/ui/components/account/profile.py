"""Name, organisation and language."""

import streamlit as st

from blueprint.domain.people import Person, Profile
from blueprint.domain.validation import NAME_LENGTH
from blueprint.locales import gettext as _
from blueprint.services.accounts import account
from blueprint.services.context import Workbench
from blueprint.ui.components.heading import subheading
from blueprint.ui.components.language_choice import language_choice
from blueprint.ui.html.escape import label
from blueprint.ui.session import flash


def profile(workbench: Workbench, person: Person) -> None:
    """Draw the form; saving shows the page anew."""
    subheading(_("How others see you"))
    with st.form("profile"):
        name = st.text_input(
            _("Name"), value=person.name, max_chars=NAME_LENGTH, key="profile-name", autocomplete="name"
        )
        organisation = st.text_input(
            _("Organisation (optional)"),
            value=person.organisation,
            max_chars=NAME_LENGTH,
            key="profile-organisation",
            autocomplete="organization",
        )
        language = language_choice(label("Language you write in"), key="profile-language", chosen=person.language)
        saved = st.form_submit_button(_("Save"), type="primary", key="profile-save")
    if saved:
        with flash.show_errors():
            changed = Profile(name=name, organisation=organisation, language=language)
            account.change_profile(workbench, person.id, changed)
            flash.confirm(_("Your account is saved."))
            st.rerun()
