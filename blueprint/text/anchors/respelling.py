"""Follow quoted words that were respelled where they are: corrected, inflected, set in capitals, marked up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile
from unicodedata import category

from rapidfuzz.distance import Levenshtein

from blueprint.text.anchors.alike_words import align_words
from blueprint.text.anchors.candidate import (
    MIN_KEPT,
    ParagraphQuote,
    QuoteCandidate,
    is_mark,
    kept_confidence,
    max_distance,
)
from blueprint.text.anchors.undivided import is_undivided, same_characters
from blueprint.text.anchors.visible_words import VisibleWord, visible_words
from blueprint.text.diff.model import Change, Comparison

MARKUP_AROUND_WORDS = frozenset("_#[]|")
"""Signs that are markup of emphasis, headings, links and rows."""


@dataclass(frozen=True, slots=True)
class _RespelledWords:
    """The part of quoted words from `start` to `end` in the new source, and how many quoted letters are like it."""

    start: int
    end: int
    kept: float


def follow_respelled(part: ParagraphQuote, change: Change, comparison: Comparison) -> QuoteCandidate | None:
    """Follow quoted words to those with the same or like letters in the paragraphs that theirs became.

    None if less than half of the letters were kept. If they were separated, the largest part counts.
    """
    old = visible_words((comparison.old.paragraphs[at] for at in change.old), comparison.language)
    quoted = sum(len(word.letters) * _quoted_share(word, part) for word in old)
    if not quoted:
        return None
    new = visible_words((comparison.new.paragraphs[at] for at in change.new), comparison.language)
    followed = list(_followed(part, old, new, comparison))
    if sum(each.kept for each in followed) < MIN_KEPT * quoted:
        return None
    largest = max(_clusters(followed, max_distance(part.length)), key=_kept)
    share = min(1.0, _kept(largest) / quoted)
    start, end = _with_signs(part, largest[0].start, largest[-1].end, comparison)
    return QuoteCandidate(start, end, "respelled words", kept_confidence(share) * change.confidence)


def _with_signs(part: ParagraphQuote, start: int, end: int, comparison: Comparison) -> tuple[int, int]:
    """The bounds with as many signs at either end as the quotation has: quotation marks, a full stop."""
    exact, source = comparison.old.source[part.start : part.end], comparison.new.source
    for _ in takewhile(_is_sign, exact):
        start -= start > 0 and _is_sign(source[start - 1])
    for _ in takewhile(_is_sign, exact[::-1]):
        end += end < len(source) and _is_sign(source[end])
    return start, end


def _is_sign(character: str) -> bool:
    """Whether a character is punctuation or a symbol; a vowel point or sign is part of its word."""
    return category(character)[0] in "PS" and character not in MARKUP_AROUND_WORDS


def _kept(words: Sequence[_RespelledWords]) -> float:
    return sum(each.kept for each in words)


def _quoted_share(word: VisibleWord, part: ParagraphQuote) -> float:
    """How much of a word is quoted, 0 to 1: a quotation may begin or end within a word."""
    return max(0, min(word.end, part.end) - max(word.start, part.start)) / (word.end - word.start)


def _followed(
    part: ParagraphQuote, old: tuple[VisibleWord, ...], new: tuple[VisibleWord, ...], comparison: Comparison
) -> Iterator[_RespelledWords]:
    for pair in align_words(old, new):
        words, others = old[pair.old : pair.old_end], new[pair.new : pair.new_end]
        if words[-1].end <= part.start or words[0].start >= part.end:
            continue
        kept = _quoted_likeness(part, words, others, pair.likeness, comparison) * sum(
            len(word.letters) * _quoted_share(word, part) for word in words
        )
        if kept:
            start, end = _new_bounds(part, words, others, comparison)
            yield _RespelledWords(start, end, kept)


def _quoted_likeness(
    part: ParagraphQuote,
    old: Sequence[VisibleWord],
    new: Sequence[VisibleWord],
    likeness: float,
    comparison: Comparison,
) -> float:
    """How alike the quoted part of some words is; where a run in a script without spaces is quoted in part, by its own
    characters.
    """
    low, high = max(part.start, old[0].start), min(part.end, old[-1].end)
    whole = (low, high) == (old[0].start, old[-1].end)
    if likeness == 1 or whole or low >= high or not is_undivided([word.letters for word in (*old, *new)]):
        return likeness
    texts = comparison.old.source[old[0].start : old[-1].end], comparison.new.source[new[0].start : new[-1].end]
    start, end = low - old[0].start, high - old[0].start
    return sum(max(0, min(end, last) - max(start, first)) for first, last in same_characters(*texts)) / (end - start)


def _new_bounds(
    part: ParagraphQuote, old: Sequence[VisibleWord], new: Sequence[VisibleWord], comparison: Comparison
) -> tuple[int, int]:
    """What corresponds to the quoted part of some words: nearly always all of them."""
    low, high = old[0].start, old[-1].end
    start, end = new[0].start, new[-1].end
    texts = comparison.old.source[low:high], comparison.new.source[start:end]
    first = start + _corresponding(part.start - low, *texts) if part.start > low else start
    last = start + _corresponding(part.end - low, *texts) if part.end < high else end
    first, last = (_after_marks(comparison.new.source, at, end) for at in (first, last))
    return (first, last) if first < last else (start, end)


def _after_marks(source: str, at: int, end: int) -> int:
    """The offset after the marks of the letter before `at`."""
    while at < end and is_mark(source[at]):
        at += 1
    return at


def _corresponding(offset: int, old: str, new: str) -> int:
    """The offset in a respelled word that corresponds to one in the old word."""
    for operation in Levenshtein.opcodes(old, new):
        if operation.src_end >= offset:
            return min(operation.dest_end, operation.dest_start + offset - operation.src_start)
    return len(new)


def _clusters(words: Sequence[_RespelledWords], distance: int) -> list[list[_RespelledWords]]:
    """Groups of words that are at most a distance apart."""
    clusters = [[words[0]]]
    for before, word in pairwise(words):
        if word.start <= before.end + distance:
            clusters[-1].append(word)
        else:
            clusters.append([word])
    return clusters
