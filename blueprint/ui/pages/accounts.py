"""All accounts, for stewards."""

from blueprint.locales import gettext as _
from blueprint.services.context import Workbench, the_workbench
from blueprint.ui.components.account.accounts import accounts
from blueprint.ui.components.heading import breadcrumbs, heading
from blueprint.ui.html import urls
from blueprint.ui.session import identity


def _page(workbench: Workbench) -> None:
    heading(
        _("All accounts"),
        _("Who can sign in here. What people wrote stays when an account is disabled."),
        above=breadcrumbs((_("Account"), urls.account())),
    )
    accounts(workbench, identity.actor_id())


def show() -> None:
    _page(the_workbench())
