"""Search the whole new text for quoted words that are no longer in their paragraph.

A comment on other words is worse than one whose words are said to be gone, so each rule requires more than a match: the
words occur once in both texts; or runs of them do, and those close together are half of the quotation; or nearly the
same words are in an inserted paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from rapidfuzz import fuzz

from blueprint.text.anchors.candidate import MIN_KEPT, QuoteCandidate, is_whole_words, kept_confidence, kept_share
from blueprint.text.anchors.model import TextQuote
from blueprint.text.diff.model import Comparison
from blueprint.text.document.words import count_words, segment

MIN_WORDS = 4
"""So many words in a row, if they occur once in both texts, are the same words."""
MIN_WORDS_REPEATED = 8
"""So many words, if they occurred several times and now once, are the same words: a repetition was removed."""
MIN_WORDS_SIMILAR = 8
MIN_SIMILARITY = 80.0
"""Of 100, for similar words in an inserted paragraph."""
WHOLE_CONFIDENCE, RUNS_CONFIDENCE, LIKE_CONFIDENCE = 0.97, 0.95, 0.5
"""How often the whole quotation, runs of its words, and like words are found rightly."""
MAX_STRETCH = 3
"""A cluster of runs may be so many times as long as the quotation: words were inserted between."""
MAX_LENGTH = 600
"""Characters; a longer quotation is only searched as a whole."""
WHOLE_ELSEWHERE = "same words elsewhere"
"""The method by which all quoted words are found."""
ADDRESS = re.compile(r"\w+://\S+")
"""Words of addresses are not searched: many links share them."""


@dataclass(frozen=True, slots=True)
class SearchScope:
    """An old and a new text; the new one starts at `offset` in its source.

    `likely` is the part of the new text in which moved words must be: a smaller text to search first.
    """

    old: str
    new: str
    offset: int
    likely: str

    def unique(self, text: str) -> int:
        """Where a text is in the new source if it occurs once in each text; else -1."""
        at = self.unique_in_new(text)
        return at if at >= 0 and self.old.count(text) == 1 else -1

    def unique_in_new(self, text: str) -> int:
        """Where a text is in the new source if it occurs once there; else -1."""
        at = self.new.find(text)
        return self.offset + at if at >= 0 and self.new.find(text, at + 1) < 0 else -1


def find_elsewhere(text_quote: TextQuote, comparison: Comparison) -> QuoteCandidate | None:
    """Find quoted words anywhere in the new text; None if nothing is certain enough."""
    exact = text_quote.exact.strip()
    segments = segment(exact, comparison.language)
    words = count_words(segments)
    if words < MIN_WORDS:
        return None
    scope = SearchScope(comparison.old.source, comparison.new.source, 0, comparison.text_with_new_words)
    found = _find_whole(exact, scope, repeated=words >= MIN_WORDS_REPEATED)
    if not found and len(exact) <= MAX_LENGTH:
        found = find_word_runs(exact, segments, scope, MIN_WORDS)
        found = found or (_find_similar(exact, segments, comparison) if words >= MIN_WORDS_SIMILAR else None)
    return found


def _find_whole(exact: str, scope: SearchScope, *, repeated: bool) -> QuoteCandidate | None:
    start = scope.unique_in_new(exact) if repeated else scope.unique(exact)
    if start < 0 or not is_whole_words(scope.new, start, start + len(exact), exact):
        return None
    return QuoteCandidate(start, start + len(exact), WHOLE_ELSEWHERE, WHOLE_CONFIDENCE, moved=True)


@dataclass(frozen=True, slots=True)
class _WordRun:
    """Some words of the quotation (`start` to `end` in it) that are at `target` in the new source."""

    start: int
    end: int
    target: int


def find_word_runs(exact: str, segments: Sequence[str], scope: SearchScope, min_words: int) -> QuoteCandidate | None:
    """Find runs of at least `min_words` words that are unique in both texts, if a cluster of them is half of the
    quotation.

    `segments` is the quotation segmented into words.
    """
    runs = sorted(_word_runs(exact, segments, scope, min_words), key=lambda run: run.target)
    best, best_share = [], 0.0
    for cluster in _clusters(runs, MAX_STRETCH * len(exact)):
        share = kept_share([exact[run.start : run.end] for run in cluster], exact)
        if share > best_share:
            best, best_share = cluster, share
    if best_share < MIN_KEPT:
        return None
    end = best[-1].target + best[-1].end - best[-1].start
    confidence = RUNS_CONFIDENCE * kept_confidence(best_share)
    return QuoteCandidate(best[0].target, end, "runs of words elsewhere", confidence, moved=True)


def _word_runs(exact: str, segments: Sequence[str], scope: SearchScope, min_words: int) -> Iterator[_WordRun]:
    """The longest runs of words of which every `min_words` in a row are unique in both texts."""
    run: _WordRun | None = None
    addresses = [match.span() for match in ADDRESS.finditer(exact)]
    for start, end in _windows(segments, min_words):
        if any(low < end and start < high for low, high in addresses):
            continue
        target = scope.unique(exact[start:end]) if exact[start:end] in scope.likely else -1
        if run and target >= 0 and start < run.end and target - start == run.target - run.start:
            run = _WordRun(run.start, end, run.target)
            continue
        if run:
            yield run
        run = _WordRun(start, end, target) if target >= 0 else None
    if run:
        yield run


def _windows(segments: Sequence[str], size: int) -> Iterator[tuple[int, int]]:
    """Start and end of each `size` words in a row."""
    ends = list(accumulate(map(len, segments)))
    words = [(end - len(word), end) for word, end in zip(segments, ends, strict=True) if word[0].isalnum()]
    for first, last in zip(words, words[size - 1 :], strict=False):
        yield first[0], last[1]


def _clusters(runs: Sequence[_WordRun], max_length: int) -> Iterator[list[_WordRun]]:
    """Groups of runs that are in the quotation's order, no longer than a maximum in the new source."""
    cluster: list[_WordRun] = []
    for run in runs:
        if cluster and (run.start < cluster[-1].end or run.target - cluster[0].target > max_length):
            yield cluster
            cluster = []
        cluster.append(run)
    if cluster:
        yield cluster


def _find_similar(exact: str, segments: Sequence[str], comparison: Comparison) -> QuoteCandidate | None:
    """Nearly the same words in an inserted paragraph.

    Paragraphs with less than half of the words are left out first, which is quicker than comparing their characters.
    """
    words = {word for word in segments if word[0].isalnum()}
    best = None
    for paragraph in comparison.inserted_paragraphs:
        has = paragraph.text.__contains__
        if len(paragraph.text) < len(exact) or sum(map(has, words)) < MIN_KEPT * len(words):
            continue
        found = fuzz.partial_ratio_alignment(exact, paragraph.text, score_cutoff=best[0] if best else MIN_SIMILARITY)
        if found is not None and (best is None or found.score > best[0]):
            best = found.score, paragraph.start + found.dest_start, paragraph.start + found.dest_end
    if best is None:
        return None
    return QuoteCandidate(best[1], best[2], "like words elsewhere", LIKE_CONFIDENCE * best[0] / 100, moved=True)
