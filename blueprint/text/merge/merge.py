"""Merging: two people's changes to the same revision, brought together paragraph by paragraph."""

from __future__ import annotations

from blueprint.text.diff.compare import compare
from blueprint.text.document.split import split
from blueprint.text.merge.model import Merge
from blueprint.text.merge.order import ordered
from blueprint.text.merge.resolve import decide
from blueprint.text.merge.units import versions
from blueprint.text.merge.write import assemble


def merge(base: str, ours: str, theirs: str, language: str = "en") -> Merge:
    """Bring two sides' changes to a base together.

    Paragraphs are matched by what each side's comparison with the base says: one side's moves combine with the other's
    edits; where both edited a paragraph, changed words that do not touch are both taken; else, and where one side
    deleted what the other edited, there is a conflict that holds all three wordings. What both inserted at the same
    place is kept from both, once when equal; what both put in the stead of the same paragraph is a conflict. Exchanging
    the sides gives the same text with the conflicts' sides exchanged. Any three texts can be merged; `Merge.text`
    raises NotClean while a conflict is left. Wherever Git's three-way merge by lines finds no conflict, this finds none
    and gives the same words (tests/text/merge/test_git_agreement.py), but for what docs/decisions/0003 names.
    """
    if ours == theirs or theirs == base:
        return Merge((ours,))
    if ours == base:
        return Merge((theirs,))
    if ours > theirs:
        return _mirrored(merge(base, theirs, ours, language))
    document = split(base)
    three = versions(compare(document, ours, language), compare(document, theirs, language))
    decided = decide(three, language)
    return assemble(three, ordered(three, decided), decided)


def _mirrored(merged: Merge) -> Merge:
    return Merge(tuple(part if isinstance(part, str) else part.mirrored() for part in merged.parts))
