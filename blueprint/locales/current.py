"""The language in use: set once for a request or a script run, read wherever a sentence is made."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Self

from blueprint.locales.catalogues import SOURCE_LANGUAGE, edition_translations, translations

_current: ContextVar[str] = ContextVar("interface language", default=SOURCE_LANGUAGE)


def current_language() -> str:
    """The BCP 47 tag in use in this context (PEP 567); English unless set."""
    return _current.get()


def use_language(tag: str) -> None:
    """Use the language from now on in this context: a request, a task or a thread."""
    _current.set(tag)


@contextmanager
def using_language(tag: str) -> Iterator[None]:
    """Use the language within the block."""
    token = _current.set(tag)
    try:
        yield
    finally:
        _current.reset(token)


def mark(message: str) -> str:
    """Mark a message for extraction where it is defined; it is translated where it is shown."""
    return message


class ContextMessage(str):
    """A marked message with the context that tells it from another of the same English wording."""

    context: str

    def __new__(cls, context: str, message: str) -> Self:
        marked = super().__new__(cls, message)
        marked.context = context
        return marked


def pmark(context: str, message: str) -> str:
    """As `mark`, for a message with a context."""
    return ContextMessage(context, message)


def translated(message: str, tag: str) -> str:
    """A marked message in the language of the BCP 47 tag, for an edition in that language."""
    catalogue = edition_translations(tag)
    if isinstance(message, ContextMessage):
        return catalogue.pgettext(message.context, message)
    return catalogue.gettext(message)


def gettext(message: str, /, **values: object) -> str:
    """The message in the language in use, its placeholders filled with the values."""
    return _filled(translations(_current.get()).gettext(message), values)


def pgettext(context: str, message: str, /, **values: object) -> str:
    """As `gettext`; the context tells two meanings of one English wording apart."""
    return _filled(translations(_current.get()).pgettext(context, message), values)


def ngettext(singular: str, plural: str, count: int, /, **values: object) -> str:
    """The wording for the count by the language's plural rules; `{count}` is filled with it, as the values are."""
    return _filled(translations(_current.get()).ngettext(singular, plural, count), {"count": count, **values})


def _filled(wording: str, values: dict[str, object]) -> str:
    return wording.format(**values) if values else wording
