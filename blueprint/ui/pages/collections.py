"""A convening's collections, and starting one."""

from blueprint.domain.permissions import Action, may
from blueprint.locales import gettext as _
from blueprint.services.context import the_workbench
from blueprint.services.publishing import collections
from blueprint.ui.components.collection.settings import new_collection
from blueprint.ui.components.collection_list import collection_list
from blueprint.ui.components.convening.page_header import convening_header
from blueprint.ui.components.heading import empty
from blueprint.ui.components.more import more, shown_of


def show() -> None:
    workbench = the_workbench()
    convening, actor = convening_header(workbench, "collections")
    name = f"collections-{convening.id}"
    found = collections.list_collections(workbench, actor.person_id, convening.id, shown_of(name))
    allowed = may(actor, Action.CURATE)
    if not found:
        empty(_nothing_yet(allowed))
    collection_list(found)
    more(name, found)
    if allowed:
        new_collection(workbench, actor.person_id, convening.id, first=not found)


def _nothing_yet(allowed: bool) -> str:
    if allowed:
        return _(
            "No collections yet. A collection gathers adopted proposals and is published for everyone to read. "
            "Start the first one below."
        )
    return _("No collections yet. A collection gathers adopted proposals and is published for everyone to read.")
