"""The splits and joins of an alignment, beside its one-to-one matching."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product

from blueprint.text.diff.candidates import gap_candidates
from blueprint.text.diff.features import Features
from blueprint.text.diff.matching import Matching
from blueprint.text.diff.splits.search import Groups, find_distant_parts, find_groups, is_part
from blueprint.text.diff.splits.verbatim import find_verbatim_parts
from blueprint.text.diff.subsequences import lcs_length

KNOWN_CONFIDENCE = 0.95
"""The confidence of links that were known beforehand."""
VERBATIM_CONFIDENCE = 0.95
"""The least confidence of splits and joins whose parts are nearly verbatim."""


class SplitsAndJoins:
    """The groups found so far. Their parts are marked as matched in the matching."""

    def __init__(self, old: Sequence[Features], new: Sequence[Features], matching: Matching) -> None:
        self._old, self._new, self._matching = old, new, matching
        self._splits: Groups = {}
        self._joins: Groups = {}

    def add_known(self, old: tuple[int, ...], new: tuple[int, ...]) -> None:
        """Add a known link, without the parts that now share hardly a word with the whole."""
        matching = self._matching
        matching.match(old[0], new[0], KNOWN_CONFIDENCE)
        if split_parts := [at for at in new[1:] if is_part(self._new[at], self._old[old[0]])]:
            self._add_split(old[0], sorted((new[0], *split_parts)))
        if joined_parts := [at for at in old[1:] if is_part(self._old[at], self._new[new[0]])]:
            self._add_join(new[0], sorted((old[0], *joined_parts)))

    def find_verbatim(self) -> None:
        """Look for unmatched paragraphs that became several of the same gap, or came from several, nearly verbatim."""
        for gap in list(self._matching.gaps()):
            if min(len(gap.old), len(gap.new)) == 1 < max(len(gap.old), len(gap.new)):
                self._find_verbatim_in(list(product(gap.old, gap.new)))
            elif len(gap.old) * len(gap.new) > 1:
                self._find_verbatim_in(list(gap_candidates(gap)))

    def _find_verbatim_in(self, pairs: Sequence[tuple[int, int]]) -> None:
        """As `find_verbatim`, among (old, new) candidates of one gap."""
        matching = self._matching
        for at, others in _by_first(pairs).items():
            free = [each for each in others if matching.is_free(at, each)]
            if parts := find_verbatim_parts(self._old[at], self._new, free):
                matching.match(at, parts[0], VERBATIM_CONFIDENCE)
                self._add_split(at, parts)
        for at, others in _by_first((new, old) for old, new in pairs).items():
            free = [each for each in others if matching.is_free(each, at)]
            if parts := find_verbatim_parts(self._new[at], self._old, free):
                matching.match(parts[0], at, VERBATIM_CONFIDENCE)
                self._add_join(at, parts)

    def find(self) -> None:
        """Look for splits, then for joins, around matches that are in neither."""
        matching = self._matching
        for at, parts in find_groups(self._old, self._new, self._ungrouped_new_of(), matching.old_of).items():
            self._add_split(at, parts)
        for at, parts in find_groups(self._new, self._old, self._ungrouped_old_of(), matching.new_of).items():
            self._add_join(at, parts)

    def find_distant(self, candidates: Sequence[tuple[int, int]]) -> None:
        """Look for parts that are not beside the other parts, among (old, new) candidates."""
        matching = self._matching
        parts = self._parts(self._ungrouped_new_of(), self._splits)
        for at, part in find_distant_parts(self._old, self._new, parts, matching.old_of, candidates):
            parts[at] = sorted((*parts[at], part))
            self._add_split(at, parts[at])
        parts = self._parts(self._ungrouped_old_of(), self._joins)
        reverse = [(new, old) for old, new in candidates]
        for at, part in find_distant_parts(self._new, self._old, parts, matching.new_of, reverse):
            parts[at] = sorted((*parts[at], part))
            self._add_join(at, parts[at])

    def _parts(self, partners: Sequence[int], groups: Groups) -> list[list[int]]:
        """For each whole its parts, or the one match of those that may have others."""
        return [groups.get(at, [partner] if partner >= 0 else []) for at, partner in enumerate(partners)]

    def _add_split(self, at: int, parts: list[int]) -> None:
        self._splits[at] = parts
        for part in parts:
            self._matching.old_of[part] = at

    def _add_join(self, at: int, parts: list[int]) -> None:
        self._joins[at] = parts
        for part in parts:
            self._matching.new_of[part] = at

    def _ungrouped_new_of(self) -> list[int]:
        joined = {part for parts in self._joins.values() for part in parts}
        return [-1 if at in joined or at in self._splits else to for at, to in enumerate(self._matching.new_of)]

    def _ungrouped_old_of(self) -> list[int]:
        split = {part for parts in self._splits.values() for part in parts}
        return [-1 if at in split or at in self._joins else to for at, to in enumerate(self._matching.old_of)]

    def links(self) -> Iterator[tuple[tuple[int, ...], tuple[int, ...], float]]:
        """Every match, split and join as (old, new, confidence), in no particular order."""
        confidence = self._matching.confidence
        joined = {part for parts in self._joins.values() for part in parts}
        for new, parts in self._joins.items():
            known = max(confidence.get(part, 0.0) for part in parts)
            yield tuple(parts), (new,), max(known, _kept([self._old[at] for at in parts], self._new[new]))
        for old, new in enumerate(self._matching.new_of):
            if new < 0 or old in joined:
                continue
            if old in self._splits:
                kept = _kept([self._new[at] for at in self._splits[old]], self._old[old])
                yield (old,), tuple(self._splits[old]), max(confidence[old], kept)
            else:
                yield (old,), (new,), confidence[old]


def _kept(parts: Sequence[Features], whole: Features) -> float:
    """The share of words that the parts and the whole have in common, in order: 1 for parts that are verbatim."""
    codes = "".join(part.codes for part in parts)
    return round(2 * lcs_length(codes, whole.codes) / max(1, len(codes) + len(whole.codes)), 3)


def _by_first(pairs: Iterable[tuple[int, int]]) -> Mapping[int, list[int]]:
    """The second indexes of the pairs by their first."""
    seconds: dict[int, list[int]] = defaultdict(list)
    for first, second in pairs:
        seconds[first].append(second)
    return seconds
