"""The DBOS workflow that builds an edition, and what this process does to run it.

A step that a killed process has not finished is run again by another one, so every step is idempotent.
"""

import contextlib
import threading
from collections.abc import Iterable, Iterator
from typing import Any

import structlog
from dbos import DBOS, DBOSConfig, WorkflowStatus

from blueprint import metrics
from blueprint.domain.editions import Artifact
from blueprint.domain.errors import BlueprintError
from blueprint.services.context import Workbench
from blueprint.services.publishing import build, completion, queue
from blueprint.services.publishing.edition_status import BROKEN
from blueprint.services.search import indexing
from blueprint.storage import stores
from blueprint.storage.database import unreachable

_log = structlog.get_logger()
_launched_for: list[Workbench] = []
"""The workbench that DBOS was launched for; steps take serializable arguments alone, and find it here."""
_running_ids: set[str] = set()
"""Ids of the workflows that run in this process."""

_ending = threading.Event()
"""Set when this process builds no longer."""

QUEUE_INTERVAL = 0.5
"""Seconds between two times that DBOS asks its queue for work."""


def launch(workbench: Workbench, executor_id: str) -> None:
    """Launch DBOS, which takes editions out of the queue from now on. Where that fails, it can be launched again."""
    _launched_for[:] = [workbench]
    _ending.clear()
    queue.log_with_ours()
    try:
        DBOS(config=_config(workbench, executor_id))
        DBOS.launch()
        DBOS.register_queue(queue.QUEUE, worker_concurrency=1, polling_interval_sec=QUEUE_INTERVAL)
    except Exception:
        destroy()
        raise


def destroy(patience: int = 0) -> None:
    """Stop DBOS; after at most so many seconds the workflows that run are interrupted. Idempotent."""
    DBOS.destroy(workflow_completion_timeout_sec=patience)
    _ending.set()  # afterwards, so that the interruption is not stored as how the step ended


def unfinished() -> list[WorkflowStatus]:
    """The workflows that wait or are pending: running, or interrupted by the end of their process."""
    states = ["ENQUEUED", "PENDING"]
    return DBOS.list_workflows(queue_name=queue.QUEUE, status=states, app_version=queue.VERSION, load_input=False)


def run_here(found: Iterable[WorkflowStatus]) -> frozenset[str]:
    """The ids of those that run in this process."""
    return frozenset(one.workflow_id for one in found).intersection(_running_ids)


def resume(workflow_ids: Iterable[str]) -> None:
    """Put pending workflows back into the queue; they continue at the step that was not finished."""
    for workflow_id in workflow_ids:
        DBOS.resume_workflow(workflow_id, queue_name=queue.QUEUE)


@DBOS.workflow(name=queue.WORKFLOW)
def _build(edition_id: str) -> None:
    workflow_id = DBOS.workflow_id
    assert workflow_id is not None
    _running_ids.add(workflow_id)
    try:
        with metrics.timed_build():
            artifacts = _build_files(edition_id)
        if artifacts is not None:
            _finish(edition_id, artifacts)
            _index(edition_id)
    finally:
        _running_ids.discard(workflow_id)


@DBOS.step(name="build files")
def _build_files(edition_id: str) -> list[dict[str, Any]] | None:
    """The files that were built; None when the build was stopped, failed, or was interrupted by an outage."""
    workbench = _launched_for[0]
    with _survive_outage(edition_id):
        try:
            return [artifact.model_dump() for artifact in build.build_files(workbench, edition_id, ending=_ending)]
        except build.BuildStopped:
            _log.info("build cancelled", edition=edition_id)
        except BlueprintError as problem:
            _log.info("build failed", edition=edition_id, problem=str(problem))
            completion.fail_edition(workbench, edition_id, str(problem))
    return None


@DBOS.step(name="finish")
def _finish(edition_id: str, artifacts: list[dict[str, Any]]) -> None:
    with _survive_outage(edition_id):
        built = tuple(Artifact(**artifact) for artifact in artifacts)
        completion.finish_edition(_launched_for[0], edition_id, built)


@DBOS.step(name="index")
def _index(edition_id: str) -> None:
    """Put the edition into the index of the full-text search. After an outage `warm_up` does it."""
    with _survive_outage(edition_id):
        indexing.index_edition(_launched_for[0], edition_id)


@contextlib.contextmanager
def _survive_outage(edition_id: str) -> Iterator[None]:
    """End a step without an error when database or store become unreachable; an error that is a defect fails its edition.

    An interrupted edition stays unfinished, so it is queued again when the database is back; files already built are not
    built again. A defect fails the edition, since it would otherwise be retried without end.
    """
    try:
        yield
    except build.BuildInterrupted:
        raise
    except Exception as error:
        if stores.unreachable(error):
            _log.warning(
                "files unreachable, publishing waits", edition=edition_id, problem=str(error).partition("\n")[0]
            )
        elif not unreachable(error):
            _fail_with_log(edition_id, error)


def _fail_with_log(edition_id: str, error: Exception) -> None:
    _log.error("build failed with an unhandled error", edition=edition_id, exc_info=error)
    completion.fail_edition(_launched_for[0], edition_id, BROKEN)


def _config(workbench: Workbench, executor_id: str) -> DBOSConfig:
    return DBOSConfig(
        name="blueprint",
        system_database_url=queue.system_database_url(workbench),
        application_version=queue.VERSION,
        executor_id=executor_id,
        log_level="ERROR",  # DBOS logs an outage at every retry; `jobs` logs it once
        enable_otlp=False,
    )
