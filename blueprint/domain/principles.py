"""The twelve vision principles and the claims that proposals advance them."""

import tomllib
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from blueprint.domain.errors import Invalid
from blueprint.domain.value import Value

POLICIES = Path(__file__).resolve().parents[2] / "policies"


class Principle(Value):
    """One of the twelve; `statement` completes “We aspire to a world …”."""

    key: str
    name: str
    statement: str


class Stance(StrEnum):
    """What a proposal does to a principle."""

    ADVANCES = "advances"
    TENSION = "is in tension with"


class Tag(Value):
    """The claim that a proposal advances a principle, or is in tension with it, with the paragraphs that show it."""

    id: str
    proposal_id: str
    principle: str
    stance: Stance
    rationale: str
    evidence: tuple[str, ...] = ()
    tagged_by: str
    tagged_at: datetime


class Coverage(Value):
    """A convening's proposals by principles: `cells[proposal_id][principle]` is the tag there, when there is one."""

    proposals: tuple[tuple[str, str], ...]
    cells: dict[str, dict[str, Tag]]

    def gaps(self) -> tuple[Principle, ...]:
        """The principles that no proposal advances."""
        met = {key for row in self.cells.values() for key, tag in row.items() if tag.stance is Stance.ADVANCES}
        return tuple(p for p in principles() if p.key not in met)


@lru_cache(maxsize=1)
def principles() -> tuple[Principle, ...]:
    """The twelve in their published order, from `policies/principles.toml`."""
    rows = tomllib.loads((POLICIES / "principles.toml").read_text(encoding="utf-8"))["principle"]
    return tuple(Principle(**row) for row in rows)


def principle(key: str) -> Principle:
    """One of the twelve; raises `Invalid` for any other key."""
    for candidate in principles():
        if candidate.key == key:
            return candidate
    raise Invalid("That is none of the twelve principles. Choose one from the list.", "principle")
