"""The top of every page that belongs to a convening."""

from blueprint.domain.convenings import Convening, Visibility
from blueprint.domain.permissions import Actor
from blueprint.services.context import Workbench
from blueprint.services.convenings import convenings
from blueprint.ui.components.convening_sections import Section, convening_sections
from blueprint.ui.components.heading import heading, sections, trail
from blueprint.ui.html import urls
from blueprint.ui.html.times import span
from blueprint.ui.session import identity, state


def frame(workbench: Workbench, section: Section, *, about: bool = False) -> tuple[Convening, Actor]:
    """Draw it for the convening that the address asks for; `about` says its purpose too. Returns what was read."""
    convening, standing = convenings.read_convening(workbench, identity.actor_id(), state.asked_id())
    heading(
        convening.title,
        convening.purpose if about else "",
        facts=facts(convening, standing),
        above=trail(("Convenings", urls.convenings())),
        below=sections(section, convening_sections(convening.id, standing)),
    )
    return convening, standing


def facts(convening: Convening, standing: Actor) -> str:
    """“Members only · you are editor here · from 3 May 2026”."""
    who = "Members only" if convening.visibility is Visibility.MEMBERS else "Open to everyone with an account"
    yours = f"you are {standing.role.value} here" if standing.role else "you are visiting"
    return " · ".join(fact for fact in (who, yours, span(convening.starts_on, convening.ends_on)) if fact)
