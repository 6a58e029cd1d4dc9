"""Where a thread's words are on the next revision. Pure."""

from collections.abc import Sequence
from functools import lru_cache

from blueprint import text
from blueprint.domain.revisions import Revision
from blueprint.domain.threads import Placement, PlacementStatus, Thread
from blueprint.services.drafting.comparisons import comparison

CONTEXT = 32
"""Characters of source kept on each side of quoted words, as Hypothesis and our measurements do."""


def carried(threads: Sequence[Thread], head: Revision, revision: Revision) -> dict[str, Placement]:
    """Where each thread, placed on the head, stands on the next revision."""
    found = comparison(head.markdown, revision.markdown, head.language)
    return {thread.id: _carry(thread.placement, found, head, revision) for thread in threads}


def came_back(words: str, head: Revision, revision: Revision) -> bool:
    """Whether a revision may hold words that were gone on its head: at least half of them were written since."""
    wanted = _words(words, head.language)
    return 2 * len(wanted & _written(head.markdown, revision.markdown, head.language)) >= len(wanted)


@lru_cache(maxsize=16)
def _written(old: str, new: str, language: str) -> frozenset[str]:
    """The words that were put in between two sources, in lower case."""
    changes = comparison(old, new, language).changes
    pieces = (piece for change in changes for operation, piece in change.words if operation == "+")
    return frozenset[str]().union(*(_words(piece, language) for piece in pieces))


def _words(source: str, language: str) -> frozenset[str]:
    """The words that are no spaces or signs, in lower case; of a text that has only signs, these."""
    found = [word for word in text.words(source.lower(), language) if not word.isspace()]
    return frozenset(word for word in found if word[0].isalnum()) or frozenset(found)


def placement_of(revision: Revision, start: int, end: int, *, method: str, by: str | None = None) -> Placement:
    """A place given by a person on a revision."""
    index = paragraph_at(revision, start)
    return Placement(
        revision=revision.number,
        status=PlacementStatus.UNCHANGED,
        start=start,
        end=end,
        exact=revision.markdown[start:end],
        lineage=revision.paragraphs[index].lineage,
        near=index,
        method=method,
        confidence=1.0,
        placed_by=by,
    )


def paragraph_at(revision: Revision, offset: int) -> int:
    """The position of the paragraph that holds an offset of the source, or of the last one before it."""
    return max(0, sum(1 for p in revision.paragraphs if p.start <= offset) - 1)


def _carry(placement: Placement, found: text.Comparison, head: Revision, revision: Revision) -> Placement:
    if placement.start is None or placement.end is None:
        near = _near(placement.near, found)
        return placement.model_copy(update={"revision": revision.number, "near": near, "placed_by": None})
    source, start, end = head.markdown, placement.start, placement.end
    place = text.TextQuote(
        start, end, source[start:end], source[max(0, start - CONTEXT) : start], source[end : end + CONTEXT]
    )
    moved = text.carry(place, found)
    lineage = None if moved.paragraph is None else revision.paragraphs[moved.paragraph].lineage
    return Placement(
        revision=revision.number,
        status=_status(placement.status, PlacementStatus(moved.status.value)),
        start=moved.start,
        end=moved.end,
        exact=moved.exact,
        lineage=lineage,
        near=moved.near,
        method=moved.method,
        confidence=moved.confidence,
    )


def _status(before: PlacementStatus, now: PlacementStatus) -> PlacementStatus:
    """What a reader should be told: words once changed stay “changed” on later revisions that leave them alone."""
    return before if now is PlacementStatus.UNCHANGED else now


def _near(position: int, found: text.Comparison) -> int:
    """Where a position among the old paragraphs is among the new ones: after the nearest one before it that stayed."""
    partner = {old: change.new[0] for change in found.changes if change.new for old in change.old}
    if position in partner:
        return partner[position]
    before = [partner[old] for old in partner if old < position]
    return min(max(before, default=-1) + 1, max(0, len(found.new.paragraphs) - 1))
