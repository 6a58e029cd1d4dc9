"""Write the merged text, with the right white space between paragraphs that were not neighbours before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from blueprint.text.document.lines import LINE_ENDING
from blueprint.text.document.model import BYTE_ORDER_MARK, ParagraphKind
from blueprint.text.merge.model import MergeConflict, MergeResult
from blueprint.text.merge.renumber import consecutive_series
from blueprint.text.merge.resolve import MergedParagraph, MergedUnit
from blueprint.text.merge.units import START, MergeVersions, UnitKey

TIGHT_KINDS = frozenset({ParagraphKind.LIST_ITEM, ParagraphKind.TABLE_ROW})
"""Kinds of which two may follow each other without a blank line."""


def write_merge(versions: MergeVersions, order: Sequence[UnitKey], merged: Mapping[UnitKey, MergedUnit]) -> MergeResult:
    """The merged units in order. A paragraph keeps the lead that it has after the same neighbour in a version."""
    writer = _MergeWriter(versions)
    for key in order:
        writer.write(key, merged[key])
    return writer.result()


@dataclass(slots=True)
class _MergeWriter:
    versions: MergeVersions
    parts: list[str | MergeConflict] = field(default_factory=list)
    previous: UnitKey = START
    previous_kind: ParagraphKind | None = None

    def write(self, key: UnitKey, unit: MergedUnit) -> None:
        if isinstance(unit, MergeConflict):
            kind = self._kind(key)
            self.parts.append(replace(unit, lead=self._lead(MergedParagraph(key, "", unit.lead, kind))))
            self.previous, self.previous_kind = key, kind
            return
        for paragraph in unit:
            self.parts.append(self._lead(paragraph) + paragraph.text)
            self.previous, self.previous_kind = paragraph.key, paragraph.kind

    def result(self) -> MergeResult:
        tail = _three_way(*(version.document.tail for version in self.versions))
        if self.parts:
            tail = tail.removeprefix(BYTE_ORDER_MARK)
        sides = (version.document for version in self.versions[1:])
        return MergeResult(tuple(_joined([*self.parts, tail])), consecutive_series(*sides))

    def _kind(self, key: UnitKey) -> ParagraphKind:
        """The kind of what a conflict is about: of a unit's first paragraph in the base, or of an inserted paragraph."""
        if key[0] == "unit":
            return self.versions[0].parts[key[1]][0].kind
        return next(each for each in self.versions if each.name == key[0]).document.paragraphs[key[1]].kind

    def _lead(self, paragraph: MergedParagraph) -> str:
        base, ours, theirs = (version.leads.get((self.previous, paragraph.key)) for version in self.versions)
        if ours is not None and theirs is not None:
            return _three_way(base, ours, theirs)
        known = next((lead for lead in (ours, theirs, base) if lead is not None), None)
        return known if known is not None else self._new_lead(paragraph)

    def _new_lead(self, paragraph: MergedParagraph) -> str:
        """The lead after a new neighbour: a blank line, except between two list items and between two table rows."""
        endings = list(LINE_ENDING.finditer(paragraph.lead))
        indent = paragraph.lead[endings[-1].end() :] if endings else paragraph.lead
        if self.previous == START:
            return indent
        indent = indent.removeprefix(BYTE_ORDER_MARK)
        tight = paragraph.kind in TIGHT_KINDS and paragraph.kind is self.previous_kind
        if len(endings) > 1 or (endings and tight):
            return paragraph.lead
        return self._line_ending() * 2 + indent

    def _line_ending(self) -> str:
        first = LINE_ENDING.search(self.versions[0].document.source)
        return first[0] if first else "\n"


def _three_way(base: str | None, ours: str, theirs: str) -> str:
    """The side that differs from the base; ours if both do."""
    return theirs if ours == base else ours


def _joined(parts: Sequence[str | MergeConflict]) -> Iterator[str | MergeConflict]:
    """The parts with consecutive texts joined, without empty ones."""
    texts: list[str] = []
    for part in parts:
        if isinstance(part, str):
            texts.append(part)
            continue
        if text := "".join(texts):
            yield text
        texts = []
        yield part
    if text := "".join(texts):
        yield text
