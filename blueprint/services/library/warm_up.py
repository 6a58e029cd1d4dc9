"""Making what an edition needs before its first reader asks for it: its pages, and files of it that are lost."""

from contextlib import suppress

from blueprint.domain.errors import BlueprintError
from blueprint.services.context import Workbench
from blueprint.services.library import catalogue, reading, search
from blueprint.services.publishing import repairs


def prepare(workbench: Workbench) -> None:
    """Put new editions into the search index, make their chapters into HTML, and have lost files made again. Idempotent."""
    fresh = set(search.catch_up(workbench))
    for volume in catalogue.catalogue(workbench).volumes:
        if volume.id in fresh:
            with suppress(BlueprintError):  # its page says what cannot be shown; the others must not wait for it
                reading.warm(workbench, volume)
    for volume in catalogue.catalogue(workbench).volumes:
        if not all(workbench.exports.has(artifact) for artifact in volume.artifacts):
            repairs.repair_soon(workbench, volume.id)
