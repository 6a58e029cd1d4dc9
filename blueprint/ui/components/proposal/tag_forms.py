"""Where an editor says what a proposal does to the principles: under each its own form, so that none takes another's place.

A form that was unfolded once is drawn until it is saved, folded or not: what is half written there stays.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from blueprint.domain.principles import Principle, Stance, Tag
from blueprint.domain.proposals import Proposal
from blueprint.domain.revisions import Revision
from blueprint.services.context import Workbench
from blueprint.services.review import tags
from blueprint.ui.components.proposal.principle_tags import claim, evidence_labels
from blueprint.ui.session import flash, state

_STANCES = {Stance.ADVANCES: "Advances it", Stance.TENSION: "Is in tension with it"}


@dataclass(frozen=True)
class _Bearing:
    """How a proposal bears on a principle, as far as it is said; `place` names what is drawn of it."""

    proposal: Proposal
    principle: Principle
    tag: Tag | None
    revision: Revision

    @property
    def place(self) -> str:
        return f"{self.proposal.id}-{self.principle.key}"


def claim_forms(
    workbench: Workbench, actor: str | None, proposal: Proposal, tagged: Sequence[Tag], revision: Revision
) -> None:
    """The twelve in their order: what is claimed, and folded away under it where it is said."""
    found = {tag.principle: tag for tag in tagged}
    _fold_what_is_saved()
    for principle in workbench.principles.all():
        bearing = _Bearing(proposal, principle, found.get(principle.key), revision)
        with st.container(key=f"bp-bearing-{principle.key}", gap=None):
            claim(principle, bearing.tag, revision)
            _saying(workbench, actor, bearing)


def _fold_what_is_saved() -> None:
    saved = state.claim_saved.take()
    if saved:
        state.set_widget(f"say-{saved}", value=False)
        state.claims_begun.put(state.claims_begun.get() - {saved})


def _saying(workbench: Workbench, actor: str | None, bearing: _Bearing) -> None:
    label = f"{'Change what is said' if bearing.tag else 'Say what it does'}: {bearing.principle.name}"
    with st.expander(label, key=f"say-{bearing.place}", type="compact", on_change="rerun") as box:
        if box.open:
            state.claims_begun.put(state.claims_begun.get() | {bearing.place})
        if bearing.place in state.claims_begun.get():
            _form(workbench, actor, bearing)


def _form(workbench: Workbench, actor: str | None, bearing: _Bearing) -> None:
    place = bearing.place
    with st.form(f"claim-{place}", border=False):
        said = _fields(bearing)
        with st.container(horizontal=True):
            save = st.form_submit_button("Save", type="primary", key=f"save-{place}")
            drop = st.form_submit_button("Take away", key=f"drop-{place}") if bearing.tag else False
    name, key = bearing.principle.name, bearing.principle.key
    with flash.told():
        if save:
            stance, rationale, evidence = said
            tags.tag_proposal(
                workbench,
                actor,
                bearing.proposal.id,
                principle=key,
                stance=stance,
                rationale=rationale,
                evidence=evidence,
            )
            _done(place, f"Saved what it does to the principle {name}.")
        elif drop:
            tags.untag_proposal(workbench, actor, bearing.proposal.id, key)
            _done(place, f"The principle {name} is taken off. Save it again to undo.")


def _fields(bearing: _Bearing) -> tuple[Stance, str, tuple[str, ...]]:
    """What the form says now. With keys, a field stays the same one when somebody else saves other words meanwhile."""
    place, tag, lineages = bearing.place, bearing.tag, evidence_labels(bearing.revision)
    stance = st.radio(
        "The proposal",
        list(_STANCES),
        index=list(_STANCES).index(tag.stance) if tag else 0,
        format_func=_STANCES.__getitem__,
        horizontal=True,
        key=f"stance-{place}",
    )
    why = st.text_area(
        "Why", value=tag.rationale if tag else "", help="A sentence or two, for readers.", key=f"why-{place}"
    )
    evidence = st.multiselect(
        "Paragraphs that show it",
        list(lineages),
        default=[lineage for lineage in (tag.evidence if tag else ()) if lineage in lineages],
        format_func=lineages.__getitem__,
        key=f"evidence-{place}",
    )
    return stance, why, tuple(evidence)


def _done(place: str, sentence: str) -> None:
    flash.keep(sentence)
    state.claim_saved.put(place)
    st.rerun()
