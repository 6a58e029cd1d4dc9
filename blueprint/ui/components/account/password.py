"""Setting a password."""

import streamlit as st

from blueprint.domain.people import Person
from blueprint.locales import gettext as _
from blueprint.services.accounts import account
from blueprint.services.context import Workbench
from blueprint.ui.components.heading import subheading
from blueprint.ui.session import flash


def password(workbench: Workbench, person: Person) -> None:
    """Draw the form. A new password ends every session, so who changes it signs in again at once."""
    subheading(
        _("Password"),
        _("After a change you sign in again, here and in every other browser.")
        if person.has_password
        else _(
            "You have none yet and enter by links. With a password you can sign in on your own. "
            "Set it within 15 minutes of entering by a link."
        ),
    )
    with st.form("password"):
        present = ""
        if person.has_password:
            present = st.text_input(_("Present password"), type="password", key="password-present")
        new = st.text_input(_("New password"), type="password", key="password-new", help=_("At least 10 characters."))
        again = st.text_input(_("New password once more"), type="password", key="password-again")
        changed = st.form_submit_button(
            _("Change password") if person.has_password else _("Set password"), key="password-set"
        )
    if changed:
        _change(workbench, person, present, new, again)


def _change(workbench: Workbench, person: Person, present: str, new: str, again: str) -> None:
    if new != again:
        flash.refuse(_("The two new passwords differ. Type the same one twice."))
        return
    with flash.show_errors():
        account.change_password(workbench, person.id, new, present)
        flash.ask_to_sign_in(_("Your password is changed. Sign in with it to go on."))
