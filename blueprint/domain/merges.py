"""Merges that a person has to finish."""

from blueprint.domain.value import Value


class ConflictPart(Value):
    """A passage both sides changed: as it was, as it now stands at the head, as the saver has it.

    An empty string is a removed passage. `lead` is the source before it, which goes when the passage does. `together`
    holds both sides' changes where their words do not touch; it is an offer, as no one has read that wording yet.
    """

    base: str
    theirs: str
    ours: str
    lead: str = ""
    together: str | None = None


class PendingMerge(Value):
    """A save that a person must finish: what merged by itself (strings) and what did not (`ConflictPart`).

    `title` is the saver's, `head_title` the one at the head; they may differ, and the save that finishes the merge decides.
    """

    proposal_id: str
    base: int
    head: int
    head_saved_by: str
    title: str
    head_title: str
    parts: tuple[str | ConflictPart, ...]

    @property
    def conflicts(self) -> tuple[ConflictPart, ...]:
        """The passages to decide, in order."""
        return tuple(part for part in self.parts if isinstance(part, ConflictPart))
