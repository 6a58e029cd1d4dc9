"""The order of merged units and inserted paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import chain

from blueprint.text.merge.deleted_blocks import conflict_about_deleted_blocks
from blueprint.text.merge.inserted_blocks import InsertedPassage, heading_level
from blueprint.text.merge.insertions import have_common, interleave, lead_of
from blueprint.text.merge.model import MergeConflict
from blueprint.text.merge.moved_blocks import leading_units
from blueprint.text.merge.resolve import MergedUnit, source_of
from blueprint.text.merge.units import START, MergeVersion, MergeVersions, UnitKey

Followers = dict[UnitKey, list[UnitKey]]
"""By the key of an unmoved unit, or START, the keys that come between it and the next one; by that of a unit that the other
side moved, those that go with it."""


def order_units(versions: MergeVersions, merged: dict[UnitKey, MergedUnit]) -> list[UnitKey]:
    """The keys of everything merged, in the order of the merged text.

    Units that neither side moved keep the order of the base. What a side inserted or moved follows the unit that it
    follows in that side; for a unit that both sides moved, the position in ours counts. What is inserted in a list or
    section that the other side moved, and is no section of its own, goes with it (see `moved_blocks`). Insertions of both
    sides at one position: equal ones are kept once; nearly equal ones, and different replacements of what both deleted,
    become a conflict (`merged` is updated); the others come one after the other.
    """
    base, ours, theirs = versions
    moved = ours.moved | theirs.moved
    apart = {key for key, unit in merged.items() if key[0] != "unit" and _begins_section(unit)}
    after_ours = _followers(ours, base, moved, ours.moved, apart, leading_units(base, theirs))
    after_theirs = _followers(theirs, base, moved, theirs.moved - ours.moved, apart, leading_units(base, ours))
    for side, other in ((ours, theirs), (theirs, ours)):
        conflict_about_deleted_blocks(base, side, other, merged)
    unmoved = [START, *(key for key in base.sequence if key[1] not in moved)]
    for last, deleted in _deleted_by_both(unmoved, ours, theirs).items():
        _merge_replacements(deleted, after_ours.get(last, []), after_theirs.get(last, []), base, merged)
    return list(
        chain.from_iterable(_with_followers(key, after_ours, after_theirs, merged, ours, theirs) for key in unmoved)
    )


def _begins_section(unit: MergedUnit) -> bool:
    passage = _last_passage(unit)
    return passage is not None and heading_level(passage) > 0


def _followers(
    side: MergeVersion,
    base: MergeVersion,
    moved: frozenset[int],
    positioned: frozenset[int],
    apart: Set[UnitKey],
    leading: Set[UnitKey],
) -> Followers:
    """The side's insertions, and the moved units that are `positioned` by this side, by the unit they follow.

    What follows or replaces a unit that the side deleted counts as following that unit. Insertions that are not `apart` go
    with the `leading` unit that the other side moved.
    """
    followers: Followers = {}
    deleted = _deleted_after(side, base, moved)
    unmoved = previous = deleted.get(START, START)
    for key in side.sequence:
        if key[0] == "unit" and key[1] not in moved:
            unmoved = previous = deleted.get(key, key)
        elif key[0] == "unit" and key[1] not in positioned:
            previous = key if key in leading else unmoved
        else:
            if key[0] == "unit" or key in apart:
                previous = unmoved
            followers.setdefault(previous, []).append(key)
    return followers


def _deleted_after(side: MergeVersion, base: MergeVersion, moved: frozenset[int]) -> dict[UnitKey, UnitKey]:
    """By unmoved unit, the last of the units directly after it that the side deleted."""
    last_deleted: dict[UnitKey, UnitKey] = {}
    previous = START
    for key in base.sequence:
        if key[1] in moved:
            continue
        if key[1] in side.parts:
            previous = key
        else:
            last_deleted[previous] = key
    return last_deleted


def _deleted_by_both(
    unmoved: Sequence[UnitKey], ours: MergeVersion, theirs: MergeVersion
) -> dict[UnitKey, list[UnitKey]]:
    """The runs of units that both sides deleted, by their last unit."""
    runs: dict[UnitKey, list[UnitKey]] = {}
    run: list[UnitKey] = []
    for key in unmoved:
        if key != START and key[1] not in ours.parts and key[1] not in theirs.parts:
            run.append(key)
            continue
        if run:
            runs[run[-1]] = run
        run = []
    return runs | ({run[-1]: run} if run else {})


def _merge_replacements(
    deleted: Sequence[UnitKey],
    ours: Sequence[UnitKey],
    theirs: Sequence[UnitKey],
    base: MergeVersion,
    merged: dict[UnitKey, MergedUnit],
) -> None:
    """Make one conflict of both sides' replacements for the same units, if they have no paragraph in common."""
    if not ours or not theirs or any(key[0] == "unit" for key in (*ours, *theirs)):
        return
    if have_common(ours, theirs, merged):
        return
    before = source_of([paragraph for key in deleted for paragraph in base.parts[key[1]]])
    conflict = MergeConflict(before, _source(ours, merged), _source(theirs, merged), lead_of(merged[ours[0]]))
    merged.update(dict.fromkeys((*ours, *theirs), ()))
    merged[ours[0]] = conflict


def _source(keys: Sequence[UnitKey], merged: Mapping[UnitKey, MergedUnit]) -> str:
    """The source of inserted paragraphs with the leads between them."""
    units = [merged[key] for key in keys]
    return source_of([paragraph for unit in units if not isinstance(unit, MergeConflict) for paragraph in unit])


def _with_followers(
    key: UnitKey,
    after_ours: Followers,
    after_theirs: Followers,
    merged: dict[UnitKey, MergedUnit],
    ours: MergeVersion,
    theirs: MergeVersion,
) -> Iterator[UnitKey]:
    """A unit and what follows it. What one side replaced it by comes before what the other side inserted after it."""
    if key != START:
        yield key
    inserted_by = after_ours.get(key, []), after_theirs.get(key, [])
    kept = [key != START and key[1] in side.parts for side in (ours, theirs)]
    after = _last_passage(merged[key]) if all(kept) else None
    for follower in interleave(*inserted_by, merged, after, theirs_first=kept == [True, False]):
        if follower[0] == "unit":
            yield from _with_followers(follower, after_ours, after_theirs, merged, ours, theirs)
        else:
            yield follower


def _last_passage(unit: MergedUnit) -> InsertedPassage | None:
    """What is last of a unit; None for a conflict, and a unit that is deleted."""
    if isinstance(unit, MergeConflict) or not unit:
        return None
    return InsertedPassage(unit[-1].text, unit[-1].kind, "", unit[-1].level, unit[-1].head)
