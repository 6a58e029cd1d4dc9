"""Home: the inbox, the person's proposals and convenings, and the latest events."""

from datetime import datetime
from itertools import chain
from operator import attrgetter

from blueprint.domain.convenings import Convening, Role
from blueprint.domain.proposals import Proposal
from blueprint.locales import gettext as _
from blueprint.services.context import Workbench, the_workbench
from blueprint.services.convenings import convenings
from blueprint.services.drafting import drafts, proposals
from blueprint.ui.components.convening_list import convening_list
from blueprint.ui.components.heading import empty, heading, subheading
from blueprint.ui.components.inbox_list import inbox_list
from blueprint.ui.components.proposal_list import proposal_list
from blueprint.ui.html import urls
from blueprint.ui.html.markup import draw, joined
from blueprint.ui.session import identity
from blueprint.ui.viewmodels.activity import EventNames, event_item, principle_names
from blueprint.ui.viewmodels.inbox import inbox_items

_EVENTS, _BUSIEST = 8, 3
"""How many events are shown, and of how many convenings: those whose proposals changed last."""

_Found = dict[Convening, tuple[Role, tuple[Proposal, ...]]]


def _threads(workbench: Workbench, mine: tuple[Proposal, ...]) -> dict[str, int]:
    """The open threads of the convenings one writes in, by proposal."""
    convening_ids = dict.fromkeys(proposal.convening_id for proposal in mine)
    counts = (proposals.open_threads(workbench, identity.actor_id(), id).items() for id in convening_ids)
    return dict(chain.from_iterable(counts))


def _inbox(workbench: Workbench, found: _Found, mine: tuple[Proposal, ...], threads: dict[str, int]) -> None:
    own = {proposal.id for proposal in mine}
    others = [(p, role) for role, listed in found.values() for p in listed if p.id not in own]
    items = inbox_items(drafts.my_drafts(workbench, identity.actor_id()), mine, others, threads)
    if items:
        subheading(_("Waiting for you"))
        inbox_list(items, workbench.now())
    else:
        empty(_("Nothing waits for you."))


def _latest_events(workbench: Workbench, found: _Found) -> None:
    busiest = sorted(found, key=lambda convening: _changed(convening, found[convening][1]), reverse=True)[:_BUSIEST]
    events = chain.from_iterable(
        convenings.list_events(workbench, identity.actor_id(), convening.id, _EVENTS) for convening in busiest
    )
    latest = sorted(events, key=attrgetter("at", "id"), reverse=True)[:_EVENTS]
    titles = {proposal.id: proposal.title for _role, listed in found.values() for proposal in listed}
    subheading(_("Lately"))
    names = EventNames(titles, principles=principle_names(workbench.principles))
    items = [event_item(event, names, workbench.now()) for event in latest]
    draw("<div class='bp-events'><ul>{}</ul></div>", joined("", items))


def _changed(convening: Convening, listed: tuple[Proposal, ...]) -> datetime:
    return max((proposal.changed_at for proposal in listed), default=convening.created_at)


def _page(workbench: Workbench) -> None:
    actor_id = identity.actor_id()
    seen = convenings.list_convenings(workbench, actor_id)
    found = {c: (role, proposals.list_proposals(workbench, actor_id, c.id)) for c, role in seen if role}
    heading(_("Home"))
    if not found:
        empty(_("You take part in no convening yet. Start one, or open the link of an invitation."))
        urls.link(urls.convenings(), _("Convenings"))
        return
    mine = proposals.my_proposals(workbench, actor_id)
    threads = _threads(workbench, mine)
    _inbox(workbench, found, mine, threads)
    if mine:
        subheading(_("Your proposals"))
        proposal_list(mine, threads, workbench.now())
    subheading(_("Your convenings"))
    convening_list((convening, role) for convening, (role, _listed) in found.items())
    _latest_events(workbench, found)


def show() -> None:
    _page(the_workbench())
