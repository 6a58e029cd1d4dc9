"""Publishing from the command line: what the button does, and waiting until it is done."""

import time
from collections.abc import Callable

from blueprint.domain.collections import Collection
from blueprint.domain.editions import UNFINISHED, Edition, EditionState
from blueprint.domain.errors import Invalid
from blueprint.services.admin import acting_person
from blueprint.services.context import Workbench
from blueprint.services.convenings import convenings
from blueprint.services.publishing import build, collections, editions, process_lock

LOOK_EVERY = 0.2
"""Seconds between two looks at how far another process has come."""

Say = Callable[[str], None]
"""Told how far the making has come, in a line."""


def publish_and_wait(workbench: Workbench, email: str, name: str, say: Say) -> Edition:
    """Publish the collection called `name` (its title, id or name in addresses) and wait until its files are made.

    This process makes them, unless a server is there that does. Raises what `publish_edition` raises, and `Invalid` with
    the sentence that stopped the making. Interrupted, it stops the edition.
    """
    actor = acting_person.acting_person_id(workbench, email)
    collection = find(workbench, actor, name)
    edition = editions.publish_edition(workbench, actor, collection.id)
    try:
        with process_lock.in_charge(workbench) as mine:
            if mine:
                build.build_edition(workbench, edition.id, said=say)
            return _followed(workbench, actor, edition.id, say)
    except KeyboardInterrupt:
        editions.stop_edition(workbench, actor, edition.id)
        raise


def find(workbench: Workbench, actor: str, name: str) -> Collection:
    """The collection of that title, id or name in addresses, among those the person sees."""
    known = [
        collection
        for convening, _ in convenings.list_convenings(workbench, actor)
        for collection in collections.list_collections(workbench, actor, convening.id)
    ]
    found = [one for one in known if name in (one.id, one.slug, one.title)]
    if len(found) == 1:
        return found[0]
    if found:
        slugs = ", ".join(one.slug for one in found)
        raise Invalid(f"Several collections are called “{name}”. Name one of {slugs}.")
    names = ", ".join(one.slug for one in known) or "none yet"
    raise Invalid(f"There is no collection “{name}” that this person sees. There are: {names}.")


def _followed(workbench: Workbench, actor: str, edition_id: str, say: Say) -> Edition:
    """Wait while another process makes it."""
    edition, said = editions.read_edition(workbench, actor, edition_id), ""
    while edition.state in UNFINISHED:
        if edition.step != said:
            said = edition.step
            say(f"{edition.progress:4.0%}  {said}")
        time.sleep(LOOK_EVERY)
        edition = editions.read_edition(workbench, actor, edition_id)
    if edition.state is EditionState.FAILED:
        raise Invalid(edition.problem)
    return edition
