"""Where a thread's words are on the next revision. Pure."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from blueprint import text
from blueprint.domain.revisions import Revision
from blueprint.domain.threads import Placement, PlacementStatus
from blueprint.services.drafting.comparisons import comparison

CONTEXT = 32
"""Characters of context on each side of a quotation, as in Hypothesis."""


def next_placements(placed: Mapping[str, Placement], head: Revision, revision: Revision) -> dict[str, Placement]:
    """The placements on the next revision of threads that are placed on the head, by the threads' ids."""
    found = comparison(head.markdown, revision.markdown, head.language)
    return {thread_id: _carry(placement, found, head, revision) for thread_id, placement in placed.items()}


def may_be_restored(words: str, head: Revision, revision: Revision) -> bool:
    """Whether a revision may contain words that its head lacks: at least half of them were inserted."""
    wanted = _words(words, head.language)
    return 2 * len(wanted & _inserted_words(head.markdown, revision.markdown, head.language)) >= len(wanted)


@lru_cache(maxsize=16)
def _inserted_words(old: str, new: str, language: str) -> frozenset[str]:
    """The words inserted between two sources, in lower case."""
    changes = comparison(old, new, language).changes
    pieces = (piece for change in changes for operation, piece in change.words if operation == "+")
    return frozenset[str]().union(*(_words(piece, language) for piece in pieces))


def _words(source: str, language: str) -> frozenset[str]:
    """The words in lower case, without punctuation unless there is nothing else."""
    found = [word for word in text.words(source.lower(), language) if not word.isspace()]
    return frozenset(word for word in found if word[0].isalnum()) or frozenset(found)


def placement_of(revision: Revision, start: int, end: int, *, method: str, by: str | None = None) -> Placement:
    """A placement chosen by a person on a revision."""
    index = nearest_paragraph(revision, start)
    return Placement(
        revision=revision.number,
        status=PlacementStatus.UNCHANGED,
        start=start,
        end=end,
        exact=revision.markdown[start:end],
        lineage=revision.paragraphs[index].lineage,
        **_near(revision, index),
        method=method,
        confidence=1.0,
        placed_by=by,
    )


def nearest_paragraph(revision: Revision, offset: int) -> int:
    """The index of the paragraph at an offset of the source, or of the last one before it."""
    return max(0, sum(1 for p in revision.paragraphs if p.start <= offset) - 1)


def _carry(placement: Placement, found: text.Comparison, head: Revision, revision: Revision) -> Placement:
    if placement.start is None or placement.end is None:
        near = _near(revision, text.near_paragraph(placement.near, found))
        return placement.model_copy(update={"revision": revision.number, **near, "placed_by": None})
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
        **_near(revision, moved.near),
        method=moved.method,
        confidence=moved.confidence,
    )


def _near(revision: Revision, index: int) -> dict[str, Any]:
    """What a placement says of the paragraph that it is in, or beside."""
    span = revision.paragraphs[index] if index < len(revision.paragraphs) else None
    return {"near": index, "near_lineage": span.lineage if span else None, "near_start": span.start if span else 0}


def _status(before: PlacementStatus, now: PlacementStatus) -> PlacementStatus:
    """The status to show: once changed, words stay “changed” on later revisions that do not touch them."""
    return before if now is PlacementStatus.UNCHANGED else now
