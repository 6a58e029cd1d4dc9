"""What a browser session remembers, and what an address asks for: the one home of every key, each with its type.

Only ids and small values live here; whatever must survive a closed tab is in the database.
"""

from dataclasses import dataclass
from typing import Generic, Literal, TypeVar, cast

import streamlit as st

from blueprint.domain.drafts import Draft
from blueprint.domain.errors import NotFound
from blueprint.domain.merges import PendingMerge

T = TypeVar("T")

_session = st.session_state  # noqa: TID251 this is their home
_query = st.query_params  # noqa: TID251 as above


@dataclass(frozen=True)
class Held(Generic[T]):
    """A value that this browser session holds under `name`; `empty` when it holds none."""

    name: str
    empty: T

    def get(self) -> T:
        """The value."""
        return cast(T, _session.get(self.name, self.empty))

    def put(self, value: T) -> None:
        """Hold this value from now on."""
        _session[self.name] = value

    def take(self) -> T:
        """The value, which is then let go."""
        return cast(T, _session.pop(self.name, self.empty))


@dataclass(frozen=True)
class Notice:
    """A sentence to show on the next run: what was done (`done`), or what was refused (`refused`)."""

    kind: Literal["done", "refused"]
    sentence: str


notices: Held[tuple[Notice, ...]] = Held("notices", ())
invitation_link: Held[tuple[str, str, str] | None] = Held("invitation-link", None)
"""Of the last invitation no email took: its id, its address, the link to hand over."""
outcomes: Held[dict[str, str]] = Held("outcomes", {})
"""What became of the last actions in a folio, by their nonces: "" for done, else the sentence that refuses."""


@dataclass(frozen=True)
class Unsaved:
    """A save that a person has yet to finish: what they sent, and what it must be merged with."""

    merge: PendingMerge
    base: int
    title: str
    markdown: str
    message: str
    sequence: int


unsaved: Held[Unsaved | None] = Held("unsaved", None)
"""The save that met somebody else's, until it is finished or taken up again in the editor."""
refusal: Held[str] = Held("refusal", "")
"""Why the last save in the editor was refused, for its next run."""
put_away: Held[Draft | None] = Held("draft-put-away", None)
"""The draft last put away, so that it can be brought back."""
claims_begun: Held[frozenset[str]] = Held("claims-begun", frozenset())
"""Of which proposal's bearing on which principle an editor has begun to say something."""
claim_saved: Held[str] = Held("claim-saved", "")
"""The one of these that was saved just now, until its form is folded."""
sequences: Held[dict[str, int]] = Held("sequences", {})
"""By proposal the number of the last draft that was saved or put away: what a browser still holds of it is old."""


def _asked(name: str) -> str | None:
    return _query.get(name) or None


def asked_id() -> str:
    """The `id` that the address asks for; raises `NotFound` when it names none."""
    found = _asked("id")
    if found is None:
        raise NotFound
    return found


def asked_number(name: str) -> int | None:
    """A number (of a revision) that the address asks for; None when it names none, or no number."""
    found = _asked(name)
    return int(found) if found and found.isascii() and found.isdigit() and len(found) < 10 else None


def set_widget(key: str, value: object) -> None:
    """Have a widget show `value`; in callbacks and before it is drawn, as a widget already drawn cannot be changed."""
    _session[key] = value


def typed(key: str) -> str:
    """What a text widget holds now, for callbacks, which run before the page."""
    return cast(str, _session.get(key) or "")


def sent(key: str, name: str) -> object:
    """What a component sent just now under `name`, for callbacks, which run before the page; None for nothing."""
    return cast("dict[str, object]", _session.get(key) or {}).get(name)
