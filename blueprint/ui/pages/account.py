"""The person's own account."""

from blueprint.locales import gettext as _
from blueprint.services.accounts import account
from blueprint.services.context import Workbench, the_workbench
from blueprint.ui.components.account.browsers import browsers
from blueprint.ui.components.account.leaving import delete_account, personal_data
from blueprint.ui.components.account.password import password
from blueprint.ui.components.account.profile import profile
from blueprint.ui.components.heading import heading
from blueprint.ui.html import urls
from blueprint.ui.session import identity


def _page(workbench: Workbench) -> None:
    person = account.read_account(workbench, identity.actor_id())
    heading(_("Account"), facts=person.email)
    if person.steward:
        urls.link(urls.accounts(), _("All accounts"))
    profile(workbench, person)
    password(workbench, person)
    browsers(workbench, person.id, identity.session_id())
    personal_data()
    delete_account()


def show() -> None:
    _page(the_workbench())
