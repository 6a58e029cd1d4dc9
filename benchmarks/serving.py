"""A workbench to measure: a server process on the sample convening, with as many people signed in as are needed."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from blueprint.domain.convenings import Role
from blueprint.services.accounts import browser_sessions, registration
from blueprint.services.admin.sample import load_sample
from blueprint.services.admin.sample_events import Sample
from blueprint.services.context import Workbench, open_workbench
from blueprint.settings import Settings
from blueprint.storage import convenings
from tests.ports import free_port
from tests.web.serving import ROOT, Site, own_environment, wait_for


@dataclass(frozen=True)
class MeasuredSite(Site):
    """A running server with its process id, session tokens of its people, and (page, query) of the pages they may open."""

    process_id: int
    sessions: tuple[str, ...]
    pages: tuple[tuple[str, str], ...]
    sample: Sample


@contextmanager
def served(data: Path, people: int) -> Iterator[MeasuredSite]:
    """Load the sample into `data`, add editors and reviewers until there are `people`, and serve it until the block ends."""
    port = free_port()
    workbench = open_workbench(Settings(data=data, port=port))
    sample = load_sample(workbench)
    sessions = tuple(_session(workbench, sample, n) for n in range(people))
    process = subprocess.Popen([sys.executable, "app.py"], cwd=ROOT, env=own_environment(data, port))
    url = f"http://127.0.0.1:{port}"
    try:
        wait_for(url, process)
        yield MeasuredSite(url, workbench, process.pid, sessions, _pages(sample), sample)
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


def _pages(sample: Sample) -> tuple[tuple[str, str], ...]:
    read = tuple(("proposal", f"id={proposal}") for proposal in sample.proposals.values())
    compared = tuple(("review", f"id={proposal}&old=1&new=3") for proposal in sample.proposals.values())
    return (*read, *compared, ("", ""), ("", ""), ("coverage", f"id={sample.convening_id}"))
