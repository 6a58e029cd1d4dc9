"""A proposal's status, what it means for the reader, and the decisions that they may take."""

from dataclasses import dataclass

import streamlit as st

from blueprint.domain.permissions import Action, Actor, may
from blueprint.domain.proposals import Decision, Proposal, Status
from blueprint.locales import gettext as _
from blueprint.locales import mark
from blueprint.services.context import Workbench
from blueprint.services.review import decisions
from blueprint.ui.components.status_mark import status_name
from blueprint.ui.html.markup import draw
from blueprint.ui.session import flash


@dataclass(frozen=True)
class _DecisionButton:
    label: str
    icon: str
    done: str


_DECISIONS = {
    Decision.SUBMIT: _DecisionButton(
        mark("Submit for review"), "send", mark("It is in review now. “Return to draft” undoes that.")
    ),
    Decision.RETURN: _DecisionButton(mark("Return to draft"), "undo", mark("It is a draft again.")),
    Decision.ADOPT: _DecisionButton(
        mark("Adopt"), "check", mark("It is adopted, and its text stays as it is. “Reopen” undoes that.")
    ),
    Decision.WITHDRAW: _DecisionButton(
        mark("Withdraw"), "archive", mark("It is withdrawn; nothing is lost. An editor can reopen it.")
    ),
    Decision.REOPEN: _DecisionButton(mark("Reopen"), "lock_open", mark("It is a draft again and can be written in.")),
}
_FORWARD = frozenset({Decision.SUBMIT, Decision.ADOPT})

_MEANINGS = {
    Status.DRAFT: mark("Its authors are writing."),
    Status.IN_REVIEW: mark("Open for everyone's comments."),
    Status.ADOPTED: mark("Its text stays as it is."),
    Status.PUBLISHED: mark("It is in a published edition, and its text stays as it is."),
    Status.WITHDRAWN: mark("It is not being pursued; its text and comments are kept."),
    Status.SUPERSEDED: mark("Another proposal has taken its place."),
}


def status_panel(workbench: Workbench, actor_id: str | None, proposal: Proposal, actor: Actor) -> None:
    """Draw it; a decision draws the page anew."""
    steps = decisions.available_decisions(workbench, actor_id, proposal.id)
    kind = "actionable" if any(step in _FORWARD for step in steps) else "quiet"
    with st.container(key=f"bp-status-panel-{kind}", horizontal=True, vertical_alignment="center"):
        name, means = status_name(proposal.status), status_meaning(proposal, actor)
        draw("<p class='bp-note-line'><strong>{}.</strong> {}</p>", name, means)
        for step in steps:
            _button(workbench, actor_id, proposal, step)


def status_meaning(proposal: Proposal, actor: Actor) -> str:
    """What the status means for this reader, in a sentence or two."""
    meaning = _(_MEANINGS[proposal.status])
    if proposal.status is Status.DRAFT and may(actor, Action.SUBMIT):
        return _("Choose Write to go on with the text; submit it when others should say what they think.")
    if proposal.status is Status.IN_REVIEW and may(actor, Action.ADOPT):
        return _("{meaning} Adopt it when the group agrees.", meaning=meaning)
    if proposal.status in (Status.ADOPTED, Status.PUBLISHED, Status.WITHDRAWN):
        hint = (
            _("Reopen it to change the text.")
            if may(actor, Action.REOPEN)
            else _("An editor or a convenor can reopen it.")
        )
        return f"{meaning} {hint}"
    return meaning


def _button(workbench: Workbench, actor_id: str | None, proposal: Proposal, step: Decision) -> None:
    button = _DECISIONS[step]
    if st.button(
        _(button.label),
        key=f"step-{step.value}",
        icon=f":material/{button.icon}:",
        type="primary" if step in _FORWARD else "secondary",
    ):
        with flash.show_errors():
            decisions.decide(workbench, actor_id, proposal.id, step)
            flash.confirm(_(button.done))
            st.rerun()
