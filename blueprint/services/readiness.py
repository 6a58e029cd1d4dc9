"""Whether this process can serve people now: what a load balancer asks, and an operator."""

import shutil
from collections.abc import Callable
from functools import partial

from obstore.exceptions import BaseError
from sqlalchemy.exc import SQLAlchemyError

from blueprint.domain.value import Value
from blueprint.services.context import Workbench
from blueprint.storage import store_identity, workers

LEAST_FREE = 100_000_000
"""Bytes that must be free where the data folder is."""

OK = "ok"


class Readiness(Value):
    """For each part “ok”, or what is wrong with it, in English. `ready` does not depend on the queue: a server works
    without anybody who builds editions.
    """

    database: str
    store: str
    queue: str
    disk: str

    @property
    def ready(self) -> bool:
        """Whether people can be sent here."""
        return {self.database, self.store, self.disk} == {OK}


def check(workbench: Workbench) -> Readiness:
    """The state of all parts as of now."""
    mark, database, queue = _database(workbench)
    return Readiness(database=database, store=_store(workbench, mark), queue=queue, disk=_disk(workbench))


def questions(workbench: Workbench) -> dict[str, Callable[[], bool]]:
    """For each part a function that tells whether it is well."""
    return {part: partial(_is_well, workbench, part) for part in Readiness.model_fields}


def _is_well(workbench: Workbench, part: str) -> bool:
    return str(getattr(check(workbench), part)) == OK


def _database(workbench: Workbench) -> tuple[str | None, str, str]:
    """The mark of the store, and the states of database and queue."""
    try:
        mark = store_identity.mark_of_database(workbench.database)
        with workbench.database.read_transaction() as session:
            builders = workers.alive(session)
    except SQLAlchemyError:
        return None, "does not answer", "unknown"
    return mark, OK, OK if builders else "nobody builds editions"


def _store(workbench: Workbench, mark: str | None) -> str:
    try:
        found = store_identity.mark_of(workbench.files)
    except BaseError:
        return "does not answer"
    return OK if mark in (None, found) else "is another database's"


def _disk(workbench: Workbench) -> str:
    free = shutil.disk_usage(workbench.settings.data).free
    return OK if free >= LEAST_FREE else f"{free // 1_000_000} MB are free"
