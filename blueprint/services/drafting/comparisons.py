"""Comparing the texts of two revisions. Pure and cached."""

from functools import lru_cache

from blueprint import text
from blueprint.domain.revisions import Revision


@lru_cache(maxsize=256)
def comparison(old: str, new: str, language: str) -> text.Comparison:
    """The comparison of two sources, cached."""
    return text.compare(split(old), split(new), language)


@lru_cache(maxsize=16)
def split(markdown: str) -> text.Document:
    """The paragraphs of a text, cached: a revision is split for its pages and again for the next one."""
    return text.split(markdown)


def between(old: Revision, new: Revision) -> text.Comparison:
    """The comparison of two revisions of a proposal, in either order, by the lineages of their paragraphs."""
    if old.number > new.number:
        return text.reverse(between(new, old))
    return _cached(old.markdown, new.markdown, lineages_of(old), lineages_of(new), new.language)


def by_lineages(
    old: str, new: str, before: tuple[text.Lineage, ...], after: tuple[text.Lineage, ...], language: str
) -> text.Comparison:
    """The comparison of an older and a newer source by the lineages of their paragraphs."""
    left, right = split(old), split(new)
    if (len(left.paragraphs), len(right.paragraphs)) != (len(before), len(after)):
        return text.compare(left, right, language)  # stored by a version that split texts differently
    return text.compare_by_lineage(left, right, before, after, language)


_cached = lru_cache(maxsize=256)(by_lineages)


def known_links(old: Revision, new: Revision) -> tuple[text.KnownLink, ...]:
    """What the stored lineages say of the paragraphs of an older revision in a newer one."""
    counts = [len(split(revision.markdown).paragraphs) for revision in (old, new)]
    if counts != [len(old.paragraphs), len(new.paragraphs)]:
        return ()  # stored by a version that split texts differently
    return text.known_links(lineages_of(old), lineages_of(new))


def lineages_of(revision: Revision) -> tuple[text.Lineage, ...]:
    return tuple(text.Lineage(p.lineage, p.ancestors) for p in revision.paragraphs)
