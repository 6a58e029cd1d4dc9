"""Which proposals a collection holds, in what order."""

from collections.abc import Mapping

import streamlit as st

from blueprint.domain.collections import Collection
from blueprint.domain.proposals import Proposal
from blueprint.locales import gettext as _
from blueprint.services.context import Workbench
from blueprint.services.drafting import proposals
from blueprint.services.publishing import collections
from blueprint.ui.components.heading import empty, subheading
from blueprint.ui.components.more import more_of, shown_of
from blueprint.ui.components.status_mark import status_mark, status_name
from blueprint.ui.html import urls
from blueprint.ui.html.escape import label
from blueprint.ui.html.markup import draw
from blueprint.ui.session import flash, state

_Order = tuple[str, ...]

OFFERED = 100
"""Proposals in the list to choose from."""


def moved(order: _Order, proposal_id: str, by: int) -> _Order:
    """The order with one proposal `by` places further down (up when negative), never beyond either end."""
    rest = [other for other in order if other != proposal_id]
    place = min(max(order.index(proposal_id) + by, 0), len(rest))
    return (*rest[:place], proposal_id, *rest[place:])


def order(workbench: Workbench, actor_id: str | None, collection: Collection, known: Mapping[str, Proposal], *,
          curating: bool) -> None:  # fmt: skip
    """Draw the proposals in order; who may curate can move, add and remove them."""
    subheading(_("Proposals in order"))
    chosen = tuple(proposal_id for proposal_id in collection.proposals if proposal_id in known)
    if not chosen:
        empty(_("It holds no proposals yet. Add the first one.") if curating else _("It holds no proposals yet."))
    name = f"order-{collection.id}"
    shown = min(shown_of(name), len(chosen))
    with st.container(key="bp-list-order", gap=None):
        for proposal_id in chosen[:shown]:
            with st.container(key=f"bp-row-{proposal_id}", horizontal=True, vertical_alignment="center"):
                _entry(known[proposal_id])
                if curating:
                    _controls(workbench, actor_id, collection, chosen, known[proposal_id])
    more_of(name, shown, len(chosen))
    if curating:
        _add(workbench, actor_id, collection)


def _entry(proposal: Proposal) -> None:
    draw(
        "<div class='bp-entry'><p class='bp-row-title'>{}</p><p class='bp-facts'>{}</p></div>",
        urls.anchor(urls.proposal(proposal.id), proposal.title),
        status_mark(proposal.status),
    )


def _controls(
    workbench: Workbench, actor_id: str | None, collection: Collection, chosen: _Order, proposal: Proposal
) -> None:
    place = chosen.index(proposal.id)
    steps = (
        ("up", "arrow_upward", label("Move up"), moved(chosen, proposal.id, -1), place == 0),
        ("down", "arrow_downward", label("Move down"), moved(chosen, proposal.id, 1), place == len(chosen) - 1),
        ("out", "close", label("Take out"), tuple(other for other in chosen if other != proposal.id), False),
    )
    with st.container(key=f"bp-order-buttons-{proposal.id}", horizontal=True, width="content", gap=None, wrap=False):
        for name, icon, words, after, useless in steps:
            st.button(
                words,
                icon=f":material/{icon}:",
                type="tertiary",
                key=f"{name}-{proposal.id}",
                disabled=useless,
                on_click=_reorder,
                args=(workbench, actor_id, collection, after),
            )


def _add(workbench: Workbench, actor_id: str | None, collection: Collection) -> None:
    """A list of the proposals that are not inside, the latest changed; of many, those with words in their title."""
    most, titled = OFFERED + len(collection.proposals), state.widget_text("add-titled")
    home = collection.convening_id
    found = proposals.list_proposals(workbench, actor_id, home, most, titled=titled.strip())
    others = [proposal for proposal in found if proposal.id not in collection.proposals][:OFFERED]
    if found.total > most:
        st.text_input(
            _("Words of its title"), key="add-titled", placeholder=_("The latest {count} are offered", count=OFFERED)
        )
    if not others and not titled:
        return
    titles = {proposal.id: f"{proposal.title} ({status_name(proposal.status)})" for proposal in others}
    st.selectbox(
        _("Add a proposal"),
        [*titles],
        index=None,
        format_func=lambda proposal_id: titles.get(proposal_id, ""),
        placeholder=_("Choose a proposal of this convening"),
        key="add-proposal",
        on_change=_add_chosen,
        args=(workbench, actor_id, collection),
    )


def _add_chosen(workbench: Workbench, actor_id: str | None, collection: Collection) -> None:
    chosen = state.widget_text("add-proposal")
    state.set_widget("add-proposal", None)
    if chosen:
        _reorder(workbench, actor_id, collection, (*collection.proposals, chosen))


def _reorder(workbench: Workbench, actor_id: str | None, collection: Collection, after: _Order) -> None:
    with flash.defer_errors():
        collections.edit_collection(workbench, actor_id, collection.id, proposals=after, seen=collection.proposals)
