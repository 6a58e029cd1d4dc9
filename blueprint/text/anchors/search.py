"""Searching: quoted words looked for in the whole new text, when the paragraph they stood in no longer has them.

Guarded at every step, because a comment on other words is worse than one that says its words are gone: the words occur
once in both texts; or runs of them do, and what stands close together holds half of the quotation; or nearly the same words
stand in a paragraph that is new.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from rapidfuzz import fuzz

from blueprint.text.anchors.candidate import ENOUGH, Landing, share, whole_words
from blueprint.text.anchors.model import Place
from blueprint.text.diff.model import ChangeKind, Comparison
from blueprint.text.document.words import segment

FEWEST_EXACT = 4
"""Words in a row that, where they occur once in both texts, are the same words."""
FEWEST_DOUBLED = 8
"""So many words that stood several times and stand once now are the same words: a doubled passage was cleared up."""
FEWEST_ALIKE = 8
ALIKE = 80.0
REACH = 3
"""How many times as long as the quotation what stands close together may be: words were put between."""
ADDRESS = re.compile(r"\w+://\S+")
"""Its parts are in many links; they tell nothing."""
LONGEST = 600
"""Characters; of a longer quotation only the whole is looked for."""


@dataclass(frozen=True, slots=True)
class Scope:
    """An old and a new text to look in; the new one starts at `offset` in its source.

    `likely` is the part of the new one that what has left its place can only be in: a small text to look through first.
    """

    old: str
    new: str
    offset: int
    likely: str

    def once(self, text: str) -> int:
        """Where a text stands in the new one, if it stands once in each of both; else -1."""
        at = self.once_now(text)
        return at if at >= 0 and self.old.count(text) == 1 else -1

    def once_now(self, text: str) -> int:
        """Where a text stands in the new one, if it stands there once, however often in the old one; else -1."""
        at = self.new.find(text)
        return self.offset + at if at >= 0 and self.new.find(text, at + 1) < 0 else -1


def elsewhere(place: Place, comparison: Comparison) -> Landing | None:
    """Where the words of a place stand in the new text, wherever that is; None when nothing is certain enough."""
    exact = place.exact.strip()
    pieces = segment(exact, comparison.language)
    count = sum(1 for word in pieces if word[0].isalnum())
    if count < FEWEST_EXACT:
        return None
    scope = Scope(comparison.old.source, comparison.new.source, 0, comparison.text_with_new_words)
    found = _whole(exact, scope, doubled=count >= FEWEST_DOUBLED)
    if not found and len(exact) <= LONGEST:
        found = in_runs(exact, pieces, scope, FEWEST_EXACT)
        found = found or (_alike(exact, comparison) if count >= FEWEST_ALIKE else None)
    return found


def _whole(exact: str, scope: Scope, *, doubled: bool) -> Landing | None:
    start = scope.once_now(exact) if doubled else scope.once(exact)
    if start < 0 or not whole_words(scope.new, start, start + len(exact), exact):
        return None
    return Landing(start, start + len(exact), "same words elsewhere", 0.8, moved=True)


@dataclass(frozen=True, slots=True)
class _Run:
    """Some of the quotation's words (`start` to `end` in it) that stand at `there` in the new source."""

    start: int
    end: int
    there: int


def in_runs(exact: str, pieces: Sequence[str], scope: Scope, fewest: int) -> Landing | None:
    """The runs of at least `fewest` words that stand once in both texts, if those close together hold half of a quotation.

    `pieces` is the quotation cut into words.
    """
    best, kept = [], 0.0
    for together in _clusters(
        sorted(_runs(exact, pieces, scope, fewest), key=lambda run: run.there), REACH * len(exact)
    ):
        held = share([exact[run.start : run.end] for run in together], exact)
        if held > kept:
            best, kept = together, held
    if kept < ENOUGH:
        return None
    end = best[-1].there + best[-1].end - best[-1].start
    return Landing(best[0].there, end, "runs of words elsewhere", round(0.7 * kept, 3), moved=True)


def _runs(exact: str, pieces: Sequence[str], scope: Scope, fewest: int) -> Iterator[_Run]:
    """The longest runs of the quotation's words of which every few in a row stand once in both texts."""
    held: _Run | None = None
    addresses = [match.span() for match in ADDRESS.finditer(exact)]
    for start, end in _windows(pieces, fewest):
        if any(low < end and start < high for low, high in addresses):
            continue
        there = scope.once(exact[start:end]) if exact[start:end] in scope.likely else -1
        if held and there >= 0 and start < held.end and there - start == held.there - held.start:
            held = _Run(held.start, end, held.there)
            continue
        if held:
            yield held
        held = _Run(start, end, there) if there >= 0 else None
    if held:
        yield held


def _windows(pieces: Sequence[str], fewest: int) -> Iterator[tuple[int, int]]:
    """Where each few words in a row start and end."""
    ends = list(accumulate(map(len, pieces)))
    words = [(end - len(word), end) for word, end in zip(pieces, ends, strict=True) if word[0].isalnum()]
    for first, last in zip(words, words[fewest - 1 :], strict=False):
        yield first[0], last[1]


def _clusters(runs: Sequence[_Run], reach: int) -> Iterator[list[_Run]]:
    """The runs, in groups that stand in the quotation's order within reach of each other."""
    group: list[_Run] = []
    for run in runs:
        if group and (run.start < group[-1].end or run.there - group[0].there > reach):
            yield group
            group = []
        group.append(run)
    if group:
        yield group


def _alike(exact: str, comparison: Comparison) -> Landing | None:
    best = None
    for change in comparison.changes:
        if change.kind is not ChangeKind.INSERTED:
            continue
        paragraph = comparison.new.paragraphs[change.new[0]]
        if len(paragraph.text) < len(exact):
            continue
        found = fuzz.partial_ratio_alignment(exact, paragraph.text, score_cutoff=best[0] if best else ALIKE)
        if found is not None and (best is None or found.score > best[0]):
            best = found.score, paragraph.start + found.dest_start, paragraph.start + found.dest_end
    return Landing(best[1], best[2], "like words elsewhere", round(best[0] / 200, 3), moved=True) if best else None
