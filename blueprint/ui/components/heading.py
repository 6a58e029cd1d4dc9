"""The top of a page: where it is, what it is, in one sentence more if need be."""

import streamlit as st
from markupsafe import Markup

from blueprint.ui import addresses
from blueprint.ui.addresses import Address
from blueprint.ui.markup import draw, part


def trail(*steps: tuple[str, Address]) -> None:
    """The way back up: the things this page belongs to, the widest first."""
    with st.container(key="bp-trail", horizontal=True, gap="small"):
        for label, address in steps:
            addresses.link(address, label)


def heading(title: str, lead: str = "", *, facts: str | Markup = "", language: str | None = None) -> None:
    """The page's title, a line of facts, and what it is about; a title's direction is that of its words."""
    lang = part(" lang='{}'", language) if language else Markup()
    draw(
        "<header class='bp-heading' dir='auto'><h1{}>{}</h1>{}{}</header>",
        lang,
        title,
        part("<p class='bp-facts' dir='ltr'>{}</p>", facts) if facts else Markup(),
        part("<p class='bp-lead' dir='auto'>{}</p>", lead) if lead else Markup(),
    )


def subheading(title: str, lead: str = "") -> None:
    """The title of a part of a page."""
    draw(
        "<div class='bp-subheading'><h2 dir='auto'>{}</h2>{}</div>",
        title,
        part("<p class='bp-quiet'>{}</p>", lead) if lead else Markup(),
    )


def empty(sentence: str) -> None:
    """What an empty place says: what to do first."""
    draw("<p class='bp-empty'>{}</p>", sentence)
