"""The convenings one may see, and starting one."""

import streamlit as st

from blueprint.locales import gettext as _
from blueprint.services.context import Workbench, the_workbench
from blueprint.services.convenings import convenings
from blueprint.ui.components.convening.about_form import about_fields
from blueprint.ui.components.convening_list import convening_list
from blueprint.ui.components.heading import empty, heading
from blueprint.ui.components.more import more, shown_of
from blueprint.ui.html import urls
from blueprint.ui.session import flash, identity


def _create(workbench: Workbench, actor_id: str | None, *, first: bool) -> None:
    with (
        st.expander(_("Start a convening"), icon=":material/add:", expanded=first, key="convene"),
        st.form("convene-form", border=False),
    ):
        about = about_fields(None, "convene")
        created = st.form_submit_button(_("Start the convening"), type="primary", key="convene-go")
    if created:
        with flash.show_errors():
            convening = convenings.create_convening(workbench, actor_id, **about)
            urls.go(urls.people(convening.id))


def _page(workbench: Workbench) -> None:
    actor_id = identity.actor_id()
    heading(_("Convenings"), _("A convening is a group that writes proposals on a theme together."))
    found = convenings.list_convenings(workbench, actor_id, shown_of("convenings"))
    allowed = convenings.may_create_convening(workbench, actor_id)
    if not found:
        empty(
            _("There are none yet. Start the first one below.")
            if allowed
            else _("You take part in none yet. Open the link of an invitation, or ask a convenor to send you one.")
        )
    convening_list(found)
    more("convenings", found)
    if allowed:
        _create(workbench, actor_id, first=not found)


def show() -> None:
    _page(the_workbench())
