"""A convening: what it is for, and its proposals."""

from blueprint.services.context import the_workbench
from blueprint.ui.components.convening.page_header import convening_header
from blueprint.ui.components.convening.proposals import convening_proposals


def show() -> None:
    workbench = the_workbench()
    convening, actor = convening_header(workbench, "proposals", about=True)
    convening_proposals(workbench, convening, actor)
