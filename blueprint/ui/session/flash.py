"""Refusals and good news as sentences: shown where they happen, or kept for the next run."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from blueprint.domain.errors import BlueprintError, NotSignedIn
from blueprint.ui.html.escape import literal
from blueprint.ui.html.markup import draw
from blueprint.ui.session import identity, state


@contextmanager
def told() -> Iterator[None]:
    """Show the sentence of a `BlueprintError` raised inside, where it happened; the rest of the page stays.

    with notices.told():
        threads.reply(…)
        notices.keep("Your reply is there.")
        st.rerun()
    """
    try:
        yield
    except BlueprintError as error:
        show(error)


@contextmanager
def kept() -> Iterator[None]:
    """The same for callbacks, which run before the page is drawn: the sentence is kept and shown at its top."""
    try:
        yield
    except BlueprintError as error:
        _keep(state.Notice("refused", str(error)))


def keep(sentence: str) -> None:
    """Say on the next run what was done; a sentence in plain text."""
    _keep(state.Notice("done", sentence))


def show(error: BlueprintError) -> None:
    """The error's sentence; with a link to sign in when that is what is missing."""
    if isinstance(error, NotSignedIn):
        ask_to_sign_in(str(error))
    else:
        refuse(str(error))


def refuse(sentence: str) -> None:
    """A refusal, in plain text."""
    draw("<p class='bp-refusal' role='alert' dir='auto'>{}</p>", sentence)


def ask_to_sign_in(sentence: str) -> None:
    """Say that nobody is signed in, with the link that brings the person back here."""
    refuse(sentence)
    draw("<p><a class='bp-button' href='{}' target='_self'>Sign in</a></p>", identity.sign_in_href())


def show_kept() -> None:
    """Show, once, what earlier runs kept."""
    for notice in state.notices.take():
        if notice.kind == "refused":
            refuse(notice.sentence)
        else:
            st.toast(literal(notice.sentence), icon=":material/check:")


def _keep(notice: state.Notice) -> None:
    state.notices.put((*state.notices.get(), notice))
