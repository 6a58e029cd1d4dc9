"""HTML of our own around people's words: whatever is put in is escaped, and runs in its own direction."""

import unicodedata

import streamlit as st
from markupsafe import Markup

from blueprint.domain.languages import Direction


def draw(template: str, *words: object, **named: object) -> None:
    """Draw `template` with its `{}` filled in; every word is escaped unless it is `Markup` already."""
    st.html(Markup(template).format(*words, **named))  # noqa: S704 templates are written in our code only


def draw_inline(template: str, *words: object) -> None:
    """The same, no wider than its words, for rows."""
    st.html(part(template, *words), width="content")


def part(template: str, *words: object, **named: object) -> Markup:
    """The same as a piece for another template."""
    return Markup(template).format(*words, **named)  # noqa: S704 as above


def running(text: str) -> Direction:
    """Which way words run by their first strong character (Unicode Standard Annex 9, P2), as `dir="auto"` has it."""
    strong = (unicodedata.bidirectional(character) for character in text)
    return "rtl" if next((kind for kind in strong if kind in ("L", "R", "AL")), "L") != "L" else "ltr"


def joined(separator: str, parts: list[Markup]) -> Markup:
    """Pieces one after another."""
    return Markup(separator).join(parts)  # noqa: S704 as above
