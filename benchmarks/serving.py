"""A workbench to measure: a server process on the sample convening, with as many people signed in as are needed."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from blueprint.domain.convenings import Role
from blueprint.services.accounts import browser_sessions, registration
from blueprint.services.admin.sample import load_sample
from blueprint.services.admin.sample_events import Sample
from blueprint.services.context import Workbench, open_workbench
from blueprint.settings import Settings
from blueprint.storage import convenings

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Place:
    """A running server: where it is, its process, session tokens of its people, and steps that they may take."""

    url: str
    process_id: int
    sessions: tuple[str, ...]
    steps: tuple[tuple[str, str], ...]
    sample: Sample
    workbench: Workbench


@contextmanager
def served(data: Path, people: int) -> Iterator[Place]:
    """Load the sample into `data`, add editors and reviewers until there are `people`, and serve it until the block ends."""
    port = _free_port()
    workbench = open_workbench(Settings(data=data, port=port))
    sample = load_sample(workbench)
    sessions = tuple(_session(workbench, sample, n) for n in range(people))
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("BLUEPRINT_", "STREAMLIT_"))}
    environment |= {"BLUEPRINT_DATA": str(data), "PORT": str(port)}
    process = subprocess.Popen([sys.executable, "app.py"], cwd=ROOT, env=environment)
    url = f"http://127.0.0.1:{port}"
    try:
        _wait_for(url)
        yield Place(url, process.pid, sessions, _steps(sample), sample, workbench)
    finally:
        process.terminate()
        process.wait(timeout=30)
        workbench.close()


def writes(n: int) -> bool:
    """Whether the person of that number is one of those who write: every third."""
    return n % 3 == 0


def _session(workbench: Workbench, sample: Sample, n: int) -> str:
    person = registration.add_person(workbench, f"person{n}@example.org", f"Person {n}")
    role = Role.EDITOR if writes(n) else Role.REVIEWER
    with workbench.database.transaction() as session:
        convenings.set_role(session, sample.convening_id, person.id, role, workbench.now())
        return browser_sessions.open_session(workbench, session, person, "benchmark")


def _steps(sample: Sample) -> tuple[tuple[str, str], ...]:
    read = tuple(("proposal", f"id={proposal}") for proposal in sample.proposals.values())
    compared = tuple(("review", f"id={proposal}&old=1&new=3") for proposal in sample.proposals.values())
    return (*read, *compared, ("", ""), ("", ""), ("coverage", f"id={sample.convening_id}"))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(url: str) -> None:
    until = time.monotonic() + 120
    while time.monotonic() < until:
        try:
            if httpx.get(f"{url}/healthz").status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.2)
    raise TimeoutError(f"no server at {url}")
