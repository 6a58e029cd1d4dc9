"""Inviting people, and what became of each invitation."""

from datetime import datetime

import streamlit as st

from blueprint.domain.convenings import Convening, Invitation, Role
from blueprint.services.context import Workbench
from blueprint.services.convenings.invitations import invite, list_invitations, withdraw_invitation
from blueprint.ui.components.convening.members import MEANING
from blueprint.ui.components.heading import subheading
from blueprint.ui.html.markup import draw, joined, part
from blueprint.ui.html.times import ago, day
from blueprint.ui.session import flash, state


def invitations(workbench: Workbench, actor_id: str | None, convening: Convening) -> None:
    """Draw the form, the link to hand over when there is one, and every invitation there was."""
    found, now = list_invitations(workbench, actor_id, convening.id), workbench.now()
    subheading("Invite someone")
    _form(workbench, actor_id, convening.id, round=len(found))
    _hand_over()
    for invitation in found:
        if invitation.is_open(now):
            _pending(workbench, actor_id, invitation, now)
    _past([invitation for invitation in found if not invitation.is_open(now)], now)


def _form(workbench: Workbench, actor_id: str | None, convening_id: str, *, round: int) -> None:
    """The form; with each `round` its fields are new ones, and so empty again."""
    with st.form("invite"):
        email = st.text_input(
            "Email address", key=f"invite-email-{round}", autocomplete="off", placeholder="name@example.org"
        )
        role = st.selectbox(
            "Role",
            [*Role],
            index=[*Role].index(Role.AUTHOR),
            format_func=lambda role: f"{role.value.capitalize()}: {MEANING[role]}",
            key="invite-role",
        )
        sent = st.form_submit_button("Invite", type="primary", key="invite-send")
    if sent:
        with flash.told():
            _invite(workbench, actor_id, convening_id, email, role)


def _invite(workbench: Workbench, actor_id: str | None, convening_id: str, email: str, role: Role) -> None:
    sent = invite(workbench, actor_id, convening_id, email, role)
    if sent.emailed:
        state.invitation_link.put(None)
        flash.keep(f"The invitation is on its way to {sent.invitation.email}.")
    else:
        state.invitation_link.put((sent.invitation.id, sent.invitation.email, sent.link))
    st.rerun()


def _hand_over() -> None:
    """The link of the last invitation that no email took: shown once, as only its hash is stored."""
    waiting = state.invitation_link.get()
    if waiting is None:
        return
    _, email, link = waiting
    with st.container(border=True, key="bp-hand-over"):
        draw(
            "<p>Send this link to <bdi class='bp-name'>{}</bdi> yourself: no email was sent. It works once, for "
            "whoever opens it first, and is shown only now.</p>",
            email,
        )
        st.code(link, language=None, wrap_lines=True)
        st.button("Done", key="invite-done", on_click=state.invitation_link.put, args=(None,))


def _pending(workbench: Workbench, actor_id: str | None, invitation: Invitation, now: datetime) -> None:
    with st.container(key=f"bp-row-{invitation.id}", horizontal=True, vertical_alignment="center"):
        draw(
            "<p class='bp-person'><bdi class='bp-name'>{}</bdi>"
            "<span class='bp-facts'>{}, invited {}, not accepted yet; open until {}</span></p>",
            invitation.email,
            invitation.role.value,
            ago(invitation.created_at, now),
            day(invitation.expires_at.date()),
        )
        st.button(
            "Withdraw",
            type="tertiary",
            key=f"withdraw-{invitation.id}",
            on_click=_withdraw,
            args=(workbench, actor_id, invitation),
        )


def _withdraw(workbench: Workbench, actor_id: str | None, invitation: Invitation) -> None:
    with flash.kept():
        withdraw_invitation(workbench, actor_id, invitation.id)
        waiting = state.invitation_link.get()
        if waiting and waiting[0] == invitation.id:
            state.invitation_link.put(None)
        flash.keep(f"The invitation of {invitation.email} is withdrawn; its link no longer works.")


def _past(invitations: list[Invitation], now: datetime) -> None:
    if not invitations:
        return
    rows = [
        part("<li><bdi>{}</bdi>, {}: {}</li>", invitation.email, invitation.role.value, outcome(invitation, now))
        for invitation in invitations
    ]
    draw("<details class='bp-past'><summary>Earlier invitations</summary><ul>{}</ul></details>", joined("", rows))


def outcome(invitation: Invitation, now: datetime) -> str:
    """What became of an invitation that is no longer open."""
    if invitation.accepted_at:
        return f"accepted {ago(invitation.accepted_at, now)}"
    if invitation.withdrawn_at:
        return f"withdrawn {ago(invitation.withdrawn_at, now)}"
    return f"ran out on {day(invitation.expires_at.date())}"
