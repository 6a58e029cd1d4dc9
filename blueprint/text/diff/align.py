"""Align two documents: which old paragraphs became which new ones, in stages.

1. Equal but for white space: first what is unique on both sides, then neighbours of matches, then the rest in order.
2. Equal but for markup and numbering, likewise.
3. Similar (see `fuzzy`): the certain matches within gaps; the sure ones at any distance; splits and joins; the other
   matches; splits and joins again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import attrgetter

from blueprint.text.diff.exact import match_equal, match_remaining_equal
from blueprint.text.diff.features import Features
from blueprint.text.diff.fuzzy import FuzzyMatcher
from blueprint.text.diff.groups import SplitsAndJoins
from blueprint.text.diff.matching import Matching
from blueprint.text.diff.subsequences import weighted_increasing_subsequence

ONE_SPACE: Callable[[Features], str] = attrgetter("one_space")
PLAIN: Callable[[Features], str] = attrgetter("plain")
REFORMATTED_CONFIDENCE = 0.98
DISTINCTIVE_PLAIN = 40
"""Fewer characters, equal but for markup, do not identify a paragraph outside its place in the order."""
DISTINCTIVE = 12
"""Fewer characters that occur several times do not identify a paragraph outside its place in the order."""


@dataclass(frozen=True, slots=True)
class Link:
    """Old paragraphs that became new ones: one to one, one to several (split) or several to one (joined)."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    confidence: float
    moved: bool


KnownLink = tuple[tuple[int, ...], tuple[int, ...]]
"""Old paragraphs that are known to have become new ones: one to one, one to several or several to one."""


def align(old: Sequence[Features], new: Sequence[Features], known: Sequence[KnownLink] = ()) -> list[Link]:
    """Link old paragraphs to new ones, in old order. A paragraph in no link was deleted or inserted."""
    matching = Matching(len(old), len(new), [len(each.paragraph.text) + 1 for each in old])
    groups = SplitsAndJoins(old, new, matching)
    for link in known:
        groups.add_known(*link)
    _match_equal(old, new, matching)
    fuzzy = FuzzyMatcher(old, new, matching)
    fuzzy.match_certain()
    fuzzy.match(sure=True)
    groups.find()
    fuzzy.match(sure=False)
    groups.find()
    groups.find_distant(fuzzy.distant_candidates)
    return _links(groups, old)


def _match_equal(old: Sequence[Features], new: Sequence[Features], matching: Matching) -> None:
    left, right = [each.paragraph.text for each in old], [each.paragraph.text for each in new]
    match_equal(left, right, matching)
    match_equal(_keys(old, matching.new_of, ONE_SPACE), _keys(new, matching.old_of, ONE_SPACE), matching)
    plain = _keys(old, matching.new_of, PLAIN), _keys(new, matching.old_of, PLAIN)
    match_equal(*plain, matching, REFORMATTED_CONFIDENCE, DISTINCTIVE_PLAIN)
    match_remaining_equal([_distinctive(key) for key in left], [_distinctive(key) for key in right], matching)


def _keys(features: Sequence[Features], partners: Sequence[int], key: Callable[[Features], str]) -> list[str | None]:
    """The keys of unmatched paragraphs; None for matched ones, and for an empty key."""
    return [(key(each) or None) if partner < 0 else None for each, partner in zip(features, partners, strict=True)]


def _distinctive(key: str) -> str | None:
    return key if len(key) >= DISTINCTIVE else None


def _links(groups: SplitsAndJoins, old: Sequence[Features]) -> list[Link]:
    """All links in old order. Those outside the heaviest set that keeps its order were moved."""
    links = sorted(groups.links())
    weights = [sum(len(old[at].paragraph.text) for at in link[0]) + 1 for link in links]
    positions = [(new[0], weight) for (_, new, _), weight in zip(links, weights, strict=True)]
    in_order = set(weighted_increasing_subsequence(positions))
    return [Link(*link, moved=at not in in_order) for at, link in enumerate(links)]
