"""Session state and query parameters: the only module that reads or writes them, each value with its key and type.

Only ids and small values live here; whatever must survive a closed tab is in the database.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar, cast

import streamlit as st

from blueprint.domain.drafts import Draft
from blueprint.domain.errors import NotFound
from blueprint.domain.identifiers import is_id
from blueprint.domain.merges import PendingMerge
from blueprint.locales import SOURCE_LANGUAGE

T = TypeVar("T")

_session = st.session_state  # noqa: TID251 the one module that may use it
_query = st.query_params  # noqa: TID251 as above


@dataclass(frozen=True)
class SessionValue(Generic[T]):
    """A value of this browser session under the key `name`; `empty` when there is none."""

    name: str
    empty: T

    def get(self) -> T:
        """The value."""
        return cast(T, _session.get(self.name, self.empty))

    def put(self, value: T) -> None:
        """Set the value."""
        _session[self.name] = value

    def take(self) -> T:
        """The value, which is removed."""
        return cast(T, _session.pop(self.name, self.empty))


@dataclass(frozen=True)
class FlashMessage:
    """A sentence to show on the next run: what was done (`done`), or what was refused (`refused`)."""

    kind: Literal["done", "refused"]
    sentence: str


flash_messages: SessionValue[tuple[FlashMessage, ...]] = SessionValue("flash-messages", ())
language: SessionValue[str] = SessionValue("language", SOURCE_LANGUAGE)
"""The BCP 47 tag of the language that the page was last drawn in."""
shown_items: SessionValue[dict[str, int]] = SessionValue("shown-items", {})
"""How many items of a list are shown, by its name, where more were asked for."""
invitation_link: SessionValue[tuple[str, str, str] | None] = SessionValue("invitation-link", None)
"""Of the last invitation that was not sent by email: its id, its address, the link to hand over."""
action_outcomes: SessionValue[dict[str, str]] = SessionValue("action-outcomes", {})
"""The outcomes of the last actions in a folio, by nonce: "" for done, else the sentence that refuses."""


@dataclass(frozen=True)
class UnfinishedSave:
    """A save that waits for a person to resolve conflicts: what they sent, and what it must be merged with."""

    merge: PendingMerge
    base: int
    title: str
    markdown: str
    message: str
    sequence: int
    state: str


unfinished_save: SessionValue[UnfinishedSave | None] = SessionValue("unfinished-save", None)
"""The save that conflicts with somebody else's, until it is resolved or the person returns to the editor."""
refusal: SessionValue[str] = SessionValue("refusal", "")
"""Why the last save in the editor was refused, for its next run."""
discarded_draft: SessionValue[Draft | None] = SessionValue("discarded-draft", None)
"""The draft last discarded, so that it can be restored."""
open_tag_forms: SessionValue[frozenset[str]] = SessionValue("open-tag-forms", frozenset())
"""The ids of the tag forms that were opened and are not saved yet."""
saved_tag_form: SessionValue[str] = SessionValue("saved-tag-form", "")
"""The id of the tag form that was saved just now, until it is closed."""
draft_sequences: SessionValue[dict[str, int]] = SessionValue("draft-sequences", {})
"""By proposal the number of the last draft that was saved or discarded: a browser's copy up to it is outdated."""


def _query_value(name: str) -> str | None:
    return _query.get(name) or None


def query_id() -> str:
    """The `id` that the address asks for; raises `NotFound` when it names none, or what is no identifier."""
    found = _query_value("id")
    if found is None or not is_id(found):
        raise NotFound
    return found


def query_number(name: str) -> int | None:
    """A number (of a revision) that the address asks for; None when it names none, or no number."""
    found = _query_value(name)
    return int(found) if found and found.isascii() and found.isdigit() and len(found) < 10 else None


def set_widget(key: str, value: object) -> None:
    """Have a widget show `value`; in callbacks and before it is drawn, as a widget already drawn cannot be changed."""
    _session[key] = value


def widget_text(key: str) -> str:
    """What a text widget holds now, for callbacks, which run before the page."""
    return cast(str, _session.get(key) or "")


def sent(key: str, name: str) -> object:
    """What a component sent just now under `name`, for callbacks, which run before the page; None for nothing.

    It comes from a browser: any value that JSON has, also strings with lone surrogates.
    """
    found = _session.get(key)
    return cast("Mapping[str, object]", found).get(name) if isinstance(found, Mapping) else None
