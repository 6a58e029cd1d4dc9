"""The twelve vision principles, in every language they are translated to, and the claims that proposals advance them."""

import tomllib
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

from blueprint.domain.errors import Invalid
from blueprint.domain.languages import nearest
from blueprint.domain.value import Value

POLICIES = Path(__file__).resolve().parents[2] / "policies"


class Principle(Value):
    """One of the twelve; `statement` stands where `aspire`, “We aspire to a world …”, has its dots.

    `language` is that of these words. A translation that no speaker of it has looked at is not `reviewed`.
    """

    key: str
    name: str
    statement: str
    aspire: str
    language: str = "en"
    reviewed: bool = True

    @property
    def sentence(self) -> str:
        """The whole sentence."""
        return self.aspire.replace("…", self.statement)


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


@lru_cache(maxsize=64)
def principles(tag: str = "en") -> tuple[Principle, ...]:
    """The twelve in their published order: translated to the language of a BCP 47 tag, or to a near one, else in English.

    The English words are in `policies/principles.toml`, each translation in `policies/principles`. One that is of other
    English words than are there now is not used: whoever has words of their own is shown them.
    """
    file = POLICIES / "principles.toml"
    if tag != "en":
        found = nearest(tag, tuple(path.stem for path in sorted((POLICIES / "principles").glob("*.toml"))))
        return _translated(found) if found else principles()
    written = _read(file)
    return tuple(Principle(**row, aspire=written["aspire"]) for row in written["principle"])


def spoken(key: str, name: str, tag: str) -> str:
    """The language in which a principle is called so where `tag` is read: that, or English where it has no translation."""
    translated = next((p for p in principles(tag) if p.key == key), None)
    english = next((p for p in principles() if p.key == key), None)
    if translated and translated.name == name:
        return tag if translated.language != "en" else "en"
    return "en" if english and english.name == name else tag


def _translated(language: str) -> tuple[Principle, ...]:
    written = _read(POLICIES / "principles" / f"{language}.toml")
    rows = {(row["key"], row["english"]): row for row in written["principle"]}
    found = ((english, rows.get((english.key, f"{english.name}: {english.statement}"))) for english in principles())
    return tuple(
        Principle(
            key=english.key,
            name=row["name"],
            statement=row["statement"],
            aspire=written["aspire"],
            language=language,
            reviewed=written["reviewed"],
        )
        if row
        else english
        for english, row in found
    )


def _read(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text(encoding="utf-8"))


def principle(key: str) -> Principle:
    """One of the twelve; raises `Invalid` for any other key."""
    for candidate in principles():
        if candidate.key == key:
            return candidate
    raise Invalid("That is none of the twelve principles. Choose one from the list.", "principle")
