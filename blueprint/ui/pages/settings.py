"""What a convening says about itself, to change it."""

from blueprint.domain.permissions import Action
from blueprint.services.authorization import require_action
from blueprint.services.context import the_workbench
from blueprint.ui.components.convening.page_header import convening_header
from blueprint.ui.components.convening.settings import settings


def show() -> None:
    workbench = the_workbench()
    convening, actor = convening_header(workbench, "settings")
    require_action(actor, Action.EDIT_CONVENING, convening.id)
    settings(workbench, actor.person_id, convening)
