"""Changing what a convening is about and who may see it."""

import streamlit as st

from blueprint.domain.convenings import Convening
from blueprint.locales import gettext as _
from blueprint.services.context import Workbench
from blueprint.services.convenings import convenings
from blueprint.ui.components.convening.about_form import about_fields
from blueprint.ui.components.heading import subheading
from blueprint.ui.session import flash


def settings(workbench: Workbench, actor_id: str | None, convening: Convening) -> None:
    """Draw the form; saving shows the page anew."""
    subheading(_("Settings"))
    with st.form("convening-settings"):
        about = about_fields(convening, "settings")
        saved = st.form_submit_button(_("Save settings"), type="primary", key="settings-save")
    if saved:
        with flash.show_errors():
            convenings.edit_convening(workbench, actor_id, convening.id, **about)
            flash.confirm(_("The settings are saved."))
            st.rerun()
