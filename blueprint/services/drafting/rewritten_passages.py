"""Passages that two texts both wrote anew, in words so different that neither is a version of what they replace.

A merge keeps both as insertions, side by side and without a conflict; their author wants to be told.
"""

from collections import defaultdict
from collections.abc import Iterator

from blueprint import text


def rewritten_passages(
    ancestor: str, stored: str, sent: str, language: str
) -> Iterator[tuple[text.Paragraph, text.Paragraph]]:
    """The stored and the sent wording of each paragraph of the ancestor that is in neither text any more."""
    one, other = (_replacements(text.compare(ancestor, side, language)) for side in (stored, sent))
    for old in sorted(one.keys() & other.keys()):
        if one[old].text != other[old].text:
            yield one[old], other[old]


def rewritten_passage(passage: str, ancestor: str, side: str, language: str) -> text.Paragraph | None:
    """What is in a text in place of a paragraph of the ancestor that it has no version of; None for nothing."""
    comparison = text.compare(ancestor, side, language)
    replacements = _replacements(comparison)
    paragraphs = enumerate(comparison.old.paragraphs)
    return next(
        (replacements[at] for at, old in paragraphs if at in replacements and old.text == passage.strip()), None
    )


def _replacements(comparison: text.Comparison) -> dict[int, text.Paragraph]:
    """For each deleted paragraph of the old text, what was inserted in its place: the first for the first, and so on."""
    linked = [
        (change.old[-1], change.new[0], change.new[-1]) for change in comparison.changes if change.old and change.new
    ]
    gaps = defaultdict(list)
    for change in comparison.changes:
        if not change.new:
            old = change.old[0]
            after = max((last for at, _first, last in linked if at < old), default=-1)
            before = min((first for at, first, _last in linked if at > old), default=len(comparison.new.paragraphs))
            gaps[after, before].append(old)
    inserted = [change.new[0] for change in comparison.changes if not change.old]
    return {
        old: comparison.new.paragraphs[at]
        for (after, before), deleted in gaps.items()
        for old, at in zip(sorted(deleted), (at for at in inserted if after < at < before), strict=False)
    }
