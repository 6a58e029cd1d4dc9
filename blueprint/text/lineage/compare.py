"""Compare any two revisions by the lineages that were stored with each revision between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from blueprint.text.diff.align import KnownLink
from blueprint.text.diff.compare import Comparer
from blueprint.text.diff.model import Comparison
from blueprint.text.document.model import Document
from blueprint.text.document.split import split
from blueprint.text.lineage.model import Lineage


def compare_by_lineage(
    old: Document | str,
    new: Document | str,
    old_lineages: Sequence[Lineage],
    new_lineages: Sequence[Lineage],
    language: str = "en",
) -> Comparison:
    """Compare an older and a newer revision of a text whose lineages, one a paragraph, are known.

    Paragraphs with the same id are linked; ancestors tell of splits and joins, as long as a third of a part's words
    agree. The other paragraphs are aligned as by `compare`, and words are compared within each link. For the opposite
    direction see `reverse`. ValueError if a lineage is missing.
    """
    left = split(old) if isinstance(old, str) else old
    right = split(new) if isinstance(new, str) else new
    if (len(old_lineages), len(new_lineages)) != (len(left.paragraphs), len(right.paragraphs)):
        raise ValueError("One lineage is needed for each paragraph of both revisions.")
    return Comparer(language).compare_in_order(left, right, known_links(old_lineages, new_lineages))


def known_links(old: Sequence[Lineage], new: Sequence[Lineage]) -> tuple[KnownLink, ...]:
    """Which paragraphs of a newer revision are, contain or are parts of which older ones, as indexes of both."""
    return tuple(_links(old, new))


def _links(old: Sequence[Lineage], new: Sequence[Lineage]) -> Iterator[KnownLink]:
    """The known links.

    Where several became several, only the paragraph that has the id counts: the rest is better aligned by its words.
    """
    origins = dict(enumerate(_origins(old, new)))
    part_count = Counter(origin for found in origins.values() for origin in found)
    single = {at: found for at, found in origins.items() if len(found) == 1}
    for at, found in origins.items():
        if len(found) > 1 and all(part_count[origin] == 1 for origin in found):
            yield tuple(sorted(found)), (at,)
        elif len(found) > 1:
            single[at] = found[:1]
    parts: dict[int, list[int]] = {}
    for at, (origin,) in single.items():
        parts.setdefault(origin, []).append(at)
    yield from (((origin,), tuple(found)) for origin, found in parts.items())


def _origins(old: Sequence[Lineage], new: Sequence[Lineage]) -> Iterator[list[int]]:
    """For each newer paragraph the older ones that it comes from, the one with its id first; none if inserted."""
    index = {lineage.id: at for at, lineage in enumerate(old)}
    current_ids = {lineage.id for lineage in new}
    for lineage in new:
        if lineage.id not in index:
            yield [index[id_] for id_ in lineage.ancestors if id_ in index][:1]
            continue
        own = index[lineage.id]
        joined = [id_ for id_ in lineage.ancestors if id_ in index and id_ not in old[own].ancestors]
        yield [own, *(index[id_] for id_ in joined if id_ not in current_ids)]
