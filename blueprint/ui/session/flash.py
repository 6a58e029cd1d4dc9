"""Flash messages: errors and confirmations as sentences, shown where they happen or once on the next run."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from blueprint.domain.errors import BlueprintError, NotSignedIn
from blueprint.locales import gettext as _
from blueprint.ui.html.escape import literal
from blueprint.ui.html.markup import draw
from blueprint.ui.session import identity, state
from blueprint.ui.session.interface_language import in_session_language


@contextmanager
def show_errors() -> Iterator[None]:
    """Show the sentence of a `BlueprintError` raised inside, where it happened; the rest of the page is drawn.

    with flash.show_errors():
        threads.reply(…)
        flash.confirm(_("Your reply is there."))
        st.rerun()
    """
    try:
        yield
    except BlueprintError as error:
        show(error)


@contextmanager
def defer_errors() -> Iterator[None]:
    """The same for callbacks, which run before the page is drawn: the sentence is shown at its top."""
    with in_session_language():
        try:
            yield
        except BlueprintError as error:
            _defer(state.FlashMessage("refused", str(error)))


def confirm(sentence: str) -> None:
    """Say on the next run what was done; a sentence in plain text."""
    _defer(state.FlashMessage("done", sentence))


def show(error: BlueprintError) -> None:
    """The error's sentence; with a link to sign in when that is what is missing."""
    if isinstance(error, NotSignedIn):
        ask_to_sign_in(str(error))
    else:
        refuse(str(error))


def refuse(sentence: str) -> None:
    """Show a refusal, in plain text."""
    draw("<p class='bp-refusal' role='alert' dir='auto'>{}</p>", sentence)


def ask_to_sign_in(sentence: str | None = None) -> None:
    """Show the sentence, or else that nobody is signed in, with the link that brings the person back here."""
    refuse(sentence or _("You are not signed in. Sign in, and you come back to this page."))
    draw("<p><a class='bp-button' href='{}' target='_self'>{}</a></p>", identity.sign_in_href(), _("Sign in"))


def show_messages() -> None:
    """Show, once, what earlier runs deferred."""
    for message in state.flash_messages.take():
        if message.kind == "refused":
            refuse(message.sentence)
        else:
            st.toast(literal(message.sentence), icon=":material/check:")


def _defer(message: state.FlashMessage) -> None:
    state.flash_messages.put((*state.flash_messages.get(), message))
