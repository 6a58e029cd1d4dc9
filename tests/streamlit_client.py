"""A browser's part of Streamlit's protocol, without a browser: to send what no page of ours sends."""

from dataclasses import dataclass, field
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from websockets.sync.client import ClientConnection

TIMEOUT = 60.0
"""Seconds."""


@dataclass
class Drawn:
    """What a run of a page has drawn: its HTML and texts in one, its widgets by key, and its session."""

    words: str = ""
    widgets: dict[str, Any] = field(default_factory=dict)
    session: str = ""

    def id_of(self, key: str) -> str:
        """The id that Streamlit gave the widget of that key."""
        return str(self.widgets[key].id)


@dataclass
class StreamlitClient:
    """A signed-in person's connection, on a page of the workbench."""

    connection: ClientConnection
    page: str = ""
    query: str = ""

    def open(self, page: str, query: str = "") -> Drawn:
        """Open a page."""
        self.page, self.query = page, query
        return self.run()

    def run(self, *states: WidgetState, fragment: str = "") -> Drawn:
        """Have the page drawn with these states of its widgets; gives what was drawn until its script had ended."""
        widgets = WidgetStates(widgets=states)
        state = ClientState(query_string=self.query, page_name=self.page, widget_states=widgets, fragment_id=fragment)
        self.send(BackMsg(rerun_script=state))
        return self.receive()

    def send(self, message: BackMsg) -> None:
        """Send a message."""
        self.connection.send(message.SerializeToString())

    def receive(self) -> Drawn:
        """What is drawn until a script has ended."""
        drawn = Drawn()
        while True:
            message = self.message()
            kind = message.WhichOneof("type")
            if kind == "new_session":
                drawn.session = message.new_session.initialize.session_id or drawn.session
            if kind == "delta":
                _note(drawn, message)
            if kind == "script_finished":
                return drawn

    def message(self) -> ForwardMsg:
        """The next message of the server."""
        content = self.connection.recv(timeout=TIMEOUT)
        assert isinstance(content, bytes)
        return ForwardMsg.FromString(content)


def _note(drawn: Drawn, message: ForwardMsg) -> None:
    delta = message.delta
    shown = delta.new_element if delta.WhichOneof("type") == "new_element" else delta.add_block
    name = shown.WhichOneof("type")
    part = getattr(shown, name) if name else None
    if name in ("exception", "alert"):
        drawn.words += f"\n{name}: {part.message if name == 'exception' else part.body}"
    elif hasattr(part, "body"):
        drawn.words += f"\n{part.body}"
    found = getattr(part, "id", "")
    if found.startswith("$$ID-"):
        drawn.widgets[found.rpartition("-")[2] if found.count("-") < 3 else found.split("-", 2)[2]] = part
