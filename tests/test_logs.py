"""The log of the real server and of the command line, read line by line."""

import json
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from blueprint.services.accounts import registration
from blueprint.services.context import open_workbench
from blueprint.settings import Settings
from tests.ports import free_port
from tests.web.serving import ROOT, own_environment, serving

EMAIL = "nia@example.org"
TEXT_LINE = re.compile(r"(?P<timestamp>\S+Z) \[(?P<level>\w+) *\] (?P<event>.+?) +\[(?P<logger>[\w.]+)\](?P<rest>.*)")


def from_json(line: str) -> dict[str, Any]:
    """A line as a record."""
    found: dict[str, Any] = json.loads(line)
    return found


def from_text(line: str) -> dict[str, Any]:
    """A line as a record."""
    found = TEXT_LINE.fullmatch(line)
    assert found, line
    return found.groupdict()


pytestmark = pytest.mark.slow

READERS = {"json": from_json, "text": from_text}


def seen(lines: list[str], read: Callable[[str], dict[str, Any]]) -> set[tuple[str, str, str]]:
    """Level, logger and event of every line, all of them from now and in UTC."""
    records = [read(line) for line in lines]
    for record in records:
        at = datetime.fromisoformat(record["timestamp"])
        assert at.utcoffset() == timedelta(0)
        assert abs(datetime.now(UTC) - at) < timedelta(minutes=5)
    return {(record["level"], record["logger"], record["event"]) for record in records}


@pytest.mark.parametrize("log_format", READERS)
def test_the_servers_log(tmp_path: Path, log_format: str, capfd: pytest.CaptureFixture[str]) -> None:
    """A message that no mail server takes, and a request that is no HTTP: a line of ours, and one of the web server's."""
    port, no_mail_server = free_port(), free_port()
    bench = open_workbench(Settings(data=tmp_path, port=port))
    registration.add_person(bench, EMAIL, "Nia")
    bench.close()
    smtp = {"BLUEPRINT_SMTP_HOST": "127.0.0.1", "BLUEPRINT_SMTP_PORT": str(no_mail_server)}
    environment = own_environment(tmp_path, port, BLUEPRINT_LOG_FORMAT=log_format, NO_COLOR="1", **smtp)
    with serving(environment, "app.py") as url:
        with socket.create_connection(("127.0.0.1", port)) as connection:
            connection.sendall(b"no HTTP at all\r\n\r\n")
            connection.recv(1000)
        asked = httpx.post(f"{url}/sign-in/link", data={"email": EMAIL}, headers={"origin": url})
        assert asked.status_code < 400
        time.sleep(0.5)
    written = capfd.readouterr().err.splitlines()
    assert seen(written, READERS[log_format]) == {
        ("warning", "uvicorn.error", "Invalid HTTP request received."),
        ("warning", "blueprint.services.mail", "mail not sent"),
    }


CLI = """
import logging, structlog, warnings
from blueprint.cli.workbench import command_workbench
from blueprint.storage import people
log = structlog.get_logger("blueprint.here")
with command_workbench() as workbench:
    log.info("begun", words="زمین")
    logging.getLogger("sqlalchemy.pool").warning("a library's %s", "line")
    logging.getLogger("sqlalchemy.pool").info("too much detail")
    warnings.warn("old")
    try:
        with workbench.database.transaction() as session:
            row = people.PersonRow(id="1", email="e", name="n", password_hash="a secret hash", created_at=workbench.now())
            session.add(people.PersonRow(**(row.model_dump() | {"id": "2"})))
            session.add(row)
            session.flush()
    except Exception:
        log.exception("broken")
"""


@pytest.mark.parametrize("log_format", READERS)
def test_the_command_lines_log(tmp_path: Path, log_format: str) -> None:
    environment = own_environment(tmp_path, 8599, BLUEPRINT_LOG_FORMAT=log_format, NO_COLOR="1")
    done = subprocess.run(
        [sys.executable, "-c", CLI], env=environment, capture_output=True, text=True, encoding="utf-8", cwd=ROOT
    )
    lines = done.stderr.splitlines()
    assert "Traceback" in done.stderr
    assert "secret" not in done.stderr
    assert "زمین" in done.stderr
    if log_format == "text":  # the stack trace has lines of its own
        lines = [line for line in lines if TEXT_LINE.fullmatch(line)]
    found = {(level, logger, event.splitlines()[0]) for level, logger, event in seen(lines, READERS[log_format])}
    assert {one for one in found if one[1] != "py.warnings"} == {
        ("info", "blueprint.here", "begun"),
        ("warning", "sqlalchemy.pool", "a library's line"),
        ("error", "blueprint.here", "broken"),
    }
    assert done.stdout == ""
