"""Map old words to new ones by a word diff."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from blueprint.text.anchors.candidate import MIN_KEPT, ParagraphQuote, QuoteCandidate, kept_share, max_distance
from blueprint.text.diff.model import Comparison
from blueprint.text.word_diff.operations import IN_NEW, IN_OLD, DiffOperation


@dataclass(frozen=True, slots=True)
class MappedWords:
    """New words that correspond to some of the old words.

    `start` and `end` are offsets in the concatenated texts of the new paragraphs, or in the new source. `kept` is the
    old words if they are equal; "" for words that replaced others.
    """

    start: int
    end: int
    kept: str


def map_words(
    part: ParagraphQuote, offset: int, new: Sequence[int], words: Sequence[DiffOperation], comparison: Comparison
) -> QuoteCandidate | None:
    """Map quoted words by a word diff whose old text has `offset` characters before the quotation's paragraph.

    None if less than half of the words were kept. If they were separated, the largest part counts: a candidate that
    contained everything between would be about other words.
    """
    start = offset + part.start - comparison.old.paragraphs[part.paragraph].start
    mapped = list(_mapped_words(words, start, start + part.length))
    exact = comparison.old.source[part.start : part.end]
    share = kept_share([each.kept for each in mapped if each.kept], exact)
    in_source = [each for one in mapped for each in _in_source(one, new, comparison)]
    if share < MIN_KEPT or not in_source or not (any(each.kept for each in mapped) or not exact):
        return None
    clusters = _clusters(in_source, max_distance(len(exact)))
    largest = max(clusters, key=lambda cluster: sum(len(each.kept) for each in cluster))
    return QuoteCandidate(largest[0].start, largest[-1].end, "word map", share)


def _mapped_words(words: Sequence[DiffOperation], start: int, end: int) -> Iterator[MappedWords]:
    """What the old words from start to end became; all offsets are in the concatenated paragraphs of their side.

    A word that has another form now was kept, all of it if only a part was quoted.
    """
    at_old = at_new = 0
    replaced, kept = False, ""
    for operation, text in words:
        low, high = max(start, at_old), min(end, at_old + len(text))
        inside = low < high or low == high == start == end
        if operation == "=" and inside:
            yield MappedWords(at_new + low - at_old, at_new + high - at_old, text[low - at_old : high - at_old])
        elif operation == ">" and kept:
            yield MappedWords(at_new, at_new + len(text), kept)
        elif operation == "+" and replaced:
            yield MappedWords(at_new, at_new + len(text), "")
        kept = text[low - at_old : high - at_old] if operation == "<" and inside else ""
        replaced = operation == "-" and start <= at_old and at_old + len(text) <= end
        at_old += len(text) if operation in IN_OLD else 0
        at_new += len(text) if operation in IN_NEW else 0


def _in_source(mapped: MappedWords, new: Sequence[int], comparison: Comparison) -> Iterator[MappedWords]:
    """The same with offsets in the new source, one for each of the new paragraphs that it spans."""
    offset = 0
    for at in new:
        paragraph = comparison.new.paragraphs[at]
        low, high = max(0, mapped.start - offset), min(len(paragraph.text), mapped.end - offset)
        if low < high or (mapped.start == mapped.end and low == high):
            kept = mapped.kept[low + offset - mapped.start : high + offset - mapped.start]
            yield MappedWords(paragraph.start + low, paragraph.start + high, kept)
        offset += len(paragraph.text)


def _clusters(mapped: Sequence[MappedWords], distance: int) -> Iterator[list[MappedWords]]:
    """Groups of mapped words that are in order and at most a distance apart."""
    cluster: list[MappedWords] = []
    for each in mapped:
        if cluster and not cluster[-1].end <= each.start <= cluster[-1].end + distance:
            yield cluster
            cluster = []
        cluster.append(each)
    yield cluster
