"""A convening's collections, and starting one."""

from blueprint.domain.permissions import Action, may
from blueprint.services import collections
from blueprint.services.workbench import the_workbench
from blueprint.ui.components.collection.words import begin
from blueprint.ui.components.collection_list import collection_list
from blueprint.ui.components.convening.frame import frame
from blueprint.ui.components.heading import empty

_PURPOSE = "No collections yet. A collection gathers adopted proposals and is published for everyone to read."


def show() -> None:
    """Draw the page."""
    workbench = the_workbench()
    convening, standing = frame(workbench, "collections")
    found = collections.list_collections(workbench, standing.person_id, convening.id)
    allowed = may(standing, Action.CURATE)
    if not found:
        empty(f"{_PURPOSE} Start the first one below." if allowed else _PURPOSE)
    collection_list(found)
    if allowed:
        begin(workbench, standing.person_id, convening.id, first=not found)
