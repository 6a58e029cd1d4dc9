"""The server killed with SIGKILL, in the middle of things: what it acknowledged is there, what it began is finished."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from blueprint.domain.convenings import Role
from blueprint.domain.editions import Edition, EditionState
from blueprint.domain.proposals import Decision
from blueprint.services.context import Workbench, open_workbench
from blueprint.services.drafting import drafts, revisions
from blueprint.services.library import catalogue
from blueprint.services.publishing import collections, editions
from blueprint.services.review import decisions
from blueprint.settings import Settings
from tests.factories import Scene, join, make_scene
from tests.web.serving import ROOT, STARTS_WITHIN, Site, free_port, own_environment

CLIENTS = 20


class Server:
    """A server process that can be killed and started again on the same data."""

    def __init__(self, data: Path) -> None:
        self.data, self.port = data, free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until it answers."""
        self.process = subprocess.Popen([sys.executable, "app.py"], cwd=ROOT, env=own_environment(self.data, self.port))
        wait_until(STARTS_WITHIN, self.answers)

    def kill(self) -> None:
        """No warning, no clean-up."""
        assert self.process is not None
        os.kill(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def answers(self) -> bool:
        """Whether it is up."""
        try:
            return httpx.get(f"{self.url}/healthz").status_code == 200
        except httpx.TransportError:
            return False


pytestmark = pytest.mark.slow


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A server on an empty data folder, not yet started."""
    server = Server(tmp_path)
    yield server
    if server.process and server.process.poll() is None:
        server.process.terminate()
        server.process.wait(timeout=20)


@contextmanager
def workbench(server: Server) -> Iterator[Workbench]:
    """The same data, opened by the test."""
    bench = open_workbench(Settings(data=server.data, port=server.port))
    yield bench
    bench.close()


def wait_until(seconds: float, done: Callable[[], bool]) -> None:
    """Wait until it is so."""
    until = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < until, f"not so within {seconds} s"
        time.sleep(0.05)


def test_every_acknowledged_draft_is_there(server: Server) -> None:
    with workbench(server) as bench:
        scene = make_scene(bench)
        proposal = scene.proposal("author")
        for n in range(CLIENTS):
            join(scene, f"writer{n}", Role.EDITOR)
        site = Site(server.url, bench)
        server.start()
        acknowledged = [0] * CLIENTS
        clients = [site.client(f"writer{n}@example.org") for n in range(CLIENTS)]
        writers = [
            threading.Thread(target=_type, args=(client, proposal.id, acknowledged, n))
            for n, client in enumerate(clients)
        ]
        [writer.start() for writer in writers]
        wait_until(60, lambda: min(acknowledged) >= 3)
        server.kill()
        [writer.join() for writer in writers]
        server.start()
        for n in range(CLIENTS):
            kept = drafts.read_draft(bench, scene[f"writer{n}"], proposal.id)
            assert kept is not None
            assert kept.sequence >= acknowledged[n]
            assert kept.markdown == f"Sentence {kept.sequence} of writer {n}."
        assert _put(clients[0], proposal.id, 0, 10_000)
        [client.close() for client in clients]


def _type(client: httpx.Client, proposal_id: str, acknowledged: list[int], n: int) -> None:
    """Type until the server is gone, noting the last draft it acknowledged."""
    sequence = 1
    while _put(client, proposal_id, n, sequence):
        acknowledged[n] = sequence
        sequence += 1


def _put(client: httpx.Client, proposal_id: str, n: int, sequence: int) -> bool:
    draft = {"base": 1, "title": "T", "markdown": f"Sentence {sequence} of writer {n}.", "sequence": sequence}
    try:
        return client.put(f"/api/drafts/{proposal_id}", json=draft).status_code == 200
    except httpx.TransportError:
        return False


SAVER = """
import sys, threading
from pathlib import Path
from blueprint.services.drafting import revisions
from blueprint.services.context import open_workbench
from blueprint.settings import Settings
data, proposal_id, actor_id, sentences = sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4:]
bench = open_workbench(Settings(data=Path(data)))
def save(n):
    count = 0
    while True:
        count += 1
        mine = [*sentences[:n], f"{sentences[n]} Round {count}.", *sentences[n + 1:]]
        head = revisions.save_revision(bench, actor_id, proposal_id, base=1, title="T", markdown="\\n\\n".join(mine))
        print(f"{head.number} {head.content_hash}", flush=True)
threads = [threading.Thread(target=save, args=(n,)) for n in range(len(sentences))]
[t.start() for t in threads]
"""


def test_every_acknowledged_revision_is_there(tmp_path: Path) -> None:
    """Twenty threads of a process of its own save revisions until it is killed; each number it printed is in the history."""
    bench = open_workbench(Settings(data=tmp_path))
    scene: Scene = make_scene(bench)
    sentences = [f"Article {n} speaks of matter number {n * 7919} and nothing else." for n in range(CLIENTS)]
    proposal = scene.proposal("author", title="T", markdown="\n\n".join(sentences))
    command = [sys.executable, "-c", SAVER, str(tmp_path), proposal.id, scene["author"], *sentences]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        acknowledged = [process.stdout.readline().split() for _ in range(12)]
        process.kill()
        acknowledged += [line.split() for line in process.stdout if len(line.split()) == 2]
    history = {str(r.number): r.content_hash for r in revisions.list_revisions(bench, scene["author"], proposal.id)}
    assert all(history[number].startswith(content) for number, content in acknowledged)
    bench.close()


def test_a_killed_edition_is_finished_after_the_restart(server: Server) -> None:
    with workbench(server) as bench:
        edition = _waiting_edition(bench)
        server.start()
        scene_editor = edition.published_by

        def state() -> EditionState:
            return editions.read_edition(bench, scene_editor, edition.id).state

        wait_until(60, lambda: state() is EditionState.BUILDING)
        server.kill()
        assert state() is EditionState.BUILDING
        server.start()
        wait_until(120, lambda: state() is EditionState.PUBLISHED)
        _, published = catalogue.read_edition(bench, "all-of-it", 1)
        assert {artifact.format for artifact in published.artifacts} >= {"pdf", "epub", "docx"}
        assert httpx.get(f"{server.url}/library/all-of-it/1").status_code == 200


def _waiting_edition(bench: Workbench) -> Edition:
    scene = make_scene(bench)
    proposal = scene.proposal("author", markdown="\n\n".join(f"Paragraph {n} of a long text." for n in range(400)))
    for step in (Decision.SUBMIT, Decision.ADOPT):
        decisions.decide(bench, scene["convenor"], proposal.id, step)
    words = {"title": "All of it", "foreword": "", "language": "en"}
    collection = collections.create_collection(bench, scene["editor"], scene.convening.id, **words)
    collections.edit_collection(bench, scene["editor"], collection.id, **words, proposals=(proposal.id,))
    return editions.publish_edition(bench, scene["editor"], collection.id)
