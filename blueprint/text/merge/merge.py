"""Merge two sides' changes to the same base."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from blueprint.text.diff.align import KnownLink
from blueprint.text.diff.compare import Comparer, compare
from blueprint.text.diff.model import Comparison
from blueprint.text.document.forms import canonical
from blueprint.text.document.split import split
from blueprint.text.merge.cited_notes import keep_cited_notes
from blueprint.text.merge.labels import with_common_labels
from blueprint.text.merge.model import MergeResult
from blueprint.text.merge.order import order_units
from blueprint.text.merge.resolve import merge_units
from blueprint.text.merge.units import merge_versions
from blueprint.text.merge.write import write_merge

SideLinks = tuple[Sequence[KnownLink], Sequence[KnownLink]]
"""What is known of the base's paragraphs in each side."""


def merge(
    base: str, ours: str, theirs: str, language: str = "en", *, their_links: Sequence[KnownLink] = ()
) -> MergeResult:
    """Merge two sides' changes to a base, paragraph by paragraph and word by word.

    Paragraphs are matched by comparing the base with each side: one side's moves combine with the other's edits. Where
    both edited a paragraph, edits of words that do not overlap are combined; otherwise, and where one side deleted what
    the other edited, there is a conflict. Insertions of both sides at the same position are all kept, equal ones once;
    different replacements of the same paragraph are a conflict. Exchanging the sides gives the same text with the sides
    of the conflicts exchanged. Any three texts can be merged; `MergeResult.text` raises UnresolvedConflict while there
    is a conflict. If Git's three-way merge by lines is clean, so is this one, with the same words
    (tests/text/merge/test_git_agreement.py), but for what docs/decisions/0009 names. `their_links` are what is known of
    the base's paragraphs in theirs (see `known_links`).
    """
    if ours == theirs or theirs == base:
        return _unchanged(ours)
    if ours == base:
        return _unchanged(theirs)
    if (canonical(ours), ours) > (canonical(theirs), theirs):
        return _swapped(_merged(base, theirs, ours, language, (their_links, ())))
    return _merged(base, ours, theirs, language, ((), their_links))


def _unchanged(side: str) -> MergeResult:
    """One side as it is; no part is empty."""
    return MergeResult((side,) if side else ())


def _merged(base: str, ours: str, theirs: str, language: str, links: SideLinks) -> MergeResult:
    versions = merge_versions(*_comparisons(base, ours, theirs, language, links))
    merged = merge_units(versions, language)
    keep_cited_notes(versions, merged)
    return write_merge(versions, order_units(versions, merged), merged)


def _comparisons(base: str, ours: str, theirs: str, language: str, links: SideLinks) -> tuple[Comparison, Comparison]:
    """The base compared with each side, after labels that do not mean the same in all three are renamed."""
    sides = _compared(base, ours, language, links[0]), _compared(base, theirs, language, links[1])
    renamed = with_common_labels(*sides)
    if renamed is None:
        return sides
    base, ours, theirs = renamed
    return _compared(base, ours, language, links[0]), _compared(base, theirs, language, links[1])


def _compared(base: str, side: str, language: str, links: Sequence[KnownLink]) -> Comparison:
    if not links:
        return compare(base, side, language)
    return Comparer(language).compare_in_order(split(base), split(side), links)


def _swapped(result: MergeResult) -> MergeResult:
    parts = tuple(part if isinstance(part, str) else part.swapped() for part in result.parts)
    return replace(result, parts=parts)
