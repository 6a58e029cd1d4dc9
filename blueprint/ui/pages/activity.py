"""What happened in a convening."""

from blueprint.domain.permissions import Action, may
from blueprint.services.context import the_workbench
from blueprint.services.convenings import convenings
from blueprint.services.drafting import proposals
from blueprint.ui.components.convening.activity_list import activity_list
from blueprint.ui.components.convening.page_header import convening_header
from blueprint.ui.viewmodels.activity import EventNames, principle_names


def show() -> None:
    workbench = the_workbench()
    convening, actor = convening_header(workbench, "activity")
    actor_id = actor.person_id
    titles = {p.id: p.title for p in proposals.list_proposals(workbench, actor_id, convening.id)}
    names = EventNames(titles, principle_names(workbench.principles), emails=may(actor, Action.INVITE))
    activity_list(convenings.list_events(workbench, actor_id, convening.id), names, workbench.now())
