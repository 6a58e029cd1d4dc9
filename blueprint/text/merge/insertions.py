"""Insertions of both sides at the same position."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import takewhile

from blueprint.text.document.forms import canonical
from blueprint.text.document.model import ParagraphKind
from blueprint.text.merge.inserted_blocks import InsertedBlocks, InsertedPassage
from blueprint.text.merge.model import MergeConflict
from blueprint.text.merge.resolve import MergedUnit
from blueprint.text.merge.units import UnitKey

OPENING_KINDS = frozenset({ParagraphKind.HTML, ParagraphKind.BREAK})


def interleave(
    ours: Sequence[UnitKey], theirs: Sequence[UnitKey], merged: dict[UnitKey, MergedUnit], *, theirs_first: bool
) -> list[UnitKey]:
    """Both sides' keys at one position, with what both inserted once: the paragraphs with which both begin, and blocks
    behind them (see `inserted_blocks`).

    Blocks of one paragraph that are only similar become a conflict in `merged`.
    """
    common = _common_beginning(inserted(ours, merged), inserted(theirs, merged))
    rest = ours[common:], theirs[common:]
    left, right = (InsertedBlocks(inserted(keys, merged)) for keys in rest)
    own = set(left.identities)
    keys: list[UnitKey] = []
    next_theirs = 0
    for at, block in enumerate(left.bounds):
        counterpart = right.counterpart(left, at, next_theirs)
        if counterpart is not None:
            _note_difference(left, at, right, counterpart, rest[0][block.start], merged)
            keys += _others(rest[1], right, range(next_theirs, counterpart), own)
            next_theirs = counterpart + 1
        keys += rest[0][block.start : block.stop]
    remaining = list(_others(rest[1], right, range(next_theirs, len(right.bounds)), own))
    return [*ours[:common], *(remaining + keys if theirs_first else keys + remaining)]


def have_common(ours: Sequence[UnitKey], theirs: Sequence[UnitKey], merged: Mapping[UnitKey, MergedUnit]) -> bool:
    """Whether both sides inserted something that is kept once, or is an alternative to the other."""
    left, right = inserted(ours, merged), inserted(theirs, merged)
    if _common_beginning(left, right):
        return True
    blocks = InsertedBlocks(left), InsertedBlocks(right)
    return any(blocks[1].counterpart(blocks[0], at, 0) is not None for at in range(len(blocks[0].bounds)))


def inserted(keys: Sequence[UnitKey], merged: Mapping[UnitKey, MergedUnit]) -> list[InsertedPassage]:
    """What is inserted by some keys; moved units are no insertions."""
    units = [() if key[0] == "unit" else merged[key] for key in keys]
    paragraphs = [None if isinstance(unit, MergeConflict) or not unit else unit[0] for unit in units]
    below = [each.text if each else "" for each in (*paragraphs[1:], None)]
    return [
        InsertedPassage(each.text, each.kind, text, each.level, each.head) if each else InsertedPassage()
        for each, text in zip(paragraphs, below, strict=False)
    ]


def _common_beginning(ours: Sequence[InsertedPassage], theirs: Sequence[InsertedPassage]) -> int:
    """With how many equal paragraphs both begin, without the tag or rule that only opens what follows."""
    pairs = zip(ours, theirs, strict=False)
    common = sum(1 for _ in takewhile(lambda pair: pair[0].text and pair[0].identity == pair[1].identity, pairs))
    while 0 < common < max(len(ours), len(theirs)) and ours[common - 1].kind in OPENING_KINDS:
        common -= 1
    return common


def _others(
    keys: Sequence[UnitKey], blocks: InsertedBlocks, indexes: range, own: Set[tuple[tuple[str, str], ...]]
) -> Iterator[UnitKey]:
    """The keys of some blocks of theirs, without those that ours has too."""
    for at in indexes:
        if not blocks.identities[at] or blocks.identities[at] not in own:
            yield from (keys[each] for each in blocks.bounds[at])


def _note_difference(
    left: InsertedBlocks,
    at: int,
    right: InsertedBlocks,
    counterpart: int,
    key: UnitKey,
    merged: dict[UnitKey, MergedUnit],
) -> None:
    """Make a conflict of two alternatives."""
    if left.identities[at] != right.identities[counterpart]:
        ours, theirs = left.passages[left.bounds[at].start], right.passages[right.bounds[counterpart].start]
        if canonical(ours.text) != canonical(theirs.text):
            merged[key] = MergeConflict("", ours.text, theirs.text, lead_of(merged[key]))


def lead_of(unit: MergedUnit) -> str:
    """The lead of a merged unit; "" if it is deleted."""
    if isinstance(unit, MergeConflict):
        return unit.lead
    return unit[0].lead if unit else ""
