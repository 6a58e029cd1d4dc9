"""HTML of our own around people's words: whatever is put in is escaped, and runs in its own direction."""

import streamlit as st
from markupsafe import Markup


def draw(template: str, *words: object, **named: object) -> None:
    """Draw `template` with its `{}` filled in; every word is escaped unless it is `Markup` already."""
    st.html(Markup(template).format(*words, **named))  # noqa: S704 templates are written in our code only


def draw_inline(template: str, *words: object) -> None:
    """The same, no wider than its words, for rows."""
    st.html(part(template, *words), width="content")


def part(template: str, *words: object, **named: object) -> Markup:
    """The same as a piece for another template."""
    return Markup(template).format(*words, **named)  # noqa: S704 as above


def joined(separator: str, parts: list[Markup]) -> Markup:
    """Pieces one after another."""
    return Markup(separator).join(parts)  # noqa: S704 as above
