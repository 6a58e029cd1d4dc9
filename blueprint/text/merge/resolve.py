"""Deciding: what each unit, and each paragraph that a side inserted, becomes in a merge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from blueprint.text.document.model import Paragraph, ParagraphKind
from blueprint.text.merge.model import Conflict
from blueprint.text.merge.units import Key, Version
from blueprint.text.merge.word_merge import weave

TIGHT = frozenset({ParagraphKind.LIST_ITEM, ParagraphKind.TABLE_ROW})
"""Kinds that may follow each other on the next line."""
Three = tuple[Version, Version, Version]


@dataclass(frozen=True, slots=True)
class Part:
    """One paragraph of the merged text. `lead` is what stood before it where it comes from."""

    key: Key
    text: str
    lead: str
    tight: bool


Decision = tuple[Part, ...] | Conflict
"""The paragraphs a unit becomes (none when it is deleted), or the wordings of both sides where both changed it."""


def decide(three: Three, language: str) -> dict[Key, Decision]:
    """For each unit and each inserted paragraph what it becomes.

    What one side deleted and the other only moved is kept, where it was moved to: as a merge by lines has it, and
    nothing is lost.
    """
    base, ours, theirs = three
    decided: dict[Key, Decision] = {("unit", unit, 0): _unit(three, unit, language) for unit in base.parts}
    for side in (ours, theirs):
        for key, paragraph in zip(side.keys, side.document.paragraphs, strict=True):
            if key[0] == side.name:
                decided[key] = (part(key, paragraph),)
    return decided


def part(key: Key, paragraph: Paragraph) -> Part:
    """A paragraph under its key."""
    return Part(key, paragraph.text, paragraph.lead, paragraph.kind in TIGHT)


def _unit(three: Three, unit: int, language: str) -> Decision:
    before, ours, theirs = (version.parts.get(unit, ()) for version in three)
    if _texts(ours) == _texts(theirs):
        return _parts(unit, ours)
    if _texts(theirs) == _texts(before):
        return _parts(unit, ours if ours or unit not in three[2].moved else theirs)
    if _texts(ours) == _texts(before):
        return _parts(unit, theirs if theirs or unit not in three[1].moved else ours)
    wordings = flat(before), flat(ours), flat(theirs)
    woven = weave(*wordings, language) if ours and theirs else None
    return Conflict(*wordings, lead=before[0].lead, together=woven)


def _texts(paragraphs: Sequence[Paragraph]) -> tuple[str, ...]:
    return tuple(paragraph.text for paragraph in paragraphs)


def _parts(unit: int, paragraphs: Sequence[Paragraph]) -> tuple[Part, ...]:
    return tuple(part(("unit", unit, at), paragraph) for at, paragraph in enumerate(paragraphs))


def flat(paragraphs: Sequence[Paragraph]) -> str:
    """The source of paragraphs with the leads between them."""
    return "".join(piece for each in paragraphs for piece in (each.lead, each.text))[
        len(paragraphs[0].lead) if paragraphs else 0 :
    ]
