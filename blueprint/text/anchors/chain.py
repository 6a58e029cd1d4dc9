"""Carry text quotes through a chain of successive revisions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from blueprint.text.anchors.carry import carry
from blueprint.text.anchors.model import CarriedQuote, QuoteStatus, TextQuote, quote
from blueprint.text.anchors.result import same_words
from blueprint.text.diff.compare import compare
from blueprint.text.diff.model import Comparison
from blueprint.text.document.model import Document


class RevisionChain:
    """Successive revisions of a text. Each pair is compared at most once, and only if it is needed."""

    def __init__(self, documents: Sequence[Document], language: str = "en") -> None:
        self._documents = documents
        self._language = language
        self._comparisons: dict[tuple[int, int], Comparison] = {}

    def carry(self, text_quote: TextQuote) -> CarriedQuote:
        """Carry a quotation from the first revision to the last.

        If it is gone from one revision, the next is compared with the last revision that had it, so that words which
        come back are found again. Status and confidence are those of the whole chain.
        """
        current, index, statuses, confidence = text_quote, 0, [], 1.0
        result = carry(text_quote, self._compare(0, 0))
        for number in range(1, len(self._documents)):
            result = carry(current, self._compare(index, number))
            if result.start is not None and result.end is not None:
                current, index = quote(self._documents[number].source, result.start, result.end), number
                statuses.append(result.status)
                confidence *= result.confidence
        if result.start is not None:
            result = replace(result, confidence=round(confidence, 3))
        return replace(result, status=_overall_status(text_quote, result, statuses))

    def _compare(self, old: int, new: int) -> Comparison:
        if (old, new) not in self._comparisons:
            self._comparisons[old, new] = compare(self._documents[old], self._documents[new], self._language)
        return self._comparisons[old, new]


def _overall_status(text_quote: TextQuote, result: CarriedQuote, statuses: Sequence[QuoteStatus]) -> QuoteStatus:
    if result.status is QuoteStatus.GONE:
        return QuoteStatus.GONE
    if QuoteStatus.SPLIT in statuses:
        return QuoteStatus.SPLIT
    if not same_words(result.exact, text_quote.exact):
        return QuoteStatus.EDITED
    return QuoteStatus.MOVED if QuoteStatus.MOVED in statuses else QuoteStatus.UNCHANGED
