"""The result of carrying a text quote, from the candidate positions of its parts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from blueprint.text.anchors.candidate import ParagraphQuote, QuoteCandidate
from blueprint.text.anchors.lookalike import is_lookalike
from blueprint.text.anchors.model import CarriedQuote, QuoteStatus, TextQuote
from blueprint.text.diff.model import ChangeKind, Comparison
from blueprint.text.document.forms import fold

LINE_START = re.compile(r"[\r\n][ \t>]*")
GONE_CONFIDENCE = 0.93
"""How often words that are shown as gone are gone."""
MOVED_KINDS = frozenset({ChangeKind.MOVED, ChangeKind.MOVED_EDITED})


def carried_quote(text_quote: TextQuote, candidates: Sequence[QuoteCandidate], comparison: Comparison) -> CarriedQuote:
    """A quotation found at one or more candidate positions, which are in order."""
    start, end = candidates[0].start, candidates[-1].end
    exact = comparison.new.source[start:end]
    first, last = comparison.new.paragraph_at(start), comparison.new.paragraph_at(max(start, end - 1))
    if first != last and comparison.by_new[first].kind is ChangeKind.SPLIT:
        status = QuoteStatus.SPLIT
    elif not same_words(exact, text_quote.exact):
        status = QuoteStatus.EDITED
    else:
        status = QuoteStatus.MOVED if any(each.moved for each in candidates) else QuoteStatus.UNCHANGED
    return CarriedQuote(
        status=status,
        start=start,
        end=end,
        exact=exact,
        paragraph=first,
        near=first,
        method=candidates[0].method,
        confidence=round(min(each.confidence for each in candidates), 3),
    )


def same_words(one: str, other: str) -> bool:
    """Whether two quotations differ for no reader: not but for Unicode form, line breaks, and a quotation's marks."""
    return one == other or _folded_words(one) == _folded_words(other)


def _folded_words(exact: str) -> list[str]:
    return fold(LINE_START.sub(" ", exact)).split()


def near_paragraph(old: int, comparison: Comparison) -> int:
    """The index of the new paragraph beside which a quote in an old one is shown when its words are gone.

    The paragraph itself where it is still there, or the nearest one before it that did not move; 0 if there is none.
    """
    for at in range(old, -1, -1):
        change = comparison.by_old[at] if at < len(comparison.by_old) else None
        if not change or not change.new or is_lookalike(change, comparison):
            continue
        if at == old or change.kind not in MOVED_KINDS:
            return change.new[-1] if at < old else change.new[0]
    return 0


def gone(text_quote: TextQuote, parts: Sequence[ParagraphQuote], comparison: Comparison) -> CarriedQuote:
    """A quotation whose words are gone."""
    old = parts[0].paragraph if parts else comparison.old.paragraph_at(text_quote.start)
    return CarriedQuote(
        QuoteStatus.GONE, None, None, text_quote.exact, None, near_paragraph(old, comparison), "gone", GONE_CONFIDENCE
    )
