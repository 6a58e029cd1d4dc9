"""A convening's coverage: which proposals advance which principles, and where the gaps are."""

from blueprint.services import convenings, proposals, tags
from blueprint.services.workbench import Workbench, the_workbench
from blueprint.ui import addresses, identity, state
from blueprint.ui.components.convening_sections import convening_sections
from blueprint.ui.components.coverage import coverage_picture, languages_of, picture_of
from blueprint.ui.components.coverage.words import gaps, rationales
from blueprint.ui.components.heading import empty, heading, trail

_KEY = "coverage"


def _open() -> None:
    proposal_id = state.sent(_KEY, "open")
    if isinstance(proposal_id, str):
        state.going_to.put(proposal_id)


def _page(workbench: Workbench) -> None:
    followed = state.going_to.take()
    if followed:
        addresses.go(addresses.proposal(followed))
    actor_id = identity.actor_id()
    convening, standing = convenings.read_convening(workbench, actor_id, state.asked_id())
    found = tags.read_coverage(workbench, actor_id, convening.id)
    trail(("Convenings", addresses.convenings()))
    heading(convening.title)
    convening_sections(convening, standing, "coverage")
    if not found.proposals:
        empty("No proposals yet, so there is nothing to cover. Start one under Proposals.")
        return
    gaps(found)
    languages = languages_of(proposals.list_proposals(workbench, actor_id, convening.id))
    coverage_picture(picture_of(found, languages), key=_KEY, on_open=_open)
    rationales(found)


_page(the_workbench())
