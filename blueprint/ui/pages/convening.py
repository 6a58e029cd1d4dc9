"""A convening: its proposals, its people, what happened, its settings."""

from blueprint.domain.convenings import Convening, Visibility
from blueprint.domain.permissions import Action, Standing, may
from blueprint.services import convenings, proposals
from blueprint.services.workbench import Workbench, the_workbench
from blueprint.ui import addresses, identity, state
from blueprint.ui.components.convening.happenings import happenings
from blueprint.ui.components.convening.invitations import invitations
from blueprint.ui.components.convening.members import members
from blueprint.ui.components.convening.proposals import convening_proposals
from blueprint.ui.components.convening.settings import settings
from blueprint.ui.components.convening_sections import convening_sections
from blueprint.ui.components.heading import heading, trail
from blueprint.ui.moments import span
from blueprint.ui.telling import Names


def _facts(convening: Convening, standing: Standing) -> str:
    who = "Members only" if convening.visibility is Visibility.MEMBERS else "Open to everyone with an account"
    yours = f"you are {standing.role.value} here" if standing.role else "you are visiting"
    return " · ".join(fact for fact in (who, yours, span(convening.starts_on, convening.ends_on)) if fact)


def _people(workbench: Workbench, convening: Convening, standing: Standing) -> None:
    members(workbench, convening, standing)
    if may(standing, Action.INVITE):
        invitations(workbench, standing.person_id, convening)


def _events(workbench: Workbench, convening: Convening, standing: Standing) -> None:
    titles = {p.id: p.title for p in proposals.list_proposals(workbench, standing.person_id, convening.id)}
    people = {m.person_id: m.name for m in convenings.list_members(workbench, standing.person_id, convening.id)}
    names = Names(titles, people, emails=may(standing, Action.INVITE))
    happenings(convenings.list_events(workbench, standing.person_id, convening.id), names, workbench.now())


def _page(workbench: Workbench) -> None:
    convening, standing = convenings.read_convening(workbench, identity.actor_id(), state.asked_id())
    section = state.asked_section()
    trail(("Convenings", addresses.convenings()))
    heading(convening.title, convening.purpose if section == "proposals" else "", facts=_facts(convening, standing))
    convening_sections(convening, standing, section)
    match section:
        case "people":
            _people(workbench, convening, standing)
        case "events":
            _events(workbench, convening, standing)
        case "settings" if may(standing, Action.EDIT_CONVENING):
            settings(workbench, standing.person_id, convening)
        case _:
            convening_proposals(workbench, convening, standing)


_page(the_workbench())
