"""Who is acting: `st.user`, as the identity middleware set it, and nothing else."""

from urllib.parse import quote, urlsplit

import streamlit as st

from blueprint.domain.errors import NotSignedIn
from blueprint.domain.people import Person
from blueprint.services.accounts import account
from blueprint.services.context import Workbench


def actor_id() -> str | None:
    """The signed-in person's id, or None; for services, which refuse nobody-in-particular themselves."""
    claimed = st.user.get("id")
    return claimed if isinstance(claimed, str) and claimed else None


def session_id() -> str | None:
    """The id of the browser session that the page is shown in; no secret."""
    found = st.user.get("session")
    return found if isinstance(found, str) and found else None


def signed_in(workbench: Workbench) -> Person | None:
    """The account of the person acting, or None when there is none (any more)."""
    try:
        return account.read_account(workbench, actor_id())
    except NotSignedIn:
        return None


def sign_in_href() -> str:
    """Where to sign in and come back from to this very page."""
    here = urlsplit(st.context.url or "/")
    address = f"{here.path or '/'}?{here.query}" if here.query else here.path or "/"
    return f"/sign-in?next={quote(address, safe='')}"
