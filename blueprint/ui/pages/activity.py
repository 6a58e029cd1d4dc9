"""What happened in a convening."""

from blueprint.domain.permissions import Action, may
from blueprint.services.context import the_workbench
from blueprint.services.convenings import convenings
from blueprint.ui.components.convening.activity_list import EVENTS, activity_list
from blueprint.ui.components.convening.page_header import convening_header
from blueprint.ui.components.more import more, shown_of
from blueprint.ui.viewmodels.activity import EventNames, principle_names


def show() -> None:
    workbench = the_workbench()
    convening, actor = convening_header(workbench, "activity")
    name = f"events-{convening.id}"
    found = convenings.list_events(workbench, actor.person_id, convening.id, shown_of(name, EVENTS))
    titles = convenings.titles_in_events(workbench, actor.person_id, found)
    names = EventNames(titles, principle_names(workbench.principles), emails=may(actor, Action.INVITE))
    activity_list(found, names, workbench.now())
    more(name, found, EVENTS)
