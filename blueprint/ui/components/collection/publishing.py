"""Publishing the next edition: what stands in its way, and the button."""

from collections.abc import Iterable, Mapping

import streamlit as st

from blueprint.domain.collections import Collection, Edition, EditionState
from blueprint.domain.proposals import Proposal, Status
from blueprint.services import editions
from blueprint.services.workbench import Workbench
from blueprint.ui import notices
from blueprint.ui.components.collection.editions import is_going_on
from blueprint.ui.components.statuses import status_mark
from blueprint.ui.markup import draw, joined, part

READY = (Status.ADOPTED, Status.PUBLISHED)


def waiting(collection: Collection, known: Mapping[str, Proposal]) -> tuple[Proposal, ...]:
    """The proposals that keep the collection from being published, in its order."""
    inside = (known[proposal_id] for proposal_id in collection.proposals if proposal_id in known)
    return tuple(proposal for proposal in inside if proposal.status not in READY)


def publishing(
    workbench: Workbench,
    actor_id: str | None,
    collection: Collection,
    known: Mapping[str, Proposal],
    found: Iterable[Edition],
) -> None:
    """Draw the button, or what has to be done before there can be one; a failure with its reason above."""
    found = tuple(found)
    if any(is_going_on(edition) for edition in found):
        return
    failed = next((edition for edition in found if edition.state is EditionState.FAILED), None)
    if failed:
        notices.refuse(f"The last edition could not be made, and nothing was published. {failed.problem}")
    not_ready = waiting(collection, known)
    if not_ready:
        _say_what_waits(not_ready)
    elif collection.proposals:
        st.button(
            "Try again" if failed else "Publish an edition",
            type="primary",
            icon=":material/publish:",
            key="publish",
            on_click=_publish,
            args=(workbench, actor_id, collection.id),
        )


def _say_what_waits(proposals: tuple[Proposal, ...]) -> None:
    rows = [part("<li><bdi>{}</bdi> {}</li>", proposal.title, status_mark(proposal.status)) for proposal in proposals]
    draw(
        "<div class='bp-waiting'><p>Before an edition can be published, these have to be adopted or taken out:</p>"
        "<ul>{}</ul></div>",
        joined("", rows),
    )


def _publish(workbench: Workbench, actor_id: str | None, collection_id: str) -> None:
    with notices.kept():
        editions.publish_edition(workbench, actor_id, collection_id)
