"""The person's own account."""

from blueprint.services import accounts
from blueprint.services.workbench import Workbench, the_workbench
from blueprint.ui import identity
from blueprint.ui.components.account.browsers import browsers
from blueprint.ui.components.account.password import password
from blueprint.ui.components.account.profile import profile
from blueprint.ui.components.heading import heading


def _page(workbench: Workbench) -> None:
    person = accounts.person(workbench, identity.actor_id())
    heading("Account", facts=person.email)
    profile(workbench, person)
    password(workbench, person)
    browsers(accounts.sessions(workbench, person.id), workbench.now())


def show() -> None:
    """Draw the page."""
    _page(the_workbench())
