"""Streamlit's messages, as far as the server has to look into them: what a browser may send, and where it may upload to.

`blueprint.web` passes them on and cannot read them. A message that no page of ours sends is dropped: `clear_cache` empties
the caches of everybody, others ask about the server's files or change how it runs. A value of another type than its widget's
is refused: Streamlit would hand it to the page as it is.
"""

import asyncio
from contextlib import suppress
from typing import Any

from google.protobuf.message import DecodeError  # type: ignore[import-untyped] # protobuf has no types
from streamlit import runtime
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from blueprint.ui.session import open_uploaders

ALLOWED = frozenset({"rerun_script", "stop_script", "app_heartbeat", "file_urls_request"})
UPLOADS = "/_stcore/upload_file/"
LONGEST_ANSWER, LONGEST_END = 16 * 1024, 256
"""Bytes of a message that begins a session or hands out addresses for files, and of one that ends a run."""
PATIENCE = 0.5
"""Seconds."""


class StreamlitMessages:
    """Implements `blueprint.web.auth.websocket_session.Messages`."""

    def connected(self, person_id: str) -> "BrowserConnection":
        """What is known of a new connection of that person."""
        return BrowserConnection(person_id)

    def may_upload(self, path: str, person_id: str) -> bool:
        """Whether the person's open page asked for the file of that address."""
        session, _, file_id = path.removeprefix(UPLOADS).partition("/")
        return path.startswith(UPLOADS) and open_uploaders.may_upload(session, file_id, person_id)


class BrowserConnection:
    """Implements `blueprint.web.auth.websocket_session.MessageFilter`."""

    def __init__(self, person_id: str) -> None:
        self.person_id, self.session = person_id, ""
        self.drawn = asyncio.Event()
        """Set while no script runs."""
        self.drawn.set()
        self.types: dict[str, str] = {}
        """By widget the field in which its value comes, for those whose value was cleared: Streamlit forgets it then."""

    def admits(self, message: bytes) -> bool:
        """Whether a browser may send it; raises `ValueError` for what is no message, or has a value of a wrong type."""
        try:
            sent = BackMsg.FromString(message)
        except DecodeError:
            raise ValueError("not a message of Streamlit's") from None
        if not all(self._has_its_type(state) for state in sent.rerun_script.widget_states.widgets):
            raise ValueError("a value of another type than its widget's")
        kind = sent.WhichOneof("type")
        if kind == "rerun_script":
            self.drawn.clear()
        return kind in ALLOWED and len(sent.file_urls_request.file_names) <= open_uploaders.MOST_FILES

    def sent(self, message: bytes) -> None:
        """Note the session that a message to the browser begins, the end of a run, and the addresses for files."""
        is_short = len(message) < LONGEST_END
        if len(message) > LONGEST_ANSWER or (self.session and not is_short and UPLOADS.encode() not in message):
            return
        answer = ForwardMsg.FromString(message)
        if answer.WhichOneof("type") == "script_finished":
            self.drawn.set()
        self.session = self.session or answer.new_session.initialize.session_id
        for file in answer.file_urls_response.file_urls:
            session, _, file_id = file.upload_url.removeprefix(UPLOADS).partition("/")
            open_uploaders.handed_out(session, file_id, self.person_id)

    async def wait(self) -> None:
        """Wait until the page is drawn, but at most `PATIENCE`: a run that another one overtakes was for nothing."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self.drawn.wait(), PATIENCE)

    def _has_its_type(self, state: WidgetState) -> bool:
        """A widget that is not known has no value that anything reads; one without a value was cleared."""
        known = _widgets(self.session).get(state.id)
        if known is not None and known.value_type is not None:
            self.types[state.id] = known.value_type
        sent = state.WhichOneof("value")
        return known is None or sent is None or sent == self.types.get(state.id, sent)


def _widgets(session: str) -> dict[str, Any]:
    """What Streamlit knows of a session's widgets, by their ids. It has no public way to ask."""
    manager: Any = runtime.get_instance()._session_mgr if runtime.exists() else None
    info = manager.get_active_session_info(session) if manager else None
    widgets: dict[str, Any] = info.session.session_state._new_widget_state.widget_metadata if info else {}
    return widgets
