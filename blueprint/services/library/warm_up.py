"""Preparing editions for their first readers: rendered chapters, lost files, and what the full-text index lacks."""

from contextlib import suppress
from weakref import WeakKeyDictionary

from blueprint.domain.errors import BlueprintError
from blueprint.services.context import Workbench
from blueprint.services.library import catalogue, reading
from blueprint.services.publishing import repairs
from blueprint.services.search import indexing
from blueprint.storage.database import Database

_prepared: WeakKeyDictionary[Database, set[str]] = WeakKeyDictionary()
"""Ids of the editions that need no rendering ahead: those from before this process started, and those it has rendered."""


def warm_up(workbench: Workbench) -> None:
    """Index the editions that the index lacks, render the chapters of new ones, start the repair of lost files. Idempotent.

    An edition is indexed when it is published; it is missing here after an update that reads words in another way, or after
    a crash.
    """
    indexed = set(indexing.catch_up(workbench))
    editions = catalogue.catalogue(workbench).editions
    prepared = _prepared.setdefault(workbench.database, {edition.id for edition in editions} - indexed)
    for edition in editions:
        if edition.id not in prepared:
            prepared.add(edition.id)
            with suppress(BlueprintError):  # its page shows the error; the others must not wait for it
                reading.render_all(workbench, edition)
    for edition in editions:
        if not all(workbench.exports.has(artifact) for artifact in edition.artifacts):
            repairs.start_repair(workbench, edition.id)
