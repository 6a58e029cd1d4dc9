"""The result of a merge: merged source and conflicts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from blueprint.text.merge.renumber import Series, renumber


@dataclass(frozen=True, slots=True)
class MergeConflict:
    """A passage that both sides changed: the base, and what each side made of it ("" if a side deleted it).

    `lead` is the source (line endings, indentation) before whatever is chosen, unless that is "".
    `together` has the changes of both sides if their words do not overlap; None leaves the decision to a person.
    """

    base: str
    ours: str
    theirs: str
    lead: str = ""
    together: str | None = None

    def swapped(self) -> MergeConflict:
        """The same with the sides exchanged."""
        return replace(self, ours=self.theirs, theirs=self.ours)


class UnresolvedConflict(ValueError):
    """The text of a merge was requested while it has conflicts."""


@dataclass(frozen=True, slots=True)
class MergeResult:
    """A merged text in parts: source that at most one side changed, and the passages that both sides changed.

    `series` are the series of numbers that are made to count on once the text is whole.
    """

    parts: tuple[str | MergeConflict, ...]
    series: Series = field(default_factory=dict)

    @property
    def changed_by_both(self) -> tuple[MergeConflict, ...]:
        """The passages that both sides changed, in order, including those that were merged by words."""
        return tuple(part for part in self.parts if isinstance(part, MergeConflict))

    @property
    def conflicts(self) -> tuple[MergeConflict, ...]:
        """The passages that a person has to decide, in order."""
        return tuple(part for part in self.changed_by_both if part.together is None)

    @property
    def clean(self) -> bool:
        """Whether there are no conflicts."""
        return not self.conflicts

    @property
    def text(self) -> str:
        """The merged source. UnresolvedConflict if there are conflicts."""
        if not self.clean:
            raise UnresolvedConflict("Both sides changed the same words: decide about each conflict first.")
        return self.resolve(())

    def resolve(self, choices: Sequence[str]) -> str:
        """The merged source with a text for each conflict, in order; "" leaves the passage out."""
        if len(choices) != len(self.conflicts):
            raise ValueError(f"{len(self.conflicts)} wordings are needed, one for each conflict; got {len(choices)}.")
        remaining = iter(choices)
        return self.resolve_all(
            [next(remaining) if part.together is None else part.together for part in self.changed_by_both]
        )

    def resolve_all(self, choices: Sequence[str]) -> str:
        """The merged source with a text for each passage that both sides changed, in order; "" leaves it out."""
        passages = self.changed_by_both
        if len(choices) != len(passages):
            raise ValueError(f"{len(passages)} wordings are needed, one for each passage; got {len(choices)}.")
        remaining = iter(choices)
        text = "".join(part if isinstance(part, str) else _with_lead(part, next(remaining)) for part in self.parts)
        return renumber(text, self.series) if self.series else text


def _with_lead(conflict: MergeConflict, choice: str) -> str:
    return conflict.lead + choice if choice else ""
