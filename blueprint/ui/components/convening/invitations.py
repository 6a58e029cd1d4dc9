"""Inviting people, and what became of each invitation."""

from datetime import datetime

import streamlit as st

from blueprint.domain.convenings import Convening, Invitation, Role
from blueprint.locales import gettext as _
from blueprint.services.context import Workbench
from blueprint.services.convenings.invitations import invite, list_invitations, withdraw_invitation
from blueprint.ui.components.heading import subheading
from blueprint.ui.components.more import more, shown_of
from blueprint.ui.html.markup import draw, joined, part, sentence
from blueprint.ui.html.times import ago, day
from blueprint.ui.session import flash, state
from blueprint.ui.viewmodels.roles import role_name, role_with_meaning


def invitations(workbench: Workbench, actor_id: str | None, convening: Convening) -> None:
    """Draw the form, the link to hand over when there is one, and every invitation there was."""
    name, now = f"invitations-{convening.id}", workbench.now()
    found = list_invitations(workbench, actor_id, convening.id, shown_of(name))
    subheading(_("Invite someone"))
    _form(workbench, actor_id, convening.id, round=found.total)
    _show_link()
    for invitation in found:
        if invitation.is_open(now):
            _pending(workbench, actor_id, invitation, now)
    _past([invitation for invitation in found if not invitation.is_open(now)], now)
    more(name, found)


def _form(workbench: Workbench, actor_id: str | None, convening_id: str, *, round: int) -> None:
    """The form; with each `round` its fields are new ones, and so empty again."""
    with st.form("invite"):
        email = st.text_input(
            _("Email address"), key=f"invite-email-{round}", autocomplete="off", placeholder="name@example.org"
        )
        role = st.selectbox(
            _("Role"),
            [*Role],
            index=[*Role].index(Role.AUTHOR),
            format_func=role_with_meaning,
            placeholder=_("Choose a role"),
            key="invite-role",
        )
        sent = st.form_submit_button(_("Invite"), type="primary", key="invite-send")
    if sent:
        with flash.show_errors():
            _invite(workbench, actor_id, convening_id, email, role)


def _invite(workbench: Workbench, actor_id: str | None, convening_id: str, email: str, role: Role) -> None:
    sent = invite(workbench, actor_id, convening_id, email, role)
    if sent.emailed:
        state.invitation_link.put(None)
        flash.confirm(_("The invitation is on its way to {email}.", email=sent.invitation.email))
    else:
        state.invitation_link.put((sent.invitation.id, sent.invitation.email, sent.link))
    st.rerun()


def _show_link() -> None:
    """The link of the last invitation that no email took: shown once, as only its hash is stored."""
    waiting = state.invitation_link.get()
    if waiting is None:
        return
    _id, email, link = waiting
    with st.container(border=True, key="bp-invitation-link"):
        draw(
            "<p>{}</p>",
            sentence(
                _(
                    "Send this link to {email} yourself: no email was sent. It works once, for whoever opens it first, "
                    "and is shown only now."
                ),
                email=part("<bdi class='bp-name'>{}</bdi>", email),
            ),
        )
        st.code(link, language=None, wrap_lines=True)
        st.button(_("Done"), key="invite-done", on_click=state.invitation_link.put, args=(None,))


def _pending(workbench: Workbench, actor_id: str | None, invitation: Invitation, now: datetime) -> None:
    with st.container(key=f"bp-row-{invitation.id}", horizontal=True, vertical_alignment="center"):
        draw(
            "<p class='bp-person'><bdi class='bp-name'>{}</bdi><span class='bp-facts'>{}</span></p>",
            invitation.email,
            _(
                "{role}, invited {when}, not accepted yet; open until {date}",
                role=role_name(invitation.role),
                when=ago(invitation.created_at, now),
                date=day(invitation.expires_at.date()),
            ),
        )
        st.button(
            _("Withdraw"),
            type="tertiary",
            key=f"withdraw-{invitation.id}",
            on_click=_withdraw,
            args=(workbench, actor_id, invitation),
        )


def _withdraw(workbench: Workbench, actor_id: str | None, invitation: Invitation) -> None:
    with flash.defer_errors():
        withdraw_invitation(workbench, actor_id, invitation.id)
        waiting = state.invitation_link.get()
        if waiting and waiting[0] == invitation.id:
            state.invitation_link.put(None)
        flash.confirm(_("The invitation of {email} is withdrawn; its link no longer works.", email=invitation.email))


def _past(invitations: list[Invitation], now: datetime) -> None:
    if not invitations:
        return
    rows = [
        part("<li><bdi>{}</bdi>, {}: {}</li>", invitation.email, role_name(invitation.role), outcome(invitation, now))
        for invitation in invitations
    ]
    draw(
        "<details class='bp-foldout'><summary>{}</summary><ul>{}</ul></details>",
        _("Earlier invitations"),
        joined("", rows),
    )


def outcome(invitation: Invitation, now: datetime) -> str:
    """What became of an invitation that is no longer open."""
    if invitation.accepted_at:
        return _("accepted {when}", when=ago(invitation.accepted_at, now))
    if invitation.withdrawn_at:
        return _("withdrawn {when}", when=ago(invitation.withdrawn_at, now))
    return _("ran out on {date}", date=day(invitation.expires_at.date()))
