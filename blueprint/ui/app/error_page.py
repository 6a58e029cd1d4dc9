"""What people see after an unhandled error, and after a value that their page cannot have sent."""

from pathlib import Path
from traceback import walk_tb

import streamlit as st
import structlog

from blueprint.locales import gettext as _
from blueprint.services.authorization import note_refusal
from blueprint.ui.session import identity
from blueprint.ui.session.interface_language import in_session_language

_log = structlog.get_logger()

_OURS = str(Path(__file__).parents[2])
_STREAMLIT = str(Path(st.__file__).parent)
_READING_VALUES = frozenset(
    {"deserialize", "deserializer", "get_serialized", "unpack_widget_state_value", "on_script_will_rerun"}
)
"""Functions of Streamlit that read the values of widgets as browsers send them."""


@in_session_language()
def show_error_page(error: Exception) -> bool:
    """Log an unhandled error and show a sentence in place of a stack trace; True: Streamlit shows nothing more."""
    if is_from_the_browser(error):
        note_refusal(identity.actor_id(), "send_value", type(error).__name__)
        st.error(
            _(
                "Something came from your browser that this page cannot read, and nothing was done with it. "
                "Load the page again; what you typed is kept on this device."
            ),
            icon=":material/refresh:",
        )
        return True
    _log.error("unhandled error", exc_info=error)
    st.error(
        _(
            "Something broke on our side, and we have noted it. What you saved is safe, and what you typed is kept on "
            "this device. Load the page again; if it breaks again, tell the person who runs this workbench."
        ),
        icon=":material/build:",
    )
    return True


def is_from_the_browser(error: Exception) -> bool:
    """Whether Streamlit failed to read a widget's value: pages send what their widgets take, so another program sent it."""
    calls = [(frame.f_code.co_filename, frame.f_code.co_name) for frame, _line in walk_tb(error.__traceback__)]
    ours = [number for number, (file, _name) in enumerate(calls) if file.startswith(_OURS)]
    below = calls[ours[-1] + 1 :] if ours else calls
    return any(file.startswith(_STREAMLIT) and name in _READING_VALUES for file, name in below)
