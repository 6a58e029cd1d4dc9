"""The queue of editions to build: DBOS, on the workbench's PostgreSQL, or on `jobs.db` in the data folder beside SQLite.

Any process puts editions into it. The processes that build (`jobs`) take them out, on whichever machine they run.
"""

import contextlib
import logging
from collections.abc import Iterable, Iterator
from uuid import uuid4

import structlog
from dbos import DBOS, DBOSClient, EnqueueOptions
from sqlalchemy.engine import make_url

from blueprint.services.context import Workbench
from blueprint.storage.database import unreachable

QUEUE = "editions"
WORKFLOW = "build edition"
"""The name of the workflow that builds an edition (`workflows`); its argument is the edition's id."""

VERSION = "5"
"""Raised when the steps of the workflow change: a workflow that another version began is not continued by this one."""

_INTERRUPTED = ("Error connecting to the DBOS system database", "before DBOS was launched")
"""What DBOS says when its database is unreachable, and when it has been stopped."""

_log = structlog.get_logger()


def enqueue(workbench: Workbench, edition_id: str) -> None:
    """Put an edition into the queue unless it is in it already, or being built.

    While the database is unreachable this is a no-op: the processes that build look for editions that nobody queued.
    """
    try:
        with client(workbench) as connected:
            connected.enqueue(_options(edition_id), edition_id)
    except Exception as error:
        if not unreachable(error):
            raise
        _log.warning("edition not queued, since the database is unreachable", edition=edition_id)


def release(workbench: Workbench, executor_id: str) -> None:
    """Put back what a process that ends was building; another continues at the step that was not finished."""
    with client(workbench) as connected:
        for workflow in connected.list_workflows(queue_name=QUEUE, status="PENDING", executor_id=executor_id):
            connected.resume_workflow(workflow.workflow_id, queue_name=QUEUE)


def edition_ids(workflow_ids: Iterable[str]) -> frozenset[str]:
    """The editions that workflows build, by the names that `enqueue` gives them."""
    return frozenset(workflow_id.removeprefix("edition-").rpartition("-")[0] for workflow_id in workflow_ids)


def system_database_url(workbench: Workbench) -> str:
    """The address of the database that has DBOS's tables, with its password."""
    url = make_url(workbench.settings.database_url)
    if url.drivername.startswith("sqlite"):
        return f"sqlite:///{workbench.settings.data / 'jobs.db'}"
    return url.render_as_string(hide_password=False)


@contextlib.contextmanager
def client(workbench: Workbench) -> Iterator[DBOSClient]:
    """A connection to the queue, whose tables are made where they are missing."""
    url = system_database_url(workbench)
    log_with_ours()
    connected = DBOSClient(system_database_url=url, retry_connection_errors=False)  # fails at once during an outage
    try:
        DBOS.migrate(url)
        yield connected
    finally:
        connected.destroy()


def log_with_ours() -> None:
    """Write DBOS's lines with the handlers of the root logger; it adds its own to a logger that has none. Idempotent."""
    logger = logging.getLogger("dbos")
    logger.handlers = [logging.NullHandler()]
    logger.propagate = True
    logger.addFilter(_is_unexpected)


def _is_unexpected(record: logging.LogRecord) -> bool:
    """Leave out what an unreachable database, or the end of this process, interrupts: we log an outage once ourselves."""
    problem = record.exc_info[1] if record.exc_info else None
    text = f"{record.getMessage()} {problem}"
    outage = isinstance(problem, Exception) and unreachable(problem)
    return not outage and not any(known in text for known in _INTERRUPTED)


def _options(edition_id: str) -> EnqueueOptions:
    return EnqueueOptions(
        queue_name=QUEUE,
        workflow_name=WORKFLOW,
        workflow_id=f"edition-{edition_id}-{uuid4().hex[:8]}",
        app_version=VERSION,
        deduplication_id=f"{edition_id} {VERSION}",
        duplication_policy="return-existing",
    )
