"""The folio: a component that shows one revision to read or two compared, with their threads beside the words.

What a person does in it (commenting, replying, resolving …) comes back as one action at a time, each with a nonce; the
next run answers it by that nonce, and only then does the browser let go of the words that were typed.
"""

from collections.abc import Callable
from typing import Literal, NotRequired, TypedDict

import streamlit as st
from pydantic_core import to_json

from blueprint import component_assets
from blueprint.domain.languages import Direction
from blueprint.ui.components.client_messages import ClientMessages
from blueprint.ui.viewmodels.comparison import ComparisonView
from blueprint.ui.viewmodels.document import DocumentRow
from blueprint.ui.viewmodels.threads import ThreadView


class FolioPermissions(TypedDict):
    """What the reader may do: comment at all, and give a thread other words by hand."""

    comment: bool
    place: bool


class FolioStorage(TypedDict):
    """How the browser stores what is typed: for whom, with which key, and the address of what encrypts it."""

    owner: str
    key: str
    library: str


class FolioData(TypedDict):
    """What a folio shows; see folio.js for how.

    `key` names the proposal, `revision` the revision read (the newer one when `mode` is comparing, `old` the older).
    `at` is the paragraph to open at, by its index.
    `math` is the address of the library that draws formulas.
    `outcomes` answer actions by their nonces: "" for done, else the sentence that refuses.
    """

    key: str
    mode: Literal["reading", "comparing"]
    language: str
    dir: Direction
    revision: int
    old: int | None
    cards: list[ThreadView]
    may: FolioPermissions
    outcomes: dict[str, str]
    empty: str
    identical: str
    messages: ClientMessages
    math: str
    storage: FolioStorage
    rows: NotRequired[list[DocumentRow]]
    at: NotRequired[int | None]
    compared: NotRequired[ComparisonView]


_folio = st.components.v2.component(
    "folio",
    js=component_assets.loader("components/folio"),
    isolate_styles=False,  # selections reach into no shadow root in every browser
)


def folio(shown: FolioData, *, key: str, on_action: Callable[[], None]) -> None:
    """Draw it; `on_action` runs before the page when the person did something (`state.sent(key, "action")`)."""
    _folio(key=key, data=to_json(shown), on_action_change=on_action)
