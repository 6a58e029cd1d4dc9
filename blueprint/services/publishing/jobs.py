"""Long work that survives a killed server: DBOS workflows whose steps are done once, in a database of their own.

Of all processes on a data folder one makes the editions: the one that holds the lock on `jobs.lock`. Others wait for it,
and one of them takes over when it ends, however it ends. Editions need not be handed over: whoever makes them looks for
those that wait, whichever process froze them.
"""

import contextlib
import fcntl
import logging
import threading
from collections.abc import Collection, Iterator
from typing import IO, Any
from uuid import uuid4

import structlog
from dbos import DBOS, DBOSConfig, SetWorkflowID
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from blueprint.domain.collections import Artifact
from blueprint.domain.errors import BlueprintError
from blueprint.services.context import Workbench
from blueprint.services.publishing import build
from blueprint.storage.database import unreachable

_log = structlog.get_logger()
_QUEUE = "editions"
_running: list["_Engine"] = []
_workflows: set[str] = set()
"""Ids of the workflows that run in this process."""

BROKEN = (
    "Something broke while this edition was made, and it is noted in the log. Try again; if it breaks again, tell the "
    "person who runs this workbench."
)
"""What the editor reads when a file could not be made for a reason that nobody foresaw."""

WORKFLOW_VERSION = "3"
"""Raised when the steps below change: a workflow begun by another version is not continued by this one."""

LOOK_EVERY = 1.0
"""Seconds between two looks for editions that wait."""
PAUSE = 30.0
"""Seconds until the next look after one that failed, unless somebody publishes before."""


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
        self.launched = False
        self.stalled: set[str] = set()
        self.problem = ""
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
            try:
                while not self.over.is_set():
                    self.look.clear()
                    self.look.wait(LOOK_EVERY if self._look() else PAUSE)
            finally:
                DBOS.destroy(workflow_completion_timeout_sec=0)

    def _look(self) -> bool:
        """Put the editions that wait into the queue; False when that failed for a reason other than an outage.

        Whatever goes wrong is logged once, and tried again until it is right: without this thread nothing is published.
        """
        try:
            waiting = build.unfinished(self.workbench)  # first, since this fails at once when the database is gone
            if not self.launched:
                _launch(self.workbench)
                self.launched = True
            self.stalled = {stalled for edition_id in waiting for stalled in _enqueue(edition_id, self.stalled)}
        except Exception as error:
            return self._failed(error)
        if self.problem:
            _log.info("database reachable again, publishing goes on")
        self.problem = ""
        return True

    def _failed(self, error: Exception) -> bool:
        outage = unreachable(error)
        problem = "unreachable" if outage else repr(error)
        if problem != self.problem and outage:
            _log.warning("database unreachable, publishing waits", problem=str(error).partition("\n")[0])
        elif problem != self.problem:
            _log.error("publishing waits", exc_info=error)
        self.problem = problem
        return outage


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
    """Launch DBOS; it continues what a killed process left. Where that fails, it can be launched again."""
    logging.getLogger("dbos").addFilter(_is_no_outage)
    try:
        DBOS(config=_config(workbench))
        DBOS.launch()
        DBOS.register_queue(_QUEUE, worker_concurrency=1, polling_interval_sec=0.5)
    except Exception:
        DBOS.destroy(workflow_completion_timeout_sec=0)
        raise


def _is_no_outage(record: logging.LogRecord) -> bool:
    """Leave out the stack traces of workflows that an unreachable database interrupts."""
    error = record.exc_info[1] if record.exc_info else None
    return not (isinstance(error, Exception) and unreachable(error))


def _enqueue(edition_id: str, stalled: Collection[str]) -> set[str]:
    """Put an edition into the queue unless it is there, or being made. Each attempt is a workflow of its own.

    One that is pending and does not run ended when its state could not be written. It is resumed when that is so for the
    second time (it is among `stalled`): DBOS marks a workflow as pending just before it starts it. Returns those that it
    is so for the first time.
    """
    name = f"edition-{edition_id}-"
    found = DBOS.list_workflows(workflow_id_prefix=name, status=["ENQUEUED", "PENDING"], app_version=WORKFLOW_VERSION)
    if not found:
        with SetWorkflowID(f"{name}{uuid4().hex[:8]}"):
            DBOS.enqueue_workflow(_QUEUE, _make, edition_id)
    idle = {one.workflow_id for one in found if one.status == "PENDING"} - _workflows
    for workflow_id in idle.intersection(stalled):
        DBOS.resume_workflow(workflow_id, queue_name=_QUEUE)
    return idle.difference(stalled)


@DBOS.workflow(name="make edition")
def _make(edition_id: str) -> None:
    workflow_id = DBOS.workflow_id
    assert workflow_id is not None
    _workflows.add(workflow_id)
    try:
        artifacts = _files(edition_id)
        if artifacts is not None:
            _finish(edition_id, artifacts)
    finally:
        _workflows.discard(workflow_id)


@DBOS.step(name="make files")
def _files(edition_id: str) -> list[dict[str, Any]] | None:
    """The files that were made; None when the edition was stopped, by someone or by what it holds, or has to wait."""
    workbench = _running[0].workbench
    with _outage_waited_for(edition_id):
        try:
            return [artifact.model_dump() for artifact in build.make_files(workbench, edition_id)]
        except build.Stopped:
            _log.info("edition given up", edition=edition_id)
        except BlueprintError as problem:
            _log.info("edition stopped", edition=edition_id, problem=str(problem))
            build.fail_edition(workbench, edition_id, str(problem))
    return None


@DBOS.step(name="finish")
def _finish(edition_id: str, artifacts: list[dict[str, Any]]) -> None:
    with _outage_waited_for(edition_id):
        made = tuple(Artifact(**artifact) for artifact in artifacts)
        build.finish_edition(_running[0].workbench, edition_id, made)


@contextlib.contextmanager
def _outage_waited_for(edition_id: str) -> Iterator[None]:
    """End a step without an error when the database goes away; one that fails in another way fails its edition.

    An edition that was interrupted stays unfinished, so it is queued again when the database is back. Files that were
    made by then are not made again. Without an end, a defect would be tried again every second.
    """
    try:
        yield
    except DBAPIError as error:
        if not unreachable(error):
            _broken(edition_id, error)
    except Exception as error:
        _broken(edition_id, error)


def _broken(edition_id: str, error: Exception) -> None:
    _log.error("edition not made", edition=edition_id, exc_info=error)
    build.fail_edition(_running[0].workbench, edition_id, BROKEN)


def _config(workbench: Workbench) -> DBOSConfig:
    url = make_url(workbench.settings.database_url)
    beside = f"sqlite:///{workbench.settings.data / 'jobs.db'}"
    own = beside if url.drivername.startswith("sqlite") else url.render_as_string(hide_password=False)
    return DBOSConfig(
        name="blueprint",
        system_database_url=own,
        application_version=WORKFLOW_VERSION,
        executor_id="local",
        log_level="ERROR",  # it warns of an unreachable database at every try, from every thread; we log that once
        enable_otlp=False,
    )
