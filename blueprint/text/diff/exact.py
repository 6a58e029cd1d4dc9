"""Equality: the first stages of alignment, which pair paragraphs whose keys are the same."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Sequence

from blueprint.text.diff.matching import Pairing

SURE, PROBABLE = 1.0, 0.9
Key = str | None
"""What a paragraph is known by; None when it is too little to be known by on its own."""


def pair_equal(old: Sequence[Key], new: Sequence[Key], pairing: Pairing, sure: float = SURE, telling: int = 0) -> None:
    """Pair free paragraphs with equal keys: first keys that occur once on each side, then neighbours, then in order.

    Keys shorter than `telling` characters pair neighbours and in order only: too little to be known by from afar.
    """
    if not _unique(old, new, pairing, sure, telling):
        return
    _neighbours(old, new, pairing, sure)
    for gap in list(pairing.gaps()):
        _in_order(old, new, gap.old, gap.new, pairing, PROBABLE * sure)


def pair_leftovers(old: Sequence[Key], new: Sequence[Key], pairing: Pairing) -> None:
    """Pair what is equal but far apart, in order, where several were equal and none stood in the right gap."""
    free_old = [at for at, partner in enumerate(pairing.forth) if partner < 0]
    free_new = [at for at, partner in enumerate(pairing.back) if partner < 0]
    _in_order(old, new, free_old, free_new, pairing, PROBABLE)


def _unique(old: Sequence[Key], new: Sequence[Key], pairing: Pairing, sure: float, telling: int) -> bool:
    """Pair what occurs once on each side; say whether there are other equal keys."""
    left, right = _once(old, pairing.forth), _once(new, pairing.back)
    more = False
    for key in left.keys() & right.keys():
        if left[key] >= 0 and right[key] >= 0 and len(key) >= telling:
            pairing.link(left[key], right[key], sure)
        else:
            more = True
    return more


def _once(keys: Sequence[Key], partners: Sequence[int]) -> dict[str, int]:
    """Where each free key stands; -1 for those that occur more than once."""
    places: dict[str, int] = {}
    for at, key in enumerate(keys):
        if key is not None and partners[at] < 0:
            places[key] = -1 if key in places else at
    return places


def _neighbours(old: Sequence[Key], new: Sequence[Key], pairing: Pairing, sure: float) -> None:
    for step, order in ((1, range(len(old))), (-1, range(len(old) - 1, -1, -1))):
        for at in order:
            partner = pairing.forth[at]
            left, right = at + step, partner + step
            if partner < 0 or not (0 <= left < len(old) and 0 <= right < len(new)):
                continue
            if old[left] is not None and old[left] == new[right] and pairing.free(left, right):
                pairing.link(left, right, sure)


def _in_order(
    old: Sequence[Key],
    new: Sequence[Key],
    left: Sequence[int],
    right: Sequence[int],
    pairing: Pairing,
    confidence: float,
) -> None:
    waiting: dict[str, deque[int]] = defaultdict(deque)
    for at in right:
        key = new[at]
        if key is not None and pairing.back[at] < 0:
            waiting[key].append(at)
    for at in left:
        key = old[at]
        if key is not None and pairing.forth[at] < 0 and waiting.get(key):
            pairing.link(at, waiting[key].popleft(), confidence)
