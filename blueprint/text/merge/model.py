"""Conflicts: passages that both sides changed, and the merge that holds them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Conflict:
    """A passage that both sides changed: as it was, and as each side has it ("" where a side removed it).

    `lead` is the source (line breaks, indentation) that goes before whatever is chosen, unless that is nothing.
    `together` holds both sides' changes, where their words do not touch; None leaves the decision to a person.
    """

    base: str
    ours: str
    theirs: str
    lead: str = ""
    together: str | None = None

    def mirrored(self) -> Conflict:
        """The same with the sides exchanged."""
        return replace(self, ours=self.theirs, theirs=self.ours)


class NotClean(ValueError):
    """The merged text was asked for although a person has yet to decide about conflicts."""


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged text in pieces: source that at most one side changed, and the passages that both did."""

    parts: tuple[str | Conflict, ...]

    @property
    def shared(self) -> tuple[Conflict, ...]:
        """The passages that both sides changed, in order, whether or not a person has to decide."""
        return tuple(part for part in self.parts if isinstance(part, Conflict))

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """What a person has to decide, in order."""
        return tuple(part for part in self.shared if part.together is None)

    @property
    def clean(self) -> bool:
        """Whether nothing is left to decide."""
        return not self.conflicts

    @property
    def text(self) -> str:
        """The merged source; NotClean when a conflict is left."""
        if not self.clean:
            raise NotClean("Both sides changed the same words: decide about each conflict first.")
        return self.resolve(())

    def resolve(self, choices: Sequence[str]) -> str:
        """The merged source with one wording for each conflict, in order; "" leaves the paragraph out."""
        if len(choices) != len(self.conflicts):
            raise ValueError(f"{len(self.conflicts)} wordings are needed, one for each conflict; got {len(choices)}.")
        wordings = iter(choices)
        return self.settle([next(wordings) if part.together is None else part.together for part in self.shared])

    def settle(self, choices: Sequence[str]) -> str:
        """The merged source with one wording for each shared passage, in order; "" leaves the passage out."""
        if len(choices) != len(self.shared):
            raise ValueError(f"{len(self.shared)} wordings are needed, one for each passage; got {len(choices)}.")
        wordings = iter(choices)
        return "".join(part if isinstance(part, str) else _led(part, next(wordings)) for part in self.parts)


def _led(conflict: Conflict, wording: str) -> str:
    return conflict.lead + wording if wording else ""
