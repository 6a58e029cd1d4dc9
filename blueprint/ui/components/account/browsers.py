"""Where the person is signed in, and ending it there."""

from datetime import datetime

import streamlit as st

from blueprint.domain.people import BrowserSession
from blueprint.domain.user_agents import browser_name
from blueprint.locales import gettext as _
from blueprint.services.accounts import browser_sessions
from blueprint.services.context import Workbench
from blueprint.ui.components.heading import subheading
from blueprint.ui.html.escape import label
from blueprint.ui.html.markup import draw, draw_inline, part
from blueprint.ui.html.times import ago, day
from blueprint.ui.session import flash


def browsers(workbench: Workbench, actor_id: str, here: str | None) -> None:
    """Draw every browser the person is signed in with, this one (`here`) first, each with a way to end its session."""
    subheading(
        _("Where you are signed in"),
        _("End what you do not know, then change your password. What was being written there is kept."),
    )
    found = browser_sessions.sessions(workbench, actor_id)
    with st.container(key="bp-list-sessions", gap=None):
        for session in sorted(found, key=lambda one: one.id != here):
            with st.container(key=f"bp-row-{session.id}", horizontal=True, vertical_alignment="center"):
                _who(session, workbench.now(), here=session.id == here)
                if session.id != here:
                    _end_button(workbench, actor_id, session)
                else:
                    draw_inline("<p class='bp-link'><a href='/sign-out' target='_self'>{}</a></p>", _("Sign out"))
    draw("<p><a class='bp-button' href='/sign-out' target='_self'>{}</a></p>", _("Sign out, here or everywhere"))


def _who(session: BrowserSession, now: datetime, *, here: bool) -> None:
    draw(
        "<p class='bp-person'><bdi class='bp-name'>{}</bdi> <span class='bp-facts'>{}</span></p>",
        browser_name(session.browser),
        part("{}{}", part("<strong>{}</strong> · ", _("this browser")) if here else "", _facts(session, now)),
    )


def _facts(session: BrowserSession, now: datetime) -> str:
    return _(
        "since {begun}, last used {when}",
        begun=day(session.created_at.date()),
        when=ago(session.last_seen_at, now),
    )


def _end_button(workbench: Workbench, actor_id: str, session: BrowserSession) -> None:
    st.button(
        label("End {browser}", browser=browser_name(session.browser)),
        type="tertiary",
        key=f"end-{session.id}",
        on_click=_end,
        args=(workbench, actor_id, session),
    )


def _end(workbench: Workbench, actor_id: str, session: BrowserSession) -> None:
    with flash.defer_errors():
        browser_sessions.end_session(workbench, actor_id, session.id)
        flash.confirm(_("{browser} is signed out.", browser=browser_name(session.browser)))
