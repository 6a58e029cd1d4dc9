"""The background thread of one process that has waiting editions built, and survives a killed server and outages.

Of all processes on a data folder one builds the editions: the one that holds the lock on `jobs.lock` (`process_lock`).
The others wait for it, and one of them takes over when it ends, however it ends. Editions are not handed over: the process
that builds polls the database for those that wait, whichever process froze them.
"""

import threading

import structlog

from blueprint.services.context import Workbench
from blueprint.services.publishing import build, process_lock, workflows
from blueprint.storage.database import unreachable

_log = structlog.get_logger()
_engines: list["_Engine"] = []
"""The engine of this process, once started."""

POLL_INTERVAL = 1.0
"""Seconds between two queries for editions that wait."""
RETRY_INTERVAL = 30.0
"""Seconds until the next query after one that failed, unless somebody publishes before."""


def start(workbench: Workbench) -> None:
    """Build editions in this process from now on, or as soon as no other process does."""
    _engines[:] = [_Engine(workbench)]
    _engines[0].start()


def stop() -> None:
    """Stop the engine; interrupted builds continue at the next start. Idempotent."""
    for engine in _engines:
        engine.stop()
    _engines.clear()


def wake() -> None:
    """Query for waiting editions now; a no-op in a process that builds none, since the one that does polls."""
    for engine in _engines:
        engine.wake.set()


class _Engine:
    """The thread that waits for the lock, launches DBOS, and puts waiting editions into its queue."""

    def __init__(self, workbench: Workbench) -> None:
        self.workbench = workbench
        self.wake, self.stopping = threading.Event(), threading.Event()
        self.launched = False
        self.stalled: set[str] = set()
        self.problem = ""
        self.thread = threading.Thread(target=self._run, name="editions", daemon=True)

    def start(self) -> None:
        self.thread.start()

    def stop(self) -> None:
        self.stopping.set()
        self.wake.set()
        self.thread.join()

    def _run(self) -> None:
        lock = process_lock.acquire(self.workbench)
        while lock is None:
            if self.stopping.wait(POLL_INTERVAL):
                return
            lock = process_lock.acquire(self.workbench)
        with lock:
            try:
                while not self.stopping.is_set():
                    self.wake.clear()
                    self.wake.wait(POLL_INTERVAL if self._poll() else RETRY_INTERVAL)
            finally:
                workflows.destroy()

    def _poll(self) -> bool:
        """Queue the editions that wait; False when that failed for a reason other than an outage.

        Each error is logged once and retried until it is gone: without this thread nothing is published.
        """
        try:
            waiting = build.unfinished(self.workbench)  # first, since it fails at once during an outage
            if not self.launched:
                workflows.launch(self.workbench)
                self.launched = True
            self.stalled = {
                stalled for edition_id in waiting for stalled in workflows.enqueue(edition_id, self.stalled)
            }
        except Exception as error:
            return self._failed(error)
        if self.problem:
            _log.info("database reachable again, publishing continues")
        self.problem = ""
        return True

    def _failed(self, error: Exception) -> bool:
        outage = unreachable(error)
        problem = "unreachable" if outage else repr(error)
        if problem != self.problem and outage:
            _log.warning("database unreachable, publishing waits", problem=str(error).partition("\n")[0])
        elif problem != self.problem:
            _log.error("publishing waits after an unhandled error", exc_info=error)
        self.problem = problem
        return outage
