"""HTML templates of our own, filled with people's words and the interface's, all of which are escaped."""

import unicodedata

import streamlit as st
from markupsafe import Markup, escape

from blueprint.domain.languages import Direction, direction
from blueprint.locales import current_language


def draw(template: str, /, *words: object, **named: object) -> None:
    """Draw `template` with its `{}` filled; every value is escaped unless it is `Markup` already."""
    st.html(part(template, *words, **named))


def draw_inline(template: str, *words: object) -> None:
    """As `draw`, no wider than its content, for rows."""
    st.html(part(template, *words), width="content")


def part(template: str, /, *words: object, **named: object) -> Markup:
    """As `draw`, but returned, for another template.

    Every value is escaped before `str.format` sees it: ten times as fast as `Markup.format`, which a long list needs.
    """
    safe = {name: escape(word) for name, word in named.items()}
    return Markup(template.format(*map(escape, words), **safe))  # noqa: S704 templates are written in our code only


def sentence(message: str, /, **values: object) -> Markup:
    """A translated message with its placeholders filled; it and the values are escaped, but for values of HTML."""
    return part(str(escape(message)), **values)


def interface_direction() -> Direction:
    """Which way the interface's own words run in the language in use."""
    return direction(current_language())


def text_direction(text: str) -> Direction:
    """The direction of the first strong character (Unicode Standard Annex 9, rule P2), as `dir="auto"` has it."""
    strong = (unicodedata.bidirectional(character) for character in text)
    return "rtl" if next((kind for kind in strong if kind in ("L", "R", "AL")), "L") != "L" else "ltr"


def joined(separator: str, parts: list[Markup]) -> Markup:
    """The parts with the separator between them."""
    return Markup(separator).join(parts)  # noqa: S704 its parts are safe
