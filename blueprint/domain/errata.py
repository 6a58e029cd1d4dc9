"""Errata: notes on a published edition, added after it was frozen."""

from datetime import datetime
from enum import StrEnum

from blueprint.domain.value import Value


class ErratumKind(StrEnum):
    """Why an edition has a note."""

    ERRATUM = "erratum"
    """A correction."""
    SUPERSEDED = "superseded"
    """Something newer replaces it; `successor` is its address."""


class Erratum(Value):
    """A note that an editor added to a published edition, whose files do not change.

    `chapter` is the number, from 1, of the proposal it is about, 0 for the whole edition. `successor` is a web address, or
    empty. A withdrawn note has `withdrawn_at`, and is shown to editors only.
    """

    id: str
    edition_id: str
    chapter: int
    kind: ErratumKind
    body: str
    successor: str = ""
    added_by: str
    added_at: datetime
    withdrawn_at: datetime | None = None
