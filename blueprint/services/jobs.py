"""Long work that survives a killed server: DBOS workflows whose steps are done once, in a database of their own.

Of all processes on a data folder one makes the editions: the one that holds the lock on `jobs.lock`. Others wait for it,
and one of them takes over when it ends, however it ends. Editions need not be handed over: whoever makes them looks for
those that wait, whichever process froze them.
"""

import contextlib
import fcntl
import threading
from collections.abc import Iterator
from typing import IO, Any
from uuid import uuid4

import structlog
from dbos import DBOS, DBOSConfig, SetWorkflowID
from sqlalchemy.engine import make_url

from blueprint.domain.collections import Artifact
from blueprint.domain.errors import BlueprintError
from blueprint.services import making
from blueprint.services.workbench import Workbench

_log = structlog.get_logger()
_QUEUE = "editions"
_running: list["_Engine"] = []

WORKFLOW_VERSION = "3"
"""Raised when the steps below change: a workflow begun by another version is not continued by this one."""

LOOK_EVERY = 1.0
"""Seconds between two looks for editions that wait."""


def start(workbench: Workbench) -> None:
    """Make editions in this process from now on, or as soon as no other process does."""
    _running[:] = [_Engine(workbench)]
    _running[0].start()


def stop() -> None:
    """Finish nothing new and let the engine go; what was under way goes on at the next start."""
    for engine in _running:
        engine.stop()
    _running.clear()


def make_edition(_edition_id: str) -> None:
    """Have an edition made soon: by this process, or by the one that makes them."""
    for engine in _running:
        engine.look.set()


@contextlib.contextmanager
def in_charge(workbench: Workbench) -> Iterator[bool]:
    """Whether this process, for the length of the block, is the one that makes editions; else another one is."""
    lock = _lock(workbench)
    try:
        yield lock is not None
    finally:
        if lock is not None:
            lock.close()


class _Engine:
    """The thread that waits for the lock, launches DBOS, and puts waiting editions into its queue."""

    def __init__(self, workbench: Workbench) -> None:
        self.workbench = workbench
        self.look, self.over = threading.Event(), threading.Event()
        self.thread = threading.Thread(target=self._run, name="editions", daemon=True)

    def start(self) -> None:
        self.thread.start()

    def stop(self) -> None:
        self.over.set()
        self.look.set()
        self.thread.join()

    def _run(self) -> None:
        lock = _lock(self.workbench)
        while lock is None:
            if self.over.wait(LOOK_EVERY):
                return
            lock = _lock(self.workbench)
        with lock:
            _launch(self.workbench)
            try:
                while not self.over.is_set():
                    self.look.clear()
                    for edition_id in making.unfinished(self.workbench):
                        _enqueue(edition_id)
                    self.look.wait(LOOK_EVERY)
            finally:
                DBOS.destroy(workflow_completion_timeout_sec=0)


def _lock(workbench: Workbench) -> IO[bytes] | None:
    """The lock of the data folder, held until it is closed or the process ends; None while another process has it."""
    file = (workbench.settings.data / "jobs.lock").open("ab")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        file.close()
        return None
    return file


def _launch(workbench: Workbench) -> None:
    """Launch DBOS; it continues what a killed process left."""
    DBOS(config=_config(workbench))
    DBOS.launch()
    DBOS.register_queue(_QUEUE, worker_concurrency=1, polling_interval_sec=0.5)


def _enqueue(edition_id: str) -> None:
    """Put an edition into the queue unless it is there, or being made. Each attempt is a workflow of its own."""
    name = f"edition-{edition_id}-"
    if not DBOS.list_workflows(workflow_id_prefix=name, status=["ENQUEUED", "PENDING"], app_version=WORKFLOW_VERSION):
        with SetWorkflowID(f"{name}{uuid4().hex[:8]}"):
            DBOS.enqueue_workflow(_QUEUE, _make, edition_id)


@DBOS.workflow(name="make edition")
def _make(edition_id: str) -> None:
    artifacts = _files(edition_id)
    if artifacts is not None:
        _finish(edition_id, artifacts)


@DBOS.step(name="make files")
def _files(edition_id: str) -> list[dict[str, Any]] | None:
    """The files that were made; None when the edition was stopped, by someone or by what it holds."""
    workbench = _running[0].workbench
    try:
        return [artifact.model_dump() for artifact in making.make_files(workbench, edition_id)]
    except making.Stopped:
        _log.info("edition given up", edition=edition_id)
    except BlueprintError as problem:
        _log.info("edition stopped", edition=edition_id, problem=str(problem))
        making.fail_edition(workbench, edition_id, str(problem))
    return None


@DBOS.step(name="finish")
def _finish(edition_id: str, artifacts: list[dict[str, Any]]) -> None:
    making.finish_edition(_running[0].workbench, edition_id, tuple(Artifact(**artifact) for artifact in artifacts))


def _config(workbench: Workbench) -> DBOSConfig:
    url = make_url(workbench.settings.database_url)
    own = f"sqlite:///{workbench.settings.data / 'jobs.db'}" if url.drivername.startswith("sqlite") else str(url)
    return DBOSConfig(
        name="blueprint",
        system_database_url=own,
        application_version=WORKFLOW_VERSION,
        executor_id="local",
        log_level="WARNING",
        enable_otlp=False,
    )
