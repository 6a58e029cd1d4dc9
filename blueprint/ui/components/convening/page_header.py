"""The top of every page that belongs to a convening."""

from blueprint.domain.convenings import Convening, Visibility
from blueprint.domain.permissions import Actor
from blueprint.locales import gettext as _
from blueprint.services.context import Workbench
from blueprint.services.convenings import convenings
from blueprint.ui.components.convening.sections import Section, convening_sections
from blueprint.ui.components.heading import breadcrumbs, heading, sections
from blueprint.ui.html import urls
from blueprint.ui.html.times import span
from blueprint.ui.session import identity, state
from blueprint.ui.viewmodels.roles import ROLE_WORDS


def convening_header(workbench: Workbench, section: Section, *, about: bool = False) -> tuple[Convening, Actor]:
    """Draw it for the convening that the address asks for; `about` says its purpose too. Returns what was read."""
    convening, actor = convenings.read_convening(workbench, identity.actor_id(), state.query_id())
    heading(
        convening.title,
        convening.purpose if about else "",
        facts=facts(convening, actor),
        above=breadcrumbs((_("Convenings"), urls.convenings())),
        below=sections(section, convening_sections(convening.id, actor)),
    )
    return convening, actor


def facts(convening: Convening, actor: Actor) -> str:
    """“Members only · you are editor here · from 3 May 2026”."""
    who = _("Members only") if convening.visibility is Visibility.MEMBERS else _("Open to everyone with an account")
    yours = _(ROLE_WORDS[actor.role].yours_within) if actor.role else _("you are visiting")
    return " · ".join(fact for fact in (who, yours, span(convening.starts_on, convening.ends_on)) if fact)
