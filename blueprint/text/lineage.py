"""Lineage: the identity of a paragraph through every revision."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Lineage:
    """The id a paragraph was given when it first appeared, and the ids of those it was split from or joined out of."""

    id: str
    ancestors: tuple[str, ...] = ()
