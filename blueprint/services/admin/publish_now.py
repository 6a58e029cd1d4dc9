"""Publishing from the command line, and waiting until the build is done."""

import time
from collections.abc import Callable

from blueprint.domain.collections import Collection
from blueprint.domain.editions import UNFINISHED, Edition, EditionState
from blueprint.domain.errors import Invalid
from blueprint.services.admin import acting_person
from blueprint.services.context import Workbench
from blueprint.services.convenings import convenings
from blueprint.services.publishing import collections, editions, jobs

POLL_INTERVAL = 0.2
"""Seconds between two reads of the progress."""

PATIENCE = 60
"""Seconds to wait for what is left to do on an edition that is published: its search index."""

Report = Callable[[str], None]
"""Gets a line of progress."""


def publish_and_wait(workbench: Workbench, email: str, name: str, report: Report) -> Edition:
    """Publish the collection called `name` (its title, id or name in addresses) and wait until its files are built.

    This process helps to build until then, so that no other need run. Raises what `publish_edition` raises, and `Invalid`
    with the sentence of a failed build. A keyboard interrupt stops the edition.
    """
    actor_id = acting_person.acting_person_id(workbench, email)
    collection = find_collection(workbench, actor_id, name)
    edition = editions.publish_edition(workbench, actor_id, collection.id)
    jobs.start(workbench)
    try:
        return _await(workbench, actor_id, edition.id, report)
    except KeyboardInterrupt:
        editions.stop_edition(workbench, actor_id, edition.id)
        raise
    finally:
        jobs.stop(PATIENCE)


def find_collection(workbench: Workbench, actor_id: str, name: str) -> Collection:
    """The collection of that title, id or name in addresses, among those that the person may see."""
    known = [
        collection
        for convening, _ in convenings.list_convenings(workbench, actor_id)
        for collection in collections.list_collections(workbench, actor_id, convening.id)
    ]
    found = [one for one in known if name in (one.id, one.slug, one.title)]
    if len(found) == 1:
        return found[0]
    if found:
        slugs = ", ".join(one.slug for one in found)
        raise Invalid(f"Several collections are called “{name}”. Name one of {slugs}.")
    names = ", ".join(one.slug for one in known) or "none yet"
    raise Invalid(f"There is no collection “{name}” that this person sees. There are: {names}.")


def _await(workbench: Workbench, actor_id: str, edition_id: str, report: Report) -> Edition:
    """Wait until the build is done, here or in another process."""
    edition, reported = editions.read_edition(workbench, actor_id, edition_id), ""
    while edition.state in UNFINISHED:
        if edition.step != reported:
            reported = edition.step
            report(f"{edition.progress:4.0%}  {reported}")
        time.sleep(POLL_INTERVAL)
        edition = editions.read_edition(workbench, actor_id, edition_id)
    if edition.state is EditionState.FAILED:
        raise Invalid(edition.problem)
    return edition
