"""Merge each unit by itself: take the side that changed it, merge words, or report a conflict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from blueprint.text.document.forms import canonical, fold
from blueprint.text.document.model import Paragraph, ParagraphKind
from blueprint.text.merge.model import MergeConflict
from blueprint.text.merge.units import MergeVersions, UnitKey
from blueprint.text.merge.word_merge import merge_words


@dataclass(frozen=True, slots=True)
class MergedParagraph:
    """One paragraph of the merged text. `lead` is the one it has in the version it comes from.

    `level` and `head` are as in `Paragraph`.
    """

    key: UnitKey
    text: str
    lead: str
    kind: ParagraphKind
    level: int = 0
    head: bool = False


MergedUnit = tuple[MergedParagraph, ...] | MergeConflict
"""The paragraphs that a unit becomes (none if it is deleted), or a conflict."""


def merge_units(versions: MergeVersions, language: str) -> dict[UnitKey, MergedUnit]:
    """What each unit, and each paragraph that a side inserted, becomes.

    A unit that one side deleted and the other only moved is kept, as in a merge by lines, so that nothing is lost.
    """
    base, ours, theirs = versions
    merged: dict[UnitKey, MergedUnit] = {
        ("unit", unit, 0): _merge_unit(versions, unit, language) for unit in base.parts
    }
    for side in (ours, theirs):
        for key, paragraph in zip(side.keys, side.document.paragraphs, strict=True):
            if key[0] == side.name:
                merged[key] = (_merged_paragraph(key, paragraph),)
    return merged


def _merged_paragraph(key: UnitKey, paragraph: Paragraph) -> MergedParagraph:
    return MergedParagraph(key, paragraph.text, paragraph.lead, paragraph.kind, paragraph.level, paragraph.head)


def _merge_unit(versions: MergeVersions, unit: int, language: str) -> MergedUnit:
    base, ours, theirs = (version.parts.get(unit, ()) for version in versions)
    texts = _texts if ours and theirs else _folded  # what one side deleted, the other did not edit by another form
    if texts(ours) == texts(theirs):
        their_form = source_of(ours) == source_of(base) != source_of(theirs)
        return merged_paragraphs(unit, theirs if their_form else ours)
    if texts(theirs) == texts(base):
        return merged_paragraphs(unit, ours if ours or unit not in versions[2].moved else theirs)
    if texts(ours) == texts(base):
        return merged_paragraphs(unit, theirs if theirs or unit not in versions[1].moved else ours)
    sources = source_of(base), source_of(ours), source_of(theirs)
    together = merge_words(*sources, language) if ours and theirs else None
    return MergeConflict(*sources, lead=base[0].lead, together=together)


def _texts(paragraphs: Sequence[Paragraph]) -> tuple[str, ...]:
    return tuple(canonical(paragraph.text) for paragraph in paragraphs)


def _folded(paragraphs: Sequence[Paragraph]) -> tuple[str, ...]:
    return tuple(" ".join(fold(paragraph.text).split()) for paragraph in paragraphs)


def merged_paragraphs(unit: int, paragraphs: Sequence[Paragraph]) -> tuple[MergedParagraph, ...]:
    """The paragraphs that a version makes of a unit, as those of the merged text."""
    return tuple(_merged_paragraph(("unit", unit, at), paragraph) for at, paragraph in enumerate(paragraphs))


def source_of(paragraphs: Sequence[Paragraph] | Sequence[MergedParagraph]) -> str:
    """The source of paragraphs with the leads between them, without the first lead."""
    pieces = [piece for paragraph in paragraphs for piece in (paragraph.lead, paragraph.text)]
    return "".join(pieces[1:])
