"""A convening's collections, and starting one."""

from blueprint.domain.permissions import Action, may
from blueprint.services.context import the_workbench
from blueprint.services.publishing import collections
from blueprint.ui.components.collection.settings import begin
from blueprint.ui.components.collection_list import collection_list
from blueprint.ui.components.convening.page_header import frame
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
