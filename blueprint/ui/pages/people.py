"""Who takes part in a convening, and who is invited."""

from blueprint.domain.permissions import Action, may
from blueprint.services.workbench import the_workbench
from blueprint.ui.components.convening.frame import frame
from blueprint.ui.components.convening.invitations import invitations
from blueprint.ui.components.convening.members import members


def show() -> None:
    """Draw the page."""
    workbench = the_workbench()
    convening, standing = frame(workbench, "people")
    members(workbench, convening, standing)
    if may(standing, Action.INVITE):
        invitations(workbench, standing.person_id, convening)
