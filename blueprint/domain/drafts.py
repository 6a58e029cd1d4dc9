"""Drafts: what a person has typed and not saved yet."""

from datetime import datetime

from blueprint.domain.dialects import CURRENT_DIALECT
from blueprint.domain.value import Value


class Draft(Value):
    """A person's unsaved text of a proposal.

    `base` is the revision the draft started from; `sequence` grows with every request of the editor, so that
    a late request never overwrites a newer draft. `dialect` is the version of the dialect that it was written in.
    """

    proposal_id: str
    person_id: str
    base: int
    title: str
    markdown: str
    sequence: int
    saved_at: datetime
    dialect: int = CURRENT_DIALECT
