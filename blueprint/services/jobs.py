"""Long work that survives a killed server: DBOS workflows whose steps are done once, in a database of their own.

A server calls `start` once and `stop` at its end. Where no server runs (a command, a test of pages), an edition waits,
and the next server to start makes it.
"""

from typing import Any

import structlog
from dbos import DBOS, DBOSConfig, SetWorkflowID
from sqlalchemy.engine import make_url

from blueprint.domain.collections import Artifact
from blueprint.domain.errors import BlueprintError
from blueprint.publishing.book import Format
from blueprint.services import making
from blueprint.services.workbench import Workbench

_log = structlog.get_logger()
_QUEUE = "editions"
_running: list[Workbench] = []

WORKFLOW_VERSION = "1"
"""Raised when the steps below change: a workflow begun by another version is not continued by this one."""


def start(workbench: Workbench) -> None:
    """Launch the engine in this process, continue what a killed server left, and take up what waits."""
    _running[:] = [workbench]
    DBOS(config=_config(workbench))
    DBOS.launch()
    DBOS.register_queue(_QUEUE, worker_concurrency=1, polling_interval_sec=0.5)
    for edition_id in making.unfinished(workbench):
        make_edition(edition_id)


def stop() -> None:
    """Finish nothing new and let the engine go; what was under way goes on at the next start."""
    _running.clear()
    DBOS.destroy(workflow_completion_timeout_sec=0)


def make_edition(edition_id: str) -> None:
    """Have an edition made by the queue. Asked twice, it is made once: the edition's id is the workflow's."""
    if _running:
        with SetWorkflowID(f"edition-{edition_id}"):
            DBOS.enqueue_workflow(_QUEUE, _make, edition_id)


@DBOS.workflow(name="make edition")
def _make(edition_id: str) -> None:
    try:
        artifacts = [_file(edition_id, format.value) for format in making.FORMATS]
    except BlueprintError as problem:
        _fail(edition_id, str(problem))
        return
    _finish(edition_id, artifacts)


@DBOS.step(name="make file")
def _file(edition_id: str, format: str) -> dict[str, Any]:
    return making.make_file(_running[0], edition_id, Format(format)).model_dump()


@DBOS.step(name="finish")
def _finish(edition_id: str, artifacts: list[dict[str, Any]]) -> None:
    making.finish_edition(_running[0], edition_id, tuple(Artifact(**artifact) for artifact in artifacts))


@DBOS.step(name="fail")
def _fail(edition_id: str, problem: str) -> None:
    _log.info("edition stopped", edition=edition_id, problem=problem)
    making.fail_edition(_running[0], edition_id, problem)


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
