"""Composing: what happened between any two revisions, by the lineages that were stored at each save between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from blueprint.text.diff.align import Known
from blueprint.text.diff.compare import Comparer
from blueprint.text.diff.lineage import Lineage
from blueprint.text.diff.model import Comparison
from blueprint.text.document.model import Document
from blueprint.text.document.split import split


def compose(
    old: Document | str,
    new: Document | str,
    before: Sequence[Lineage],
    after: Sequence[Lineage],
    language: str = "en",
) -> Comparison:
    """Say what happened between an older and a newer revision of a text whose lineages are known, one a paragraph.

    Paragraphs with the same id are the same; one that was split since has parts whose nearest ancestor it is, and one that
    was joined since is among the ancestors of what it became part of, as long as a third of the words still say so. What
    has no kin is aligned directly, as `compare` does, and words are compared inside each link. For the opposite direction
    see `turned`. ValueError when a lineage is missing.
    """
    left = split(old) if isinstance(old, str) else old
    right = split(new) if isinstance(new, str) else new
    if (len(before), len(after)) != (len(left.paragraphs), len(right.paragraphs)):
        raise ValueError("One lineage is needed for each paragraph of both revisions.")
    return Comparer(language).compared(left, right, tuple(kin(before, after)))


def kin(before: Sequence[Lineage], after: Sequence[Lineage]) -> Iterator[Known]:
    """Which paragraphs of a newer revision are, or are parts of, or hold which of an older one.

    Where several became several, only what kept its id counts: the rest is better told by its words.
    """
    origins = dict(enumerate(_origins(before, after)))
    parts = Counter(origin for found in origins.values() for origin in found)
    single = {at: found for at, found in origins.items() if len(found) == 1}
    for at, found in origins.items():
        if len(found) > 1 and all(parts[origin] == 1 for origin in found):
            yield tuple(sorted(found)), (at,)
        elif len(found) > 1:
            single[at] = found[:1]
    became: dict[int, list[int]] = {}
    for at, (origin,) in single.items():
        became.setdefault(origin, []).append(at)
    yield from (((origin,), tuple(found)) for origin, found in became.items())


def _origins(before: Sequence[Lineage], after: Sequence[Lineage]) -> Iterator[list[int]]:
    """For each newer paragraph the older ones it comes from, the one with its id first; none for a new one."""
    here = {lineage.id: at for at, lineage in enumerate(before)}
    alive = {lineage.id for lineage in after}
    for lineage in after:
        if lineage.id not in here:
            yield [here[name] for name in lineage.ancestors if name in here][:1]
            continue
        own = here[lineage.id]
        joined = [name for name in lineage.ancestors if name in here and name not in before[own].ancestors]
        yield [own, *(here[name] for name in joined if name not in alive)]
