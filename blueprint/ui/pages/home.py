"""Home: the inbox, the person's proposals and convenings, and the latest events."""

from collections.abc import Iterable
from itertools import chain

from blueprint.domain.proposals import Proposal
from blueprint.locales import gettext as _
from blueprint.services.context import Workbench, the_workbench
from blueprint.services.convenings import convenings
from blueprint.services.drafting import drafts, proposals
from blueprint.ui.components.convening_list import convening_list
from blueprint.ui.components.heading import empty, heading, subheading
from blueprint.ui.components.inbox_list import inbox_list
from blueprint.ui.components.more import more, more_of, shown_of
from blueprint.ui.components.proposal_list import proposal_list
from blueprint.ui.html import urls
from blueprint.ui.html.markup import draw, joined
from blueprint.ui.session import identity
from blueprint.ui.viewmodels.activity import EventNames, event_item, principle_names
from blueprint.ui.viewmodels.inbox import REVIEWING_ROLES, inbox_items

_EVENTS, _BUSIEST = 8, 3
"""How many events are shown, and of how many convenings: those whose proposals changed last."""
_INBOX, _MINE, _CONVENINGS = "inbox", "my-proposals", "my-convenings"


def _inbox(workbench: Workbench, actor_id: str | None) -> None:
    """What waits for the person, of each kind at most as much as is shown."""
    most, roles = shown_of(_INBOX), convenings.my_roles(workbench, actor_id)
    unsaved = drafts.my_drafts(workbench, actor_id, most)
    answers = proposals.proposals_to_answer(workbench, actor_id, most)
    reviews = proposals.proposals_to_review(workbench, actor_id, REVIEWING_ROLES & {*roles.values()}, most)
    threads = _threads(workbench, actor_id, answers)
    items = inbox_items(unsaved, answers, [(one, roles[one.convening_id]) for one in reviews], threads)
    if not items:
        empty(_("Nothing waits for you."))
        return
    subheading(_("Waiting for you"))
    inbox_list(items[:most], workbench.now())
    more_of(_INBOX, min(most, len(items)), unsaved.total + answers.total + reviews.total)


def _threads(workbench: Workbench, actor_id: str | None, found: Iterable[Proposal]) -> dict[str, int]:
    """The open threads by proposal."""
    by_convening: dict[str, list[str]] = {}
    for proposal in found:
        by_convening.setdefault(proposal.convening_id, []).append(proposal.id)
    counts = (proposals.open_threads(workbench, actor_id, *of).items() for of in by_convening.items())
    return dict(chain.from_iterable(counts))


def _mine(workbench: Workbench, actor_id: str | None) -> None:
    found = proposals.my_proposals(workbench, actor_id, shown_of(_MINE))
    if found:
        subheading(_("Your proposals"))
        proposal_list(found, _threads(workbench, actor_id, found), workbench.now())
        more(_MINE, found)


def _latest_events(workbench: Workbench, actor_id: str | None) -> None:
    latest = convenings.latest_events(workbench, actor_id, _EVENTS, _BUSIEST)
    titles = convenings.titles_in_events(workbench, actor_id, latest)
    subheading(_("Lately"))
    names = EventNames(titles, principle_names(workbench.principles))
    items = [event_item(event, names, workbench.now()) for event in latest]
    draw("<div class='bp-events'><ul>{}</ul></div>", joined("", items))


def _page(workbench: Workbench) -> None:
    actor_id = identity.actor_id()
    found = convenings.my_convenings(workbench, actor_id, shown_of(_CONVENINGS))
    heading(_("Home"))
    if not found:
        empty(_("You take part in no convening yet. Start one, or open the link of an invitation."))
        urls.link(urls.convenings(), _("Convenings"))
        return
    _inbox(workbench, actor_id)
    _mine(workbench, actor_id)
    subheading(_("Your convenings"))
    convening_list(found)
    more(_CONVENINGS, found)
    _latest_events(workbench, actor_id)


def show() -> None:
    _page(the_workbench())
