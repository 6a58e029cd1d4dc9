"""Building editions in this process, and noticing what others have left undone.

Any number of processes build, on any machines: each takes editions out of the queue (`queue`, `workflows`). Every few
seconds each notes in the database that it runs, puts editions into the queue that nobody queued (their process was killed
before it could, or the database went away), and continues the builds of processes that no longer run.
"""

import os
import socket
import threading
from uuid import uuid4

import structlog
from dbos import WorkflowStatus

from blueprint.services.context import Workbench
from blueprint.services.publishing import build, queue, workflows
from blueprint.storage import workers
from blueprint.storage.database import unreachable

_log = structlog.get_logger()
_running: list["_Worker"] = []
"""The worker of this process, once started."""

INTERVAL = 5.0
"""Seconds between two notes that this process runs."""
RETRY_INTERVAL = 30.0
"""Seconds until the next attempt after one that failed for a reason other than an outage."""


def start(workbench: Workbench) -> None:
    """Build editions in this process from now on."""
    _running[:] = [_Worker(workbench)]
    _running[0].start()


def stop(patience: int = 0) -> None:
    """Build no longer; what is not built in so many seconds goes back into the queue. Idempotent."""
    for worker in _running:
        worker.stop(patience)
    _running.clear()


class _Worker:
    """The thread that launches DBOS, and from then on notes that this process runs and looks after what is left undone."""

    def __init__(self, workbench: Workbench) -> None:
        self.workbench = workbench
        self.id = f"{socket.gethostname()}-{os.getpid()}-{uuid4().hex[:8]}"
        self.stopping = threading.Event()
        self.patience = 0
        self.launched = False
        self.idle: set[str] = set()
        self.problem = ""
        self.thread = threading.Thread(target=self._run, name="editions", daemon=True)

    def start(self) -> None:
        self.thread.start()

    def stop(self, patience: int) -> None:
        self.patience = patience
        self.stopping.set()
        self.thread.join()

    def _run(self) -> None:
        try:
            while not self.stopping.is_set():
                self.stopping.wait(INTERVAL if self._look_after() else RETRY_INTERVAL)
        finally:
            workflows.destroy(self.patience)
            self._leave()

    def _look_after(self) -> bool:
        """Do what is due; False when that failed for a reason other than an outage.

        Each error is logged once and retried until it is gone: without this thread nothing is published.
        """
        try:
            with self.workbench.database.transaction() as session:  # first, since it fails at once during an outage
                workers.note(session, self.id)
                workers.remove_lapsed(session)
                alive = workers.alive(session)
            if not self.launched:
                workflows.launch(self.workbench, self.id)
                self.launched = True
            found = workflows.unfinished()
            self._resume(found, alive)
            queued = queue.edition_ids(one.workflow_id for one in found)
            for edition_id in {*build.unfinished(self.workbench)} - queued:
                queue.enqueue(self.workbench, edition_id)
        except Exception as error:
            return self._failed(error)
        if self.problem:
            _log.info("database reachable again, publishing continues")
        self.problem = ""
        return True

    def _resume(self, found: list[WorkflowStatus], alive: frozenset[str]) -> None:
        """Continue the workflows that run nowhere: their process has ended, or they could not store how they ended.

        Those of this process are resumed when they are found so twice, since DBOS marks a workflow as pending just before
        it starts it.
        """
        pending = [one for one in found if one.status == "PENDING"]
        idle = {one.workflow_id for one in pending if one.executor_id == self.id} - workflows.run_here(pending)
        workflows.resume(one.workflow_id for one in pending if one.executor_id not in alive)
        workflows.resume(idle.intersection(self.idle))
        self.idle = idle.difference(self.idle)

    def _failed(self, error: Exception) -> bool:
        outage = unreachable(error)
        problem = "unreachable" if outage else repr(error)
        if problem != self.problem and outage:
            _log.warning("database unreachable, publishing waits", problem=str(error).partition("\n")[0])
        elif problem != self.problem:
            _log.error("publishing waits after an unhandled error", exc_info=error)
        self.problem = problem
        return outage

    def _leave(self) -> None:
        """Put back what is being built here. In an outage the others notice that this process runs no longer."""
        try:
            if self.launched:
                queue.release(self.workbench, self.id)
            with self.workbench.database.transaction() as session:
                workers.remove(session, self.id)
        except Exception as error:
            if not unreachable(error):
                _log.error("a build could not be put back into the queue", exc_info=error)
