"""The DBOS workflow that builds an edition: its steps, and putting it into the queue."""

import contextlib
import logging
from collections.abc import Collection, Iterator
from typing import Any
from uuid import uuid4

import structlog
from dbos import DBOS, DBOSConfig, SetWorkflowID
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from blueprint.domain.editions import Artifact
from blueprint.domain.errors import BlueprintError
from blueprint.services.context import Workbench
from blueprint.services.publishing import build, completion
from blueprint.services.publishing.edition_status import BROKEN
from blueprint.services.search import indexing
from blueprint.storage.database import unreachable

_log = structlog.get_logger()
_QUEUE = "editions"
_launched_for: list[Workbench] = []
"""The workbench that DBOS was launched for; steps take serializable arguments alone, and find it here."""
_running_ids: set[str] = set()
"""Ids of the workflows that run in this process."""

WORKFLOW_VERSION = "4"
"""Raised when the steps below change: a workflow begun by another version is not continued by this one."""


def launch(workbench: Workbench) -> None:
    """Launch DBOS, which continues the workflows of a killed process. Where that fails, it can be launched again."""
    _launched_for[:] = [workbench]
    _log_with_ours(logging.getLogger("dbos"))
    try:
        DBOS(config=_config(workbench))
        DBOS.launch()
        DBOS.register_queue(_QUEUE, worker_concurrency=1, polling_interval_sec=0.5)
    except Exception:
        destroy()
        raise


def destroy() -> None:
    """Stop DBOS without waiting for its workflows. Idempotent; they continue at the next launch."""
    DBOS.destroy(workflow_completion_timeout_sec=0)


def _log_with_ours(logger: logging.Logger) -> None:
    """Write a library's lines with the handlers of the root logger; DBOS adds its own to a logger that has none."""
    logger.handlers = [logging.NullHandler()]
    logger.propagate = True
    logger.addFilter(_is_not_an_outage)


def _is_not_an_outage(record: logging.LogRecord) -> bool:
    """Leave out the stack traces of workflows that an unreachable database interrupts."""
    error = record.exc_info[1] if record.exc_info else None
    return not (isinstance(error, Exception) and unreachable(error))


def enqueue(edition_id: str, stalled: Collection[str]) -> set[str]:
    """Put an edition into the queue unless it is queued or being built. Each attempt is a workflow of its own.

    A workflow that is pending and does not run has ended without being able to store its state. It is resumed when it is
    found so twice (`stalled` are the ids found so before), since DBOS marks a workflow as pending just before it starts it.
    Returns the ids found so for the first time.
    """
    name = f"edition-{edition_id}-"
    found = DBOS.list_workflows(workflow_id_prefix=name, status=["ENQUEUED", "PENDING"], app_version=WORKFLOW_VERSION)
    if not found:
        with SetWorkflowID(f"{name}{uuid4().hex[:8]}"):
            DBOS.enqueue_workflow(_QUEUE, _build, edition_id)
    idle = {one.workflow_id for one in found if one.status == "PENDING"} - _running_ids
    for workflow_id in idle.intersection(stalled):
        DBOS.resume_workflow(workflow_id, queue_name=_QUEUE)
    return idle.difference(stalled)


@DBOS.workflow(name="make edition")
def _build(edition_id: str) -> None:
    workflow_id = DBOS.workflow_id
    assert workflow_id is not None
    _running_ids.add(workflow_id)
    try:
        artifacts = _build_files(edition_id)
        if artifacts is not None:
            _finish(edition_id, artifacts)
            _index(edition_id)
    finally:
        _running_ids.discard(workflow_id)


@DBOS.step(name="make files")
def _build_files(edition_id: str) -> list[dict[str, Any]] | None:
    """The files that were built; None when the build was stopped, failed, or was interrupted by an outage."""
    workbench = _launched_for[0]
    with _survive_outage(edition_id):
        try:
            return [artifact.model_dump() for artifact in build.build_files(workbench, edition_id)]
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
    """End a step without an error when the database becomes unreachable; any other error fails its edition.

    An interrupted edition stays unfinished, so it is queued again when the database is back; files already built are not
    built again. A defect fails the edition, since it would otherwise be retried every second.
    """
    try:
        yield
    except DBAPIError as error:
        if not unreachable(error):
            _fail_with_log(edition_id, error)
    except Exception as error:
        _fail_with_log(edition_id, error)


def _fail_with_log(edition_id: str, error: Exception) -> None:
    _log.error("build failed with an unhandled error", edition=edition_id, exc_info=error)
    completion.fail_edition(_launched_for[0], edition_id, BROKEN)


def _config(workbench: Workbench) -> DBOSConfig:
    url = make_url(workbench.settings.database_url)
    sqlite = f"sqlite:///{workbench.settings.data / 'jobs.db'}"
    system = sqlite if url.drivername.startswith("sqlite") else url.render_as_string(hide_password=False)
    return DBOSConfig(
        name="blueprint",
        system_database_url=system,
        application_version=WORKFLOW_VERSION,
        executor_id="local",
        log_level="ERROR",  # DBOS logs an outage at every retry; `jobs` logs it once
        enable_otlp=False,
    )
