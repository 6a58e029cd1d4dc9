"""What people see after an unhandled error."""

import streamlit as st
import structlog

from blueprint.locales import gettext as _
from blueprint.ui.session.interface_language import in_session_language

_log = structlog.get_logger()


@in_session_language()
def show_error_page(error: Exception) -> bool:
    """Log an unhandled error and show a sentence in place of a stack trace; True: Streamlit shows nothing more."""
    _log.error("unhandled error", exc_info=error)
    st.error(
        _(
            "Something broke on our side, and we have noted it. What you saved is safe, and what you typed is kept on "
            "this device. Load the page again; if it breaks again, tell the person who runs this workbench."
        ),
        icon=":material/build:",
    )
    return True
