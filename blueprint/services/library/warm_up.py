"""Preparing new editions for their first readers: index, rendered chapters, lost files."""

from contextlib import suppress

from blueprint.domain.errors import BlueprintError
from blueprint.services.context import Workbench
from blueprint.services.library import catalogue, reading, search
from blueprint.services.publishing import repairs


def warm_up(workbench: Workbench) -> None:
    """Index new editions, render their chapters, and start the repair of lost files. Idempotent."""
    new_ids = set(search.catch_up(workbench))
    for edition in catalogue.catalogue(workbench).editions:
        if edition.id in new_ids:
            with suppress(BlueprintError):  # its page shows the error; the others must not wait for it
                reading.render_all(workbench, edition)
    for edition in catalogue.catalogue(workbench).editions:
        if not all(workbench.exports.has(artifact) for artifact in edition.artifacts):
            repairs.start_repair(workbench, edition.id)
