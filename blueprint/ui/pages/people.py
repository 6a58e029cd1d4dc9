"""Who takes part in a convening, and who is invited."""

from blueprint.domain.permissions import Action, may
from blueprint.services.context import the_workbench
from blueprint.ui.components.convening.invitations import invitations
from blueprint.ui.components.convening.members import members
from blueprint.ui.components.convening.page_header import convening_header


def show() -> None:
    workbench = the_workbench()
    convening, actor = convening_header(workbench, "people")
    members(workbench, convening, actor)
    if may(actor, Action.INVITE):
        invitations(workbench, actor.person_id, convening)
