"""Comparisons, carried quotations and merges as JSON: plain dictionaries, lists, strings and numbers.

These are what `blueprint compare` and `blueprint carry` print. All offsets count characters.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from blueprint.text.anchors.chain import RevisionChain
from blueprint.text.anchors.model import QuoteStatus, TextQuote, find_quote, quote
from blueprint.text.diff.model import Comparison
from blueprint.text.document.model import Document
from blueprint.text.document.split import split
from blueprint.text.formats.conflict_markers import with_conflict_markers
from blueprint.text.merge.model import MergeResult

JsonObject = dict[str, Any]


def comparison_record(comparison: Comparison) -> JsonObject:
    """`{"old": [{"text", "kind", "start", "end"}…], "new": […], "changes": […]}`, with changes
    `{"kind", "old", "new", "confidence", "words"}`.

    `old` and `new` of a change are indexes; every index is in exactly one change. `words` are `[operation, text]`
    pairs (see `Change`).
    """
    return {
        "old": _paragraphs(comparison.old),
        "new": _paragraphs(comparison.new),
        "changes": [
            {
                "kind": change.kind.value,
                "old": list(change.old),
                "new": list(change.new),
                "confidence": change.confidence,
                "words": [list(operation) for operation in change.words],
            }
            for change in comparison.changes
        ],
    }


def _paragraphs(document: Document) -> list[JsonObject]:
    return [
        {"text": each.text, "kind": each.kind.value, "start": each.start, "end": each.end}
        for each in document.paragraphs
    ]


def carried_records(
    old: str, news: Sequence[str], anchors: Sequence[Mapping[str, Any]], language: str = "en"
) -> list[JsonObject]:
    """Carry anchors from the old text through each of the newer ones in turn.

    An anchor is `{"start", "end"}` or `{"exact", "prefix", "suffix"}` (the last two are optional). Each is returned
    with all its keys and `{"status", "start", "end", "exact", "method", "confidence"}` in the last text; `start` and
    `end` are None if its words are gone. A quotation that is not in the old text is gone with the method "not found".
    ValueError for an anchor of another shape, or with offsets outside the text.
    """
    chain = RevisionChain([split(text) for text in (old, *news)], language)
    text_quotes = [_parse_anchor(old, anchor, number) for number, anchor in enumerate(anchors, start=1)]
    return [
        {**anchor, **_carried_record(chain, text_quote)}
        for anchor, text_quote in zip(anchors, text_quotes, strict=True)
    ]


def _parse_anchor(source: str, anchor: Mapping[str, Any], number: int) -> TextQuote | None:
    start, end, exact = anchor.get("start"), anchor.get("end"), anchor.get("exact")
    if isinstance(start, int) and isinstance(end, int):
        if not 0 <= start <= end <= len(source):
            raise ValueError(f"Anchor {number} lies outside of the old text, which has {len(source)} characters.")
        return quote(source, start, end)
    if isinstance(exact, str):
        return find_quote(source, exact, str(anchor.get("prefix") or ""), str(anchor.get("suffix") or ""))
    raise ValueError(f'Anchor {number} needs "start" and "end" (whole numbers), or "exact" (a text).')


def _carried_record(chain: RevisionChain, text_quote: TextQuote | None) -> JsonObject:
    if text_quote is None:
        status = QuoteStatus.GONE.value
        return {"status": status, "start": None, "end": None, "method": "not found", "confidence": 1.0}
    carried = chain.carry(text_quote)
    return {
        "status": carried.status.value,
        "start": carried.start,
        "end": carried.end,
        "exact": carried.exact,
        "method": carried.method,
        "confidence": carried.confidence,
    }


def merge_record(merged: MergeResult) -> JsonObject:
    """`{"clean", "text", "conflicts": [{"base", "ours", "theirs"}…]}`; `text` has conflict markers."""
    conflicts = [{"base": each.base, "ours": each.ours, "theirs": each.theirs} for each in merged.conflicts]
    return {"clean": merged.clean, "text": with_conflict_markers(merged), "conflicts": conflicts}
