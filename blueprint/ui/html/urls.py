"""URLs: one typed function for each page, links to pages and to public files."""

from dataclasses import dataclass, field
from typing import NoReturn
from urllib.parse import urlencode

import streamlit as st
from markupsafe import Markup

from blueprint.ui import pages
from blueprint.ui.html.markup import draw_inline, part


@dataclass(frozen=True)
class PageUrl:
    """A page by its name, with its query parameters."""

    page: str
    query: dict[str, str] = field(default_factory=dict)

    @property
    def href(self) -> str:
        """The address within this site, for links in HTML."""
        path = "/" if self.page == "home" else f"/{self.page}"
        return f"{path}?{urlencode(self.query)}" if self.query else path


def _address(page: str, **query: str | int | None) -> PageUrl:
    return PageUrl(page, {name: str(value) for name, value in query.items() if value is not None})


def home() -> PageUrl:
    """The inbox, and the person's proposals and convenings."""
    return _address("home")


def convenings() -> PageUrl:
    """The convenings one may see."""
    return _address("convenings")


def convening(convening_id: str) -> PageUrl:
    """A convening and its proposals."""
    return _address("convening", id=convening_id)


def people(convening_id: str) -> PageUrl:
    """Who takes part in a convening, and who is invited."""
    return _address("people", id=convening_id)


def activity(convening_id: str) -> PageUrl:
    """What happened in a convening."""
    return _address("activity", id=convening_id)


def settings(convening_id: str) -> PageUrl:
    """What a convening says about itself, to change it."""
    return _address("settings", id=convening_id)


def coverage(convening_id: str) -> PageUrl:
    """A convening's proposals by principles."""
    return _address("coverage", id=convening_id)


def collections(convening_id: str) -> PageUrl:
    """A convening's collections."""
    return _address("collections", id=convening_id)


def collection(collection_id: str) -> PageUrl:
    """A collection and its editions."""
    return _address("collection", id=collection_id)


def proposal(proposal_id: str, revision: int | None = None, line: int | None = None) -> PageUrl:
    """A proposal to read, at its newest revision or the one given; opened at a line of its source, from 1."""
    return _address("proposal", id=proposal_id, revision=revision, line=line)


def draft(proposal_id: str) -> PageUrl:
    """A proposal to write."""
    return _address("draft", id=proposal_id)


def review(proposal_id: str, old: int | None = None, new: int | None = None) -> PageUrl:
    """Two revisions of a proposal compared."""
    return _address("review", id=proposal_id, old=old, new=new)


def history(proposal_id: str) -> PageUrl:
    """A proposal's revisions and decisions."""
    return _address("history", id=proposal_id)


def principles(proposal_id: str) -> PageUrl:
    """What a proposal does to each of the twelve principles."""
    return _address("principles", id=proposal_id)


def account() -> PageUrl:
    """The person's own account."""
    return _address("account")


def accounts() -> PageUrl:
    """All accounts, for stewards."""
    return _address("accounts")


def anchor(address: PageUrl, label: str | Markup) -> Markup:
    """A plain link for a template; `ui/app/link_navigation` follows it within the session."""
    return part("<a href='{}' target='_self'>{}</a>", address.href, label)


def link(address: PageUrl, label: str) -> None:
    """Draw a link by itself."""
    draw_inline("<p class='bp-link'>{}</p>", anchor(address, label))


def go(address: PageUrl) -> NoReturn:
    """Open another page at once; nothing after this runs."""
    st.switch_page(pages.page(address.page), query_params=address.query)


def edition_href(slug: str, number: int) -> str:
    """Where everyone reads an edition: a public page, outside Streamlit."""
    return f"/library/{slug}/{number}"


def artifact_href(slug: str, number: int, filename: str) -> str:
    """Where everyone downloads one of an edition's files."""
    return f"{edition_href(slug, number)}/{filename}"
