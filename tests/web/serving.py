"""A real server in a process of its own, and the ways tests talk to it."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

from blueprint.services.accounts import one_time_links, sign_in
from blueprint.services.context import Workbench
from tests.ports import free_port

__all__ = ["ROOT", "STARTS_WITHIN", "Site", "free_port", "own_environment", "serving", "user_seen_by", "wait_for"]

ROOT = Path(__file__).resolve().parents[2]
STARTS_WITHIN = 180.0
"""Seconds; a busy machine takes its time to import Streamlit."""

_ECHO = (
    "import streamlit as st; from blueprint.server import serve, app_options; "
    f"serve(app=st.App({str(Path(__file__).with_name('echo.py'))!r}, **app_options()))"
)


@dataclass(frozen=True)
class Site:
    """A running server, and the same workbench opened in the test's own process."""

    url: str
    workbench: Workbench

    def session(self, email: str) -> str:
        """The token of a fresh session of that person."""
        token = one_time_links.link_to_sign_in(self.workbench, email)
        return sign_in.sign_in_by_link(self.workbench, token, "a test")

    def client(self, email: str | None = None, **headers: str) -> httpx.Client:
        """A browser's manners: it keeps cookies and says where its requests come from."""
        cookies = {"session": self.session(email)} if email else None
        kept = {"origin": self.url, "accept": "text/html", **headers}
        return httpx.Client(base_url=self.url, cookies=cookies, headers=kept, timeout=30)

    def socket(self, **headers: str) -> ClientConnection:
        """Streamlit's websocket, opened with these headers besides the browser's own."""
        sent = {name.replace("_", "-"): value for name, value in ({"origin": self.url} | headers).items()}
        origin = sent.pop("origin") or None
        address = self.url.replace("http", "ws", 1) + "/_stcore/stream"
        return connect(address, origin=origin, additional_headers=sent, subprotocols=["streamlit"], max_size=None)  # type: ignore[arg-type, list-item]


def own_environment(data: Path, port: int, **settings: str) -> dict[str, str]:
    """The environment of a server that writes to `data` and takes no setting from who runs the tests."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("BLUEPRINT_", "STREAMLIT_"))}
    return kept | {"BLUEPRINT_DATA": str(data), "PORT": str(port)} | settings


@contextmanager
def serving(environment: dict[str, str], *command: str) -> Iterator[str]:
    """Run a server until the block ends; gives its address once it answers."""
    url = f"http://127.0.0.1:{environment['PORT']}"
    arguments = command or ("-c", _ECHO)
    process = subprocess.Popen([sys.executable, *arguments], cwd=ROOT, env=environment)
    try:
        wait_for(url, process)
        yield url
    finally:
        process.terminate()
        process.wait(timeout=20)


def wait_for(url: str, process: "subprocess.Popen[bytes]", path: str = "/healthz", log: Path | None = None) -> None:
    """Wait until the server answers 200 at a path; fails when it ends instead, with what it wrote to its log."""
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until and process.poll() is None:
        try:
            if httpx.get(url + path).status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.2)
    written = log.read_text(encoding="utf-8") if log else ""
    raise AssertionError(f"no server at {url} (exit code {process.poll()}){written}")


def user_seen_by(connection: ClientConnection) -> dict[str, Any]:
    """What `st.user` holds when the script runs once more on this websocket."""
    connection.send(BackMsg(rerun_script=ClientState()).SerializeToString())
    said = ""
    while True:
        message = ForwardMsg.FromString(connection.recv(timeout=30))
        kind = message.WhichOneof("type")
        if kind == "delta" and message.delta.new_element.WhichOneof("type") == "text":
            said = message.delta.new_element.text.body
        if kind == "script_finished" and said:
            return dict(json.loads(said))
