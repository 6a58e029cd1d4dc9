"""Merges that a person has to finish."""

from blueprint.domain.value import Value


class ConflictPart(Value):
    """A passage that both sides changed: `base` before, `theirs` at the head, `ours` as the saver has it.

    An empty string is a removed passage. `lead` is the source before it, which is removed with it. `together` holds both
    sides' changes where their words do not overlap: a suggestion, since nobody has read that wording yet. `both` has the two
    wordings one after the other, each a paragraph, an item or a row of its own; `row` is True for the row of a table.
    """

    base: str
    theirs: str
    ours: str
    lead: str = ""
    together: str | None = None
    both: str = ""
    row: bool = False


class PendingMerge(Value):
    """A save that a person has to finish: what merged automatically (strings) and what did not (`ConflictPart`).

    `title` is the saver's, `head_title` that of the head; the save that finishes the merge decides when they differ. `own`
    is True when the saver has saved the head, too: in another window or on another device.
    """

    proposal_id: str
    base: int
    head: int
    head_saved_by: str
    own: bool = False
    title: str
    head_title: str
    parts: tuple[str | ConflictPart, ...]

    @property
    def conflicts(self) -> tuple[ConflictPart, ...]:
        """The passages to decide, in order."""
        return tuple(part for part in self.parts if isinstance(part, ConflictPart))
