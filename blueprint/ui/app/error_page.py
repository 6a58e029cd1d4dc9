"""What people see when something breaks that nobody foresaw."""

import streamlit as st
import structlog

_log = structlog.get_logger()


def own_up(error: Exception) -> bool:
    """Note an error that no page caught, and say a sentence in place of a stack trace; True: that is all to be shown."""
    _log.error("page broke", exc_info=error)
    st.error(
        "Something broke on our side, and we have noted it. What you saved is safe, and what you typed is kept on this "
        "device. Load the page again; if it breaks again, tell the person who runs this workbench.",
        icon=":material/build:",
    )
    return True
