"""What one side inserted in a list, table or section that the other side deleted: a conflict.

Its words would be left without what they belong to: an item without its list, a sentence under another heading.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass
from itertools import pairwise

from blueprint.text.document.model import Paragraph
from blueprint.text.merge.inserted_blocks import CONTINUED_KINDS, heading_level
from blueprint.text.merge.model import MergeConflict
from blueprint.text.merge.resolve import MergedUnit, source_of
from blueprint.text.merge.units import MergeVersion, UnitKey


def conflict_about_deleted_blocks(
    base: MergeVersion, side: MergeVersion, other: MergeVersion, merged: dict[UnitKey, MergedUnit]
) -> None:
    """Make a conflict in `merged` of what a side inserted in a block of the base that the other side deleted.

    What the other side put in place of the block takes the insertion as it is.
    """
    positions = {key: at for at, key in enumerate(base.sequence)}
    finder = _DeletedBlocks(base, other)
    for last, first_inserted in _insertions(side):
        block = finder.around(positions[last] + 1, first_inserted)
        keys = base.sequence[block.start : block.stop]
        if not keys or any(merged[key] != () for key in keys) or not all(key[1] in side.parts for key in keys):
            continue
        before = [paragraph for key in keys for paragraph in base.parts[key[1]]]
        now = _within(side, set(keys), before[0])
        wording = source_of([paragraph for _, paragraph in now])
        wordings = (wording, "") if side.name == "ours" else ("", wording)
        merged.update({key: () for key, _ in now if key[0] != "unit"})
        merged[last] = MergeConflict(source_of(before), *wordings, lead=before[0].lead)


def _within(side: MergeVersion, block: Set[UnitKey], first: Paragraph) -> list[tuple[UnitKey, Paragraph]]:
    """What a side has of a block that begins with `first`: its units, and the insertions behind them that belong to it."""
    found: list[tuple[UnitKey, Paragraph]] = []
    inside = False
    for key, paragraph in zip(side.keys, side.document.paragraphs, strict=True):
        inside = (*key[:2], 0) in block if key[0] == "unit" else inside and _belongs(paragraph, first)
        if inside:
            found.append((key, paragraph))
    return found


def _belongs(inserted: Paragraph, first: Paragraph) -> bool:
    """Whether an insertion belongs to the block before it, which begins with `first`: a section, a list or a table."""
    if level := heading_level(first):
        return not 0 < heading_level(inserted) <= level
    return inserted.kind is first.kind


def _insertions(side: MergeVersion) -> Iterator[tuple[UnitKey, Paragraph]]:
    """The first paragraph of each run of insertions of a side, with the unit behind which it is."""
    for before, key in pairwise(side.sequence):
        if before[0] == "unit" and key[0] != "unit":
            yield before, side.document.paragraphs[key[1]]


@dataclass(frozen=True, slots=True)
class _DeletedBlocks:
    """Finds the blocks of the base that the other side deleted without putting anything in their place."""

    base: MergeVersion
    other: MergeVersion

    def around(self, at: int, inserted: Paragraph) -> range:
        """The positions of the list, table or section into which something is inserted before position `at`; none if the
        other side has some of it, or something in its place."""
        if self.base.sequence[at - 1][1] in self.other.parts:
            return range(0)
        block = self._list_or_table(at, inserted) or self._section(at, inserted)
        gone = all(self.base.sequence[each][1] not in self.other.parts for each in block)
        return block if gone and not self._is_replaced(block) else range(0)

    def _paragraph(self, at: int) -> Paragraph:
        return self.base.parts[self.base.sequence[at][1]][-1]

    def _list_or_table(self, at: int, inserted: Paragraph) -> range:
        """The item above it for one of a deeper level, else all items of the list, rows of the table."""
        if inserted.kind not in CONTINUED_KINDS:
            return range(0)
        above = self._paragraph(at - 1)
        if above.kind is inserted.kind and above.level < inserted.level:
            return range(at - 1, at)
        start = end = at
        while start > 0 and self._paragraph(start - 1).kind is inserted.kind:
            start -= 1
        while end < len(self.base.sequence) and self._paragraph(end).kind is inserted.kind:
            end += 1
        return range(start, end)

    def _section(self, at: int, inserted: Paragraph) -> range:
        """From the heading above to before the next one of its level; none for a heading of that level or a higher one."""
        start = next((each for each in range(at - 1, -1, -1) if heading_level(self._paragraph(each))), None)
        if start is None or not _belongs(inserted, self._paragraph(start)):
            return range(0)
        level = heading_level(self._paragraph(start))
        end = at
        while end < len(self.base.sequence) and not 0 < heading_level(self._paragraph(end)) <= level:
            end += 1
        return range(start, end)

    def _is_replaced(self, block: range) -> bool:
        """Whether the other side inserted something behind what it kept before the block."""
        kept = (key for key in reversed(self.base.sequence[: block.start]) if key[1] in self.other.parts)
        sequence = self.other.sequence
        before = next(kept, None)
        at = sequence.index(before) + 1 if before else 0
        return at < len(sequence) and sequence[at][0] != "unit"
