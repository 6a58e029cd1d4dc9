"""Drafts: what a person has typed and not saved yet."""

from datetime import datetime

from blueprint.domain.value import Value


class Draft(Value):
    """What one person is typing, kept apart from the revisions until it is saved as one.

    `base` is the revision the draft started from; `sequence` grows with every keystroke batch, so that a late request
    never overwrites a newer one.
    """

    proposal_id: str
    person_id: str
    base: int
    title: str
    markdown: str
    sequence: int
    saved_at: datetime
