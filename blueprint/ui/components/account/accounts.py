"""All accounts, for stewards: who is there, who is kept out."""

from collections.abc import Callable
from datetime import datetime

import streamlit as st

from blueprint.domain.people import Account
from blueprint.domain.validation import NAME_LENGTH
from blueprint.locales import gettext as _
from blueprint.services.accounts import standing
from blueprint.services.context import Workbench
from blueprint.ui.components.heading import empty
from blueprint.ui.html.escape import Label, label
from blueprint.ui.html.markup import draw, draw_inline, joined, part, sentence
from blueprint.ui.html.times import ago
from blueprint.ui.session import flash, state


def accounts(workbench: Workbench, actor_id: str | None) -> None:
    """Draw a field to search by and the accounts that are found, each with what can be done about it."""
    key = "accounts-words"
    found = standing.list_accounts(workbench, actor_id, state.widget_text(key), standing.MOST_LISTED + 1)
    st.text_input(_("Name, organisation or email address"), key=key, max_chars=NAME_LENGTH, autocomplete="off")
    if not found:
        empty(_("Nobody here has these words. Try fewer letters of the name."))
    with st.container(key="bp-list-accounts", gap=None):
        for account in found[: standing.MOST_LISTED]:
            with st.container(key=f"bp-row-{account.id}", horizontal=True, vertical_alignment="center"):
                _who(account, workbench.now())
                _controls(workbench, actor_id, account)
    if len(found) > standing.MOST_LISTED:
        draw("<p class='bp-quiet'>{}</p>", _("There are more. Write a part of the name above to find others."))


def _who(account: Account, now: datetime) -> None:
    used = _("last used {when}", when=ago(account.last_used_at, now)) if account.last_used_at else ""
    states = (_("steward") if account.steward else "", "" if account.enabled else _("disabled"))
    about = [part("<bdi>{}</bdi>", word) for word in (account.email, account.organisation, *states, used) if word]
    draw(
        "<p class='bp-person'><bdi class='bp-name'>{}</bdi> <span class='bp-facts'>{}</span></p>",
        account.name,
        joined(" · ", about),
    )


def _controls(workbench: Workbench, actor_id: str | None, account: Account) -> None:
    if account.id == actor_id:
        draw_inline("<p class='bp-role'>{}</p>", _("you"))
    elif not account.enabled:
        _button(label("Enable {name}", name=account.name), "enable", _enable, workbench, actor_id, account)
    else:
        with st.popover(label("Change {name}", name=account.name), type="tertiary", key=f"changing-{account.id}"):
            _choices(workbench, actor_id, account)


def _choices(workbench: Workbench, actor_id: str | None, account: Account) -> None:
    name = part("<bdi>{}</bdi>", account.name)
    if not account.steward:
        message = _("As a steward, {name} sees all accounts, starts convenings, and disables accounts.")
        draw("<p>{}</p>", sentence(message, name=name))
        _button(label("Make steward"), "appoint", _appoint, workbench, actor_id, account)
    message = _(
        "{name} is signed out at once and cannot come in until you enable the account again. What they wrote stays, their "
        "drafts too; links and open invitations to them end."
    )
    draw("<p>{}</p>", sentence(message, name=name))
    _button(label("Disable the account"), "disable", _disable, workbench, actor_id, account)


def _button(
    words: Label,
    verb: str,
    change: Callable[[Workbench, str | None, Account], None],
    workbench: Workbench,
    actor_id: str | None,
    account: Account,
) -> None:
    st.button(words, key=f"{verb}-{account.id}", on_click=change, args=(workbench, actor_id, account))


def _enable(workbench: Workbench, actor_id: str | None, account: Account) -> None:
    with flash.defer_errors():
        standing.enable_account(workbench, actor_id, account.id)
        flash.confirm(_("{name} can sign in again.", name=account.name))


def _appoint(workbench: Workbench, actor_id: str | None, account: Account) -> None:
    with flash.defer_errors():
        standing.appoint_steward(workbench, actor_id, account.id)
        flash.confirm(_("{name} is a steward now.", name=account.name))


def _disable(workbench: Workbench, actor_id: str | None, account: Account) -> None:
    with flash.defer_errors():
        without = standing.disable_account(workbench, actor_id, account.id)
        flash.confirm(_("{name} is kept out.", name=account.name))
        for convening in without:
            flash.confirm(_("Nobody who can act convenes “{convening}” now.", convening=convening))
