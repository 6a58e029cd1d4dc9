"""Forms to tag a proposal with the principles, one under each.

An expander that was opened once keeps its form until that is saved, closed or not, so that no input is lost.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from blueprint.domain.principles import Principle, Stance, Tag
from blueprint.domain.proposals import Proposal
from blueprint.domain.revisions import Revision
from blueprint.locales import gettext as _
from blueprint.locales import mark
from blueprint.services.context import Workbench
from blueprint.services.review import tags
from blueprint.ui.components.proposal.principle_tags import evidence_labels, principle_tag
from blueprint.ui.html.escape import label
from blueprint.ui.session import flash, state

_STANCES = {Stance.ADVANCES: mark("Advances it"), Stance.TENSION: mark("Is in tension with it")}


@dataclass(frozen=True)
class _TagForm:
    """A proposal, a principle and the tag between them, if there is one; `key` is part of the keys of its widgets."""

    proposal: Proposal
    principle: Principle
    tag: Tag | None
    revision: Revision

    @property
    def key(self) -> str:
        return f"{self.proposal.id}-{self.principle.key}"


def tag_forms(
    workbench: Workbench, actor_id: str | None, proposal: Proposal, tagged: Sequence[Tag], revision: Revision
) -> None:
    """The twelve in their order: what is claimed, and under it an expander with the form to change that."""
    found = {tag.principle: tag for tag in tagged}
    _close_saved_form()
    for principle in workbench.principles.all():
        form = _TagForm(proposal, principle, found.get(principle.key), revision)
        with st.container(key=f"bp-principle-{principle.key}", gap=None):
            principle_tag(principle, form.tag, revision)
            _expander(workbench, actor_id, form)


def _close_saved_form() -> None:
    saved = state.saved_tag_form.take()
    if saved:
        state.set_widget(f"say-{saved}", value=False)
        state.open_tag_forms.put(state.open_tag_forms.get() - {saved})


def _expander(workbench: Workbench, actor_id: str | None, form: _TagForm) -> None:
    name = form.principle.name
    words = (
        label("Change what is said: {principle}", principle=name)
        if form.tag
        else label("Say what it does: {principle}", principle=name)
    )
    with st.expander(words, key=f"say-{form.key}", type="compact", on_change="rerun") as box:
        if box.open:
            state.open_tag_forms.put(state.open_tag_forms.get() | {form.key})
        if form.key in state.open_tag_forms.get():
            _form(workbench, actor_id, form)


def _form(workbench: Workbench, actor_id: str | None, form: _TagForm) -> None:
    form_key = form.key
    with st.form(f"claim-{form_key}", border=False):
        stance, rationale, evidence = _fields(form)
        with st.container(horizontal=True):
            save = st.form_submit_button(_("Save"), type="primary", key=f"save-{form_key}")
            drop = st.form_submit_button(_("Take away"), key=f"drop-{form_key}") if form.tag else False
    name, key = form.principle.name, form.principle.key
    with flash.show_errors():
        if save:
            tags.tag_proposal(
                workbench,
                actor_id,
                form.proposal.id,
                principle=key,
                stance=stance,
                rationale=rationale,
                evidence=evidence,
            )
            _done(form_key, _("Saved what it does to the principle {name}.", name=name))
        elif drop:
            tags.untag_proposal(workbench, actor_id, form.proposal.id, key)
            _done(form_key, _("The principle {name} is taken off. Save it again to undo.", name=name))


def _fields(form: _TagForm) -> tuple[Stance, str, tuple[str, ...]]:
    """The form's values. With a key, a widget keeps its value when somebody else saves another tag meanwhile."""
    form_key, tag, lineages = form.key, form.tag, evidence_labels(form.revision)
    stance = st.radio(
        _("The proposal"),
        list(_STANCES),
        index=list(_STANCES).index(tag.stance) if tag else 0,
        format_func=lambda stance: _(_STANCES[stance]),
        horizontal=True,
        key=f"stance-{form_key}",
    )
    why = st.text_area(
        _("Why"), value=tag.rationale if tag else "", help=_("A sentence or two, for readers."), key=f"why-{form_key}"
    )
    evidence = st.multiselect(
        _("Paragraphs that show it"),
        list(lineages),
        default=[lineage for lineage in (tag.evidence if tag else ()) if lineage in lineages],
        format_func=lineages.__getitem__,
        placeholder=_("Choose paragraphs"),
        key=f"evidence-{form_key}",
    )
    return stance, why, tuple(evidence)


def _done(form_key: str, sentence: str) -> None:
    flash.confirm(sentence)
    state.saved_tag_form.put(form_key)
    st.rerun()
