"""Notes on a published edition: what came to light after it was frozen."""

from datetime import datetime
from enum import StrEnum

from blueprint.domain.value import Value


class ErratumKind(StrEnum):
    """Why a note stands on an edition."""

    ERRATUM = "erratum"
    """Something in it is wrong; the note says what is right."""
    SUPERSEDED = "superseded"
    """Something else has taken its place; `successor` says where it is."""


class Erratum(Value):
    """A note that an editor put on an edition. The edition's files stay as they are.

    `chapter` is the number, from 1, of the proposal it is about, 0 for the whole edition. `successor` is a web address, or
    empty. A note taken back keeps its row, with `withdrawn_at`, and is shown to editors alone.
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
