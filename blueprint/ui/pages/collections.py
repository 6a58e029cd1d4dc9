"""A convening's collections, and starting one."""

from blueprint.domain.permissions import Action, may
from blueprint.services import collections, convenings
from blueprint.services.workbench import Workbench, the_workbench
from blueprint.ui import addresses, identity, state
from blueprint.ui.components.collection.words import begin
from blueprint.ui.components.collection_list import collection_list
from blueprint.ui.components.convening_sections import convening_sections
from blueprint.ui.components.heading import empty, heading, trail


def _page(workbench: Workbench) -> None:
    actor_id = identity.actor_id()
    convening, standing = convenings.read_convening(workbench, actor_id, state.asked_id())
    found = collections.list_collections(workbench, actor_id, convening.id)
    allowed = may(standing, Action.CURATE)
    trail(("Convenings", addresses.convenings()))
    heading(convening.title)
    convening_sections(convening, standing, "collections")
    if not found:
        empty(
            "No collections yet. A collection gathers adopted proposals and is published for everyone to read."
            + (" Start the first one below." if allowed else "")
        )
    collection_list(found)
    if allowed:
        begin(workbench, actor_id, convening.id, first=not found)


_page(the_workbench())
