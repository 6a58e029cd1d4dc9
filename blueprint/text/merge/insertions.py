"""Insertions of both sides at the same position."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile

from blueprint.text.document.forms import canonical
from blueprint.text.document.model import ParagraphKind
from blueprint.text.merge.inserted_blocks import InsertedBlocks, InsertedPassage
from blueprint.text.merge.model import MergeConflict
from blueprint.text.merge.resolve import MergedUnit
from blueprint.text.merge.units import UnitKey

OPENING_KINDS = frozenset({ParagraphKind.HTML, ParagraphKind.BREAK})


def interleave(
    ours: Sequence[UnitKey],
    theirs: Sequence[UnitKey],
    merged: dict[UnitKey, MergedUnit],
    after: InsertedPassage | None,
    *,
    theirs_first: bool = False,
) -> list[UnitKey]:
    """Both sides' keys at one position, with what both inserted once: the paragraphs with which both begin, and blocks
    behind them (see `inserted_blocks`).

    Blocks of one paragraph that are only similar become a conflict in `merged`. Between blocks that both have, what
    continues the paragraph before it comes first (see `InsertedBlocks.stages`); `after` is the one before all, or None if
    the insertions do not continue anything.
    """
    left, right = inserted(ours, merged), inserted(theirs, merged)
    common = _common_beginning(left, right)
    if after and common:
        after = left[common - 1]
    own, other = InsertedBlocks(left[common:], ours[common:]), InsertedBlocks(right[common:], theirs[common:])
    keys = [*ours[:common]]
    start_own = start_other = 0
    for at_own, at_other in _in_both(own, other):
        keys += _in_stages(own, range(start_own, at_own), other, range(start_other, at_other), after, theirs_first)
        _note_difference(own, at_own, other, at_other, merged)
        keys += own.keys_of(at_own)
        start_own, start_other = at_own + 1, at_other + 1
        after = after and own.passages[own.bounds[at_own][-1]]
    ends = range(start_own, len(own.bounds)), range(start_other, len(other.bounds))
    return keys + _in_stages(own, ends[0], other, ends[1], after, theirs_first)


def have_common(ours: Sequence[UnitKey], theirs: Sequence[UnitKey], merged: Mapping[UnitKey, MergedUnit]) -> bool:
    """Whether both sides inserted something that is kept once, or is an alternative to the other."""
    left, right = inserted(ours, merged), inserted(theirs, merged)
    blocks = InsertedBlocks(left, ours), InsertedBlocks(right, theirs)
    return bool(_common_beginning(left, right)) or any(_in_both(*blocks))


def inserted(keys: Sequence[UnitKey], merged: Mapping[UnitKey, MergedUnit]) -> list[InsertedPassage]:
    """What is inserted by some keys. Moved units are no insertions, and have no text."""
    units = [merged[key] for key in keys]
    paragraphs = [None if isinstance(unit, MergeConflict) or not unit else unit[0] for unit in units]
    texts = [each.text if each and key[0] != "unit" else "" for key, each in zip(keys, paragraphs, strict=True)]
    return [
        InsertedPassage(text, each.kind, below, each.level, each.head) if each else InsertedPassage()
        for text, each, below in zip(texts, paragraphs, [*texts, ""][1:], strict=True)
    ]


def _common_beginning(ours: Sequence[InsertedPassage], theirs: Sequence[InsertedPassage]) -> int:
    """With how many equal paragraphs both begin, without the tag or rule that only opens what follows."""
    pairs = zip(ours, theirs, strict=False)
    common = sum(1 for _ in takewhile(lambda pair: pair[0].text and pair[0].identity == pair[1].identity, pairs))
    while 0 < common < max(len(ours), len(theirs)) and ours[common - 1].kind in OPENING_KINDS:
        common -= 1
    return common


def _in_both(ours: InsertedBlocks, theirs: InsertedBlocks) -> Iterator[tuple[int, int]]:
    """The indexes of blocks that are equal or similar, in the order of both sides."""
    first = 0
    for at in range(len(ours.bounds)):
        counterpart = theirs.counterpart(ours, at, first)
        if counterpart is not None:
            yield at, counterpart
            first = counterpart + 1


def _in_stages(
    ours: InsertedBlocks,
    our_indexes: range,
    theirs: InsertedBlocks,
    their_indexes: range,
    after: InsertedPassage | None,
    theirs_first: bool,
) -> list[UnitKey]:
    """The keys of blocks that only one side has, by their stages; a block of theirs that ours has elsewhere is left out."""
    own = set(ours.identities)
    mine = [(stage, ours.keys_of(at)) for at, stage in zip(our_indexes, ours.stages(our_indexes, after), strict=True)]
    others = [
        (stage, theirs.keys_of(at))
        for at, stage in zip(their_indexes, theirs.stages(their_indexes, after), strict=True)
        if not theirs.identities[at] or theirs.identities[at] not in own
    ]
    both = others + mine if theirs_first else mine + others
    return [key for _, keys in sorted(both, key=lambda each: each[0]) for key in keys]


def _note_difference(
    ours: InsertedBlocks, at_ours: int, theirs: InsertedBlocks, at_theirs: int, merged: dict[UnitKey, MergedUnit]
) -> None:
    """Make a conflict of two alternatives."""
    own, other = ours.passages[ours.bounds[at_ours][0]], theirs.passages[theirs.bounds[at_theirs][0]]
    if ours.identities[at_ours] != theirs.identities[at_theirs] and canonical(own.text) != canonical(other.text):
        [key] = ours.keys_of(at_ours)
        merged[key] = MergeConflict("", own.text, other.text, lead_of(merged[key]))


def lead_of(unit: MergedUnit) -> str:
    """The lead of a merged unit; "" if it is deleted."""
    if isinstance(unit, MergeConflict):
        return unit.lead
    return unit[0].lead if unit else ""
