"""Home: what wants my attention, what I write, where I take part, what happened lately."""

from itertools import chain
from operator import attrgetter

from blueprint.domain.convenings import Convening, Role
from blueprint.domain.proposals import Proposal
from blueprint.services import convenings, drafts, proposals
from blueprint.services.workbench import Workbench, the_workbench
from blueprint.ui import addresses, identity
from blueprint.ui.attention import matters
from blueprint.ui.components.attention_list import attention_list
from blueprint.ui.components.convening_list import convening_list
from blueprint.ui.components.heading import empty, heading, subheading
from blueprint.ui.components.proposal_list import proposal_list
from blueprint.ui.markup import draw, joined
from blueprint.ui.telling import Names, told

_LATELY = 8


def _wanted(
    workbench: Workbench, found: dict[Convening, tuple[Role, tuple[Proposal, ...]]], threads: dict[str, int]
) -> tuple[Proposal, ...]:
    """Draw what wants attention; returns the proposals the person writes."""
    actor_id = identity.actor_id()
    mine = proposals.my_proposals(workbench, actor_id)
    own = {proposal.id for proposal in mine}
    others = [(p, role) for role, listed in found.values() for p in listed if p.id not in own]
    wanted = matters(drafts.my_drafts(workbench, actor_id), mine, others, threads)
    if wanted:
        subheading("Waiting for you")
        attention_list(wanted, workbench.now())
    else:
        empty("Nothing waits for you.")
    return mine


def _lately(workbench: Workbench, found: dict[Convening, tuple[Role, tuple[Proposal, ...]]]) -> None:
    actor_id = identity.actor_id()
    events = chain.from_iterable(convenings.list_events(workbench, actor_id, convening.id) for convening in found)
    latest = sorted(events, key=attrgetter("at", "id"), reverse=True)[:_LATELY]
    titles = {proposal.id: proposal.title for _, listed in found.values() for proposal in listed}
    if latest:
        subheading("Lately")
        items = [told(event, Names(titles), workbench.now()) for event in latest]
        draw("<div class='bp-events'><ul>{}</ul></div>", joined("", items))


def _page(workbench: Workbench) -> None:
    actor_id = identity.actor_id()
    seen = convenings.list_convenings(workbench, actor_id)
    found = {c: (role, proposals.list_proposals(workbench, actor_id, c.id)) for c, role in seen if role}
    counts = [proposals.open_threads(workbench, actor_id, convening.id) for convening in found]
    threads = dict(chain.from_iterable(count.items() for count in counts))
    heading("Home")
    if not found:
        empty("You take part in no convening yet. Start one, or open the link of an invitation.")
        addresses.link(addresses.convenings(), "Convenings", icon="groups")
        return
    mine = _wanted(workbench, found, threads)
    if mine:
        subheading("Your proposals")
        proposal_list(mine, threads, workbench.now())
    subheading("Your convenings")
    convening_list((convening, role) for convening, (role, _) in found.items())
    _lately(workbench, found)


_page(the_workbench())
