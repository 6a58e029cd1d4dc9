"""Making what a new edition needs before its first reader asks for it."""

from contextlib import suppress

from blueprint.domain.errors import BlueprintError
from blueprint.services import library, reading, search
from blueprint.services.workbench import Workbench


def prepare(workbench: Workbench) -> None:
    """Put new editions into the search index, and make their chapters into HTML. Safe to do again and anywhere."""
    fresh = set(search.catch_up(workbench))
    for volume in library.shelf(workbench).volumes:
        if volume.id in fresh:
            with suppress(BlueprintError):  # its page says what cannot be shown; the others must not wait for it
                reading.warm(workbench, volume)
