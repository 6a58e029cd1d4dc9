"""Words for components in the browser, which look them up by key and fill in what they know."""

from typing import TypedDict

from blueprint.locales import current_language


class ClientMessages(TypedDict):
    """Messages with placeholders in braces, by key; plural ones by key and category of `Intl.PluralRules`."""

    language: str
    texts: dict[str, str]
    plurals: dict[str, dict[str, str]]


def client_messages(texts: dict[str, str], plurals: dict[str, dict[str, str]] | None = None) -> ClientMessages:
    """Messages that are translated already, with the language in use."""
    return ClientMessages(language=current_language(), texts=texts, plurals=plurals or {})
