"""HTML of our own around people's words: whatever is put in is escaped, and runs in its own direction."""

import unicodedata

import streamlit as st
from markupsafe import Markup, escape

from blueprint.domain.languages import Direction


def draw(template: str, *words: object, **named: object) -> None:
    """Draw `template` with its `{}` filled in; every word is escaped unless it is `Markup` already."""
    st.html(part(template, *words, **named))


def draw_inline(template: str, *words: object) -> None:
    """The same, no wider than its words, for rows."""
    st.html(part(template, *words), width="content")


def part(template: str, *words: object, **named: object) -> Markup:
    """The same as a piece for another template.

    Every word is escaped before `str.format` sees it: ten times as fast as `Markup.format`, which a long list needs.
    """
    safe = {name: escape(word) for name, word in named.items()}
    return Markup(template.format(*map(escape, words), **safe))  # noqa: S704 templates are written in our code only


def running(text: str) -> Direction:
    """Which way words run by their first strong character (Unicode Standard Annex 9, P2), as `dir="auto"` has it."""
    strong = (unicodedata.bidirectional(character) for character in text)
    return "rtl" if next((kind for kind in strong if kind in ("L", "R", "AL")), "L") != "L" else "ltr"


def joined(separator: str, parts: list[Markup]) -> Markup:
    """Pieces one after another."""
    return Markup(separator).join(parts)  # noqa: S704 its parts are safe
