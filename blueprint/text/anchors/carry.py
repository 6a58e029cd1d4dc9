"""Carrying: finding the words of a place again in a newer revision, or saying that they are gone.

In order: the paragraph is unchanged; the words occur once in the paragraphs it became; the word map of the comparison keeps
at least half of them; they stand elsewhere (see `searching`). Otherwise they are gone: a place is never put on other words.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from blueprint.text.anchors.candidate import ENOUGH, Landing, Piece, reach, whole_words
from blueprint.text.anchors.model import Carried, Place, Status, quote
from blueprint.text.anchors.search import LONGEST, Scope, elsewhere, in_runs
from blueprint.text.anchors.word_map import followed
from blueprint.text.diff.model import Change, ChangeKind, Comparison
from blueprint.text.document.model import Document
from blueprint.text.document.words import segment
from blueprint.text.word_diff.operations import diff_runs

FEWEST_IN_RUN = 2
"""Words in a row that are no chance."""
MOVED = frozenset({ChangeKind.MOVED, ChangeKind.MOVED_EDITED})


def carry(place: Place, comparison: Comparison) -> Carried:
    """Find a place of the old revision in the new one, or say that its words are gone.

    The characters of the old source from `place.start` to `place.end` say which words are meant; white space around them
    that is in no paragraph is left out. Where they are now, `start` and `end` of what is given back count characters of the
    new source. ValueError when a place lies outside of the old one. `exact`, `prefix` and `suffix` are the text quote of the
    W3C's Web Annotation Data Model (4.2.4); the order of the rules is this module's, see docs/decisions/0003.
    """
    if not 0 <= place.start <= place.end <= len(comparison.old.source):
        raise ValueError("The place lies outside of the text.")
    pieces = list(_pieces(place, comparison.old))
    if pieces:
        place = quote(comparison.old.source, pieces[0].start, pieces[-1].end)
    landings = [(piece, _landing(piece, comparison)) for piece in pieces]
    landed = [(piece, landing) for piece, landing in landings if landing is not None]
    survived = sum(piece.end - piece.start for piece, _ in landed)
    if landed and survived >= ENOUGH * sum(piece.end - piece.start for piece in pieces):
        return _carried(place, [landing for _, landing in _together(landed)], comparison)
    found = elsewhere(place, comparison)
    return _carried(place, [found], comparison) if found else _gone(place, pieces, comparison)


def _pieces(place: Place, document: Document) -> Iterator[Piece]:
    paragraphs = document.paragraphs
    at = max(0, bisect_right(paragraphs, place.start, key=lambda paragraph: paragraph.start) - 1)
    while at < len(paragraphs) and paragraphs[at].start <= place.end:
        start, end = max(place.start, paragraphs[at].start), min(place.end, paragraphs[at].end)
        if start < end or (place.start == place.end and start == end):
            yield Piece(at, start, end)
        at += 1


def _landing(piece: Piece, comparison: Comparison) -> Landing | None:
    change = comparison.by_old[piece.paragraph]
    if not change.new:
        return None
    found = _in_same_text(piece, change, comparison) or _quoted(piece, change, comparison)
    found = found or _mapped(piece, change, comparison) or _turned(piece, change, comparison)
    return replace(found, moved=True) if found and change.kind in MOVED else found


def _in_same_text(piece: Piece, change: Change, comparison: Comparison) -> Landing | None:
    if len(change.words) != 1 or len(change.old) != len(change.new):
        return None
    shift = comparison.new.paragraphs[change.new[0]].start - comparison.old.paragraphs[piece.paragraph].start
    return Landing(piece.start + shift, piece.end + shift, "same paragraph", change.confidence)


def _quoted(piece: Piece, change: Change, comparison: Comparison) -> Landing | None:
    """The words occur once in the old paragraphs and once in what they became."""
    exact = comparison.old.source[piece.start : piece.end]
    old = [comparison.old.paragraphs[at].text for at in change.old]
    places = [(at, comparison.new.paragraphs[at].text) for at in change.new]
    if (
        not exact.strip()
        or sum(text.count(exact) for text in old) != 1
        or sum(text.count(exact) for _, text in places) != 1
    ):
        return None
    at, within = next((at, text.find(exact)) for at, text in places if exact in text)
    start = comparison.new.paragraphs[at].start + within
    if not whole_words(comparison.new.paragraphs[at].text, within, within + len(exact), exact):
        return None
    return Landing(start, start + len(exact), "same words", change.confidence)


def _mapped(piece: Piece, change: Change, comparison: Comparison) -> Landing | None:
    """Follow the words that were kept, with what replaced others between and beside them.

    First by the map that readers are shown. Then between the old paragraph and each it became, one by one and unsmoothed:
    that finds what changed its order with its neighbours, and runs of words within a passage that was mostly rewritten.
    """
    before = sum(len(comparison.old.paragraphs[at].text) for at in change.old if at < piece.paragraph)
    found = followed(piece, before, change.new, change.words, comparison)
    if found:
        return replace(found, confidence=round(found.confidence * change.confidence, 3))
    ones = [_between(piece, at, comparison) for at in change.new]
    best = max((one for one in ones if one), key=lambda one: one.confidence, default=None)
    return replace(best, confidence=round(best.confidence * change.confidence, 3)) if best else None


def _between(piece: Piece, new: int, comparison: Comparison) -> Landing | None:
    left = segment(comparison.old.paragraphs[piece.paragraph].text, comparison.language)
    right = segment(comparison.new.paragraphs[new].text, comparison.language)
    found = followed(piece, 0, (new,), diff_runs(left, right, FEWEST_IN_RUN), comparison)
    return replace(found, method="finer word map") if found else None


def _turned(piece: Piece, change: Change, comparison: Comparison) -> Landing | None:
    """Where runs of the words stand in a paragraph it became, when its sentences changed their order."""
    exact = comparison.old.source[piece.start : piece.end]
    if len(exact) > LONGEST:
        return None
    words, old = segment(exact, comparison.language), comparison.old.paragraphs[piece.paragraph].text
    paragraphs = [comparison.new.paragraphs[at] for at in change.new]
    ones = [
        in_runs(exact, words, Scope(old, each.text, each.start, each.text), FEWEST_IN_RUN + 1) for each in paragraphs
    ]
    best = max((one for one in ones if one), key=lambda one: one.confidence, default=None)
    return replace(best, method="words in another order", moved=False) if best else None


def _together(landed: Sequence[tuple[Piece, Landing]]) -> list[tuple[Piece, Landing]]:
    """The landings that kept their order and stand close to each other; of several such groups the longest."""
    near = reach(sum(piece.end - piece.start for piece, _ in landed))
    found = [[landed[0]]]
    for before, pair in pairwise(landed):
        close = before[1].end <= pair[1].start <= before[1].end + near
        found[-1].append(pair) if close else found.append([pair])
    return max(found, key=lambda group: sum(piece.end - piece.start for piece, _ in group))


def _carried(place: Place, landings: Sequence[Landing], comparison: Comparison) -> Carried:
    start, end = landings[0].start, landings[-1].end
    exact = comparison.new.source[start:end]
    paragraph = _paragraph(start, comparison.new)
    return Carried(
        status=_status(place, exact, paragraph, _paragraph(max(start, end - 1), comparison.new), landings, comparison),
        start=start,
        end=end,
        exact=exact,
        paragraph=paragraph,
        near=paragraph,
        method=landings[0].method,
        confidence=min(landing.confidence for landing in landings),
    )


def _status(
    place: Place, exact: str, first: int, last: int, landings: Sequence[Landing], comparison: Comparison
) -> Status:
    if first != last and comparison.by_new[first].kind is ChangeKind.SPLIT:
        return Status.SPLIT
    if exact.split() != place.exact.split():
        return Status.EDITED
    return Status.MOVED if any(landing.moved for landing in landings) else Status.UNCHANGED


def _paragraph(offset: int, document: Document) -> int:
    return max(0, bisect_right(document.paragraphs, offset, key=lambda paragraph: paragraph.start) - 1)


def _gone(place: Place, pieces: Sequence[Piece], comparison: Comparison) -> Carried:
    at = pieces[0].paragraph if pieces else _paragraph(place.start, comparison.old)
    return Carried(Status.GONE, None, None, place.exact, None, _near(at, comparison), "gone", 1.0)


def _near(at: int, comparison: Comparison) -> int:
    """The new paragraph that stands where an old one stood: its own, or that of the nearest one before that stayed."""
    for before in range(at, -1, -1):
        change = comparison.by_old[before] if before < len(comparison.by_old) else None
        if change and change.new and (before == at or change.kind not in MOVED):
            return change.new[-1] if before < at else change.new[0]
    return 0
