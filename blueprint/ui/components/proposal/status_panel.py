"""Where a proposal stands in its life, what that means for the reader, and the steps they may take."""

from dataclasses import dataclass

import streamlit as st

from blueprint.domain.permissions import Action, Actor, may
from blueprint.domain.proposals import Decision, Proposal, Status
from blueprint.services.context import Workbench
from blueprint.services.review import decisions
from blueprint.ui.html.markup import draw
from blueprint.ui.session import flash


@dataclass(frozen=True)
class _Step:
    label: str
    icon: str
    done: str


_STEPS = {
    Decision.SUBMIT: _Step("Submit for review", "send", "It is in review now. “Return to draft” undoes that."),
    Decision.RETURN: _Step("Return to draft", "undo", "It is a draft again."),
    Decision.ADOPT: _Step("Adopt", "check", "It is adopted, and its text stays as it is. “Reopen” undoes that."),
    Decision.WITHDRAW: _Step("Withdraw", "archive", "It is withdrawn; nothing is lost. An editor can reopen it."),
    Decision.REOPEN: _Step("Reopen", "lock_open", "It is a draft again and can be written in."),
}
_FORWARD = frozenset({Decision.SUBMIT, Decision.ADOPT})

_MEANS = {
    Status.DRAFT: "Its authors are writing.",
    Status.IN_REVIEW: "Open for everyone's comments.",
    Status.ADOPTED: "Its text stays as it is.",
    Status.PUBLISHED: "It stands in a published edition, and its text stays as it is.",
    Status.WITHDRAWN: "It is not being pursued; its text and comments are kept.",
    Status.SUPERSEDED: "Another proposal has taken its place.",
}


def life(workbench: Workbench, actor: str | None, proposal: Proposal, standing: Actor) -> None:
    """Draw it; taking a step loads the page anew."""
    steps = decisions.available_decisions(workbench, actor, proposal.id)
    wanted = any(step in _FORWARD for step in steps)
    with st.container(key=f"bp-life-{'wanted' if wanted else 'quiet'}", horizontal=True, vertical_alignment="center"):
        name, means = proposal.status.value.capitalize(), meaning(proposal, standing)
        draw("<p class='bp-standing'><strong>{}.</strong> {}</p>", name, means)
        for step in steps:
            _button(workbench, actor, proposal, step)


def meaning(proposal: Proposal, standing: Actor) -> str:
    """What the status means for this reader, in a sentence or two."""
    said = _MEANS[proposal.status]
    if proposal.status is Status.DRAFT and may(standing, Action.SUBMIT):
        return "Choose Write to go on with the text; submit it when others should say what they think."
    if proposal.status is Status.IN_REVIEW and may(standing, Action.ADOPT):
        return f"{said} Adopt it when the group agrees."
    if proposal.status in (Status.ADOPTED, Status.PUBLISHED, Status.WITHDRAWN):
        here = (
            "Reopen it to change the text."
            if may(standing, Action.REOPEN)
            else "An editor or a convenor can reopen it."
        )
        return f"{said} {here}"
    return said


def _button(workbench: Workbench, actor: str | None, proposal: Proposal, step: Decision) -> None:
    words = _STEPS[step]
    kind = "primary" if step in _FORWARD else "secondary"
    icon = f":material/{words.icon}:"
    if st.button(
        words.label, key=f"step-{step.value}", icon=icon, type="primary" if kind == "primary" else "secondary"
    ):
        with flash.told():
            decisions.decide(workbench, actor, proposal.id, step)
            flash.keep(words.done)
            st.rerun()
