"""Conflicts: what a merge leaves for a person to decide, and the merge that holds them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Conflict:
    """Words that both sides changed: as they were, and as each side has them ("" where a side removed them).

    `lead` is the source (line breaks, indentation) that goes before whatever is chosen, unless that is nothing.
    """

    base: str
    ours: str
    theirs: str
    lead: str = ""


class NotClean(ValueError):
    """The merged text was asked for although a person has yet to decide about conflicts."""


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged text in pieces: source that both sides agree on, and conflicts for a person to decide."""

    parts: tuple[str | Conflict, ...]

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """What a person has to decide, in order."""
        return tuple(part for part in self.parts if isinstance(part, Conflict))

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
        return "".join(part if isinstance(part, str) else _led(part, next(wordings)) for part in self.parts)


def _led(conflict: Conflict, wording: str) -> str:
    return conflict.lead + wording if wording else ""
