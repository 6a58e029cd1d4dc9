"""Carry a text quote to a newer revision, or say that its words are gone.

The rules, in this order: the paragraph is unchanged, or its number alone is another; the words occur once in the
paragraphs that it became; the word diff keeps at least half of them, or words alike by their letters are there; they
are in the same cell of a table row; they are elsewhere in the text (see `find_elsewhere`). Otherwise they are gone: a
quote is never put on other words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from blueprint.text.anchors.candidate import (
    MIN_KEPT,
    ParagraphQuote,
    QuoteCandidate,
    is_whole_words,
    kept_confidence,
    max_distance,
)
from blueprint.text.anchors.cells import follow_cell
from blueprint.text.anchors.find_elsewhere import (
    MAX_LENGTH,
    WHOLE_ELSEWHERE,
    SearchScope,
    find_elsewhere,
    find_word_runs,
)
from blueprint.text.anchors.lookalike import is_lookalike, is_within_lookalike
from blueprint.text.anchors.model import CarriedQuote, TextQuote, quote
from blueprint.text.anchors.respelling import follow_respelled
from blueprint.text.anchors.result import MOVED_KINDS, carried_quote, gone
from blueprint.text.anchors.word_map import map_words
from blueprint.text.diff.model import Change, Comparison
from blueprint.text.document.model import Document, Paragraph
from blueprint.text.document.numbers.numbering import find_number
from blueprint.text.document.words import count_words, segment
from blueprint.text.word_diff.operations import diff_runs

MIN_RUN_WORDS = 2
"""So many equal words in a row are not coincidental within one paragraph."""
MAX_FRAME_WORDS, MAX_FRAME_SHARE = 7, 0.8
"""More words, or a larger share of those quoted, are no frame that two clauses share ("is elected for … years")."""


def carry(text_quote: TextQuote, comparison: Comparison) -> CarriedQuote:
    """Find a quotation of the old revision in the new one, or say that its words are gone.

    Only `text_quote.start` and `text_quote.end`, offsets in the old source, say which words are meant; white space
    around them that is in no paragraph is left out. `start` and `end` of the result are offsets in the new source.
    ValueError if the quotation is outside the old text. The order of the rules is explained in docs/decisions/0009.
    """
    if not 0 <= text_quote.start <= text_quote.end <= len(comparison.old.source):
        raise ValueError("The quotation lies outside the text.")
    parts = list(_parts(text_quote, comparison.old))
    if parts:
        text_quote = quote(comparison.old.source, parts[0].start, parts[-1].end)
    candidates = [(part, _candidate(part, comparison)) for part in parts]
    found = [(part, candidate) for part, candidate in candidates if candidate is not None]
    kept = sum(part.length for part, _ in found)
    if found and kept >= MIN_KEPT * sum(part.length for part in parts):
        return carried_quote(text_quote, [candidate for _, candidate in _longest_cluster(found)], comparison)
    elsewhere = find_elsewhere(text_quote, comparison)
    if not elsewhere or _is_in_frame(elsewhere, parts, comparison):
        return gone(text_quote, parts, comparison)
    return carried_quote(text_quote, [elsewhere], comparison)


def _is_in_frame(candidate: QuoteCandidate, parts: Sequence[ParagraphQuote], comparison: Comparison) -> bool:
    """Whether a few of the quoted words, not all, were found in the look-alike of their paragraph: the frame of both."""
    found, quoted = (
        count_words(segment(source[start:end], comparison.language))
        for source, start, end in (
            (comparison.new.source, candidate.start, candidate.end),
            (comparison.old.source, parts[0].start, parts[-1].end),
        )
    )
    if candidate.method == WHOLE_ELSEWHERE or found > min(MAX_FRAME_WORDS, MAX_FRAME_SHARE * quoted):
        return False
    return any(is_within_lookalike(candidate.start, candidate.end, part.paragraph, comparison) for part in parts)


def _parts(text_quote: TextQuote, document: Document) -> Iterator[ParagraphQuote]:
    paragraphs = document.paragraphs
    at = document.paragraph_at(text_quote.start)
    while at < len(paragraphs) and paragraphs[at].start <= text_quote.end:
        start, end = max(text_quote.start, paragraphs[at].start), min(text_quote.end, paragraphs[at].end)
        if start < end or (text_quote.start == text_quote.end and start == end):
            yield ParagraphQuote(at, start, end)
        at += 1


def _longest_cluster(
    found: Sequence[tuple[ParagraphQuote, QuoteCandidate]],
) -> list[tuple[ParagraphQuote, QuoteCandidate]]:
    """The longest cluster of consecutive parts whose candidates are still in order and close together."""
    distance = max_distance(sum(part.length for part, _ in found))
    clusters = [[found[0]]]
    for (_, previous), (part, candidate) in pairwise(found):
        if previous.end <= candidate.start <= previous.end + distance:
            clusters[-1].append((part, candidate))
        else:
            clusters.append([(part, candidate)])
    return max(clusters, key=lambda cluster: sum(part.length for part, _ in cluster))


Rule = Callable[[ParagraphQuote, Change, Comparison], QuoteCandidate | None]
"""Finds a part of a quotation in the paragraphs that its paragraph became."""


def _candidate(part: ParagraphQuote, comparison: Comparison) -> QuoteCandidate | None:
    change = comparison.by_old[part.paragraph]
    if not change.new or is_lookalike(change, comparison):
        return None
    rules: tuple[Rule, ...] = (
        _in_unchanged_text,
        _in_renumbered_text,
        _by_unique_words,
        _by_words,
        _by_reordered_runs,
        follow_cell,
    )
    candidate = next((found for rule in rules if (found := rule(part, change, comparison))), None)
    return replace(candidate, moved=True) if candidate and change.kind in MOVED_KINDS else candidate


def _in_unchanged_text(part: ParagraphQuote, change: Change, comparison: Comparison) -> QuoteCandidate | None:
    if change.words[0][0] != "=" or len(change.words) != 1 or len(change.old) != len(change.new):
        return None
    shift = comparison.new.paragraphs[change.new[0]].start - comparison.old.paragraphs[part.paragraph].start
    return QuoteCandidate(part.start + shift, part.end + shift, "same paragraph", change.confidence)


def _in_renumbered_text(part: ParagraphQuote, change: Change, comparison: Comparison) -> QuoteCandidate | None:
    """At the same place, if the number at the beginning alone is another: the words "Article 3" are "Article 4" now."""
    if len(change.old) != 1 or len(change.new) != 1:
        return None
    old, new = comparison.old.paragraphs[change.old[0]], comparison.new.paragraphs[change.new[0]]
    before, after = find_number(old.text, in_company=True), find_number(new.text, in_company=True)
    if not before or not after or old.text[: before.first] != new.text[: after.first]:
        return None
    if old.text[before.end :] != new.text[after.end :]:
        return None
    start, end = (
        new.start + (at if at <= before.first else max(after.first, at + after.end - before.end))
        for at in (part.start - old.start, part.end - old.start)
    )
    return QuoteCandidate(start, max(start, end), "same paragraph", change.confidence)


def _by_unique_words(part: ParagraphQuote, change: Change, comparison: Comparison) -> QuoteCandidate | None:
    """The words occur once in the old paragraphs and once in the new ones."""
    exact = comparison.old.source[part.start : part.end]
    old, new = [comparison.old.paragraphs[at] for at in change.old], _new_paragraphs(change, comparison)
    if not exact.strip() or _occurrences(exact, old) != 1 or _occurrences(exact, new) != 1:
        return None
    paragraph = next(each for each in new if exact in each.text)
    offset = paragraph.text.find(exact)
    if not is_whole_words(paragraph.text, offset, offset + len(exact), exact):
        return None
    start = paragraph.start + offset
    return QuoteCandidate(start, start + len(exact), "same words", change.confidence)


def _occurrences(exact: str, paragraphs: Sequence[Paragraph]) -> int:
    return sum(paragraph.text.count(exact) for paragraph in paragraphs)


def _new_paragraphs(change: Change, comparison: Comparison) -> list[Paragraph]:
    return [comparison.new.paragraphs[at] for at in change.new]


def _by_words(part: ParagraphQuote, change: Change, comparison: Comparison) -> QuoteCandidate | None:
    """By the words that were kept, or by their letters if that keeps more."""
    found = _by_word_diff(part, change, comparison)
    if found and found.confidence >= change.confidence:
        return found
    respelled = follow_respelled(part, change, comparison)
    return max((each for each in (found, respelled) if each), key=lambda each: each.confidence, default=None)


def _by_word_diff(part: ParagraphQuote, change: Change, comparison: Comparison) -> QuoteCandidate | None:
    """Follow the words that were kept, together with the replacements between and beside them.

    First by the word diff of the change. Then by one between the old and each new paragraph without cleanup: that finds
    words whose paragraph changed places with its neighbours, and runs of words in a passage that was mostly
    rewritten.
    """
    offset = sum(len(comparison.old.paragraphs[at].text) for at in change.old if at < part.paragraph)
    found = map_words(part, offset, change.new, change.words, comparison)
    if not found:
        finer = [_by_finer_word_map(part, at, comparison) for at in change.new]
        found = max((each for each in finer if each), key=lambda each: each.confidence, default=None)
    return replace(found, confidence=kept_confidence(found.confidence) * change.confidence) if found else None


def _by_finer_word_map(part: ParagraphQuote, new: int, comparison: Comparison) -> QuoteCandidate | None:
    left = segment(comparison.old.paragraphs[part.paragraph].text, comparison.language)
    right = segment(comparison.new.paragraphs[new].text, comparison.language)
    found = map_words(part, 0, (new,), diff_runs(left, right, MIN_RUN_WORDS), comparison)
    return replace(found, method="finer word map") if found else None


def _by_reordered_runs(part: ParagraphQuote, change: Change, comparison: Comparison) -> QuoteCandidate | None:
    """Runs of the words in a new paragraph whose sentences changed their order."""
    exact = comparison.old.source[part.start : part.end]
    if len(exact) > MAX_LENGTH:
        return None
    words, old = segment(exact, comparison.language), comparison.old.paragraphs[part.paragraph].text
    candidates = [
        find_word_runs(exact, words, SearchScope(old, new.text, new.start, new.text), MIN_RUN_WORDS + 1)
        for new in _new_paragraphs(change, comparison)
    ]
    best = max((each for each in candidates if each), key=lambda each: each.confidence, default=None)
    return replace(best, method="words in another order", moved=False) if best else None
