"""Merge two sides' changes to the same base."""

from __future__ import annotations

from dataclasses import replace

from blueprint.text.diff.compare import compare
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


def merge(base: str, ours: str, theirs: str, language: str = "en") -> MergeResult:
    """Merge two sides' changes to a base, paragraph by paragraph and word by word.

    Paragraphs are matched by comparing the base with each side: one side's moves combine with the other's edits. Where
    both edited a paragraph, edits of words that do not overlap are combined; otherwise, and where one side deleted what
    the other edited, there is a conflict. Insertions of both sides at the same position are all kept, equal ones once;
    different replacements of the same paragraph are a conflict. Exchanging the sides gives the same text with the sides
    of the conflicts exchanged. Any three texts can be merged; `MergeResult.text` raises UnresolvedConflict while there
    is a conflict. If Git's three-way merge by lines is clean, so is this one, with the same words
    (tests/text/merge/test_git_agreement.py), but for what docs/decisions/0009 names.
    """
    if ours == theirs or theirs == base:
        return MergeResult((ours,))
    if ours == base:
        return MergeResult((theirs,))
    if (canonical(ours), ours) > (canonical(theirs), theirs):
        return _swapped(merge(base, theirs, ours, language))
    versions = merge_versions(*_comparisons(base, ours, theirs, language))
    merged = merge_units(versions, language)
    keep_cited_notes(versions, merged)
    return write_merge(versions, order_units(versions, merged), merged)


def _comparisons(base: str, ours: str, theirs: str, language: str) -> tuple[Comparison, Comparison]:
    """The base compared with each side, after labels that do not mean the same in all three are renamed."""
    document = split(base)
    sides = compare(document, ours, language), compare(document, theirs, language)
    renamed = with_common_labels(*sides)
    if renamed is None:
        return sides
    document = split(renamed[0])
    return compare(document, renamed[1], language), compare(document, renamed[2], language)


def _swapped(result: MergeResult) -> MergeResult:
    parts = tuple(part if isinstance(part, str) else part.swapped() for part in result.parts)
    return replace(result, parts=parts)
