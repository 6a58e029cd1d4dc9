"""What one side inserted in a list, table or section that the other side deleted: a conflict.

Its words would be left without what they belong to: an item without its list, a sentence under another heading.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

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
    finder = _DeletedBlocks(base, other)
    for last, run in _insertions(side):
        paragraphs = [side.document.paragraphs[key[1]] for key in run]
        inside = list(takewhile(lambda each: not heading_level(each), paragraphs))
        at = base.sequence.index(last) + 1
        deleted = finder.around(at, inside[0]) if inside else range(0)
        keys = base.sequence[deleted.start : deleted.stop]
        if not keys or any(merged[key] != () for key in keys) or not all(key[1] in side.parts for key in keys):
            continue
        above, below = keys[: at - deleted.start], keys[at - deleted.start :]
        wording = source_of([*_paragraphs(side, above), *inside, *_paragraphs(side, below)])
        before = source_of(_paragraphs(base, keys))
        ours, theirs = (wording, "") if side.name == "ours" else ("", wording)
        merged.update(dict.fromkeys((*keys, *run[: len(inside)]), ()))
        merged[last] = MergeConflict(before, ours, theirs, lead=base.parts[keys[0][1]][0].lead)


def _paragraphs(version: MergeVersion, keys: Sequence[UnitKey]) -> list[Paragraph]:
    return [each for key in keys for each in version.parts[key[1]]]


def _insertions(side: MergeVersion) -> Iterator[tuple[UnitKey, list[UnitKey]]]:
    """Each run of insertions of a side, with the unit behind which it is."""
    last: UnitKey | None = None
    run: list[UnitKey] = []
    for key in side.sequence:
        if key[0] != "unit":
            run.append(key)
            continue
        if last and run:
            yield last, run
        last, run = key, []
    if last and run:
        yield last, run


@dataclass(frozen=True, slots=True)
class _DeletedBlocks:
    """Finds the blocks of the base that the other side deleted without putting anything in their place."""

    base: MergeVersion
    other: MergeVersion

    def around(self, at: int, inserted: Paragraph) -> range:
        """The positions of the list, table or section into which something is inserted before position `at`; none if the
        other side has some of it, or something in its place."""
        block = self._list_or_table(at, inserted) or self._section(at)
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

    def _section(self, at: int) -> range:
        """From the heading above to before the next one of its level."""
        start = next((each for each in range(at - 1, -1, -1) if heading_level(self._paragraph(each))), None)
        if start is None:
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
