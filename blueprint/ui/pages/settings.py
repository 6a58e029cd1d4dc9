"""What a convening says about itself, to change it."""

from blueprint.domain.permissions import Action, require
from blueprint.services.context import the_workbench
from blueprint.ui.components.convening.page_header import convening_header
from blueprint.ui.components.convening.settings import settings


def show() -> None:
    """Draw the page."""
    workbench = the_workbench()
    convening, standing = convening_header(workbench, "settings")
    require(standing, Action.EDIT_CONVENING)
    settings(workbench, standing.person_id, convening)
