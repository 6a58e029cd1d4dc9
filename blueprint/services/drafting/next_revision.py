"""Making the next revision: lineages, merged words, and where every thread goes. Pure: values in, values out."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import lru_cache

from blueprint import text
from blueprint.domain.errors import MergeNeeded
from blueprint.domain.identifiers import new_lineage
from blueprint.domain.people import Person
from blueprint.domain.proposals import ConflictPart, ParagraphSpan, PendingMerge, Revision, content_hash
from blueprint.domain.threads import Placement, PlacementStatus, Thread
from blueprint.domain.value import Value

CONTEXT = 32
"""Characters of source kept on each side of quoted words, as Hypothesis and our measurements do."""


class Resolution(Value):
    """A person's decision on a pending merge: one wording for each conflict, made against that head."""

    head: int
    choices: tuple[str, ...]


@lru_cache(maxsize=256)
def comparison(old: str, new: str, language: str) -> text.Comparison:
    """What happened between two sources; remembered, for the same two are asked for again and again."""
    return text.compare(old, new, language)


def between(old: Revision, new: Revision) -> text.Comparison:
    """What happened between any two revisions of one proposal, in either order, by the lineages stored with them."""
    if old.number > new.number:
        return text.reverse(between(new, old))
    return _composed(old.markdown, new.markdown, _lineages(old), _lineages(new), new.language)


@lru_cache(maxsize=256)
def _composed(
    old: str, new: str, before: tuple[text.Lineage, ...], after: tuple[text.Lineage, ...], language: str
) -> text.Comparison:
    left, right = text.split(old), text.split(new)
    if (len(left.paragraphs), len(right.paragraphs)) != (len(before), len(after)):
        return text.compare(left, right, language)  # stored by an earlier version that cut texts otherwise
    return text.compare_by_lineage(left, right, before, after, language)


def _lineages(revision: Revision) -> tuple[text.Lineage, ...]:
    return tuple(text.Lineage(p.lineage, p.ancestors) for p in revision.paragraphs)


def first_revision(
    proposal_id: str, title: str, language: str, markdown: str, message: str, person: Person, now: datetime
) -> Revision:
    """Revision 1, every paragraph with a new lineage."""
    document = text.split(markdown)
    return _revision(proposal_id, 1, title, language, markdown, message, person, now).model_copy(
        update={"paragraphs": _placed(document, text.initial_lineages(document, new_lineage))}
    )


def next_revision(
    head: Revision,
    title: str,
    markdown: str,
    message: str,
    person: Person,
    now: datetime,
    earlier: Iterable[Revision] = (),
    **origin: int | None,
) -> Revision:
    """The revision after the head: every paragraph keeps its lineage, and one that comes back gets its old one.

    `earlier` are the revisions in which a returning paragraph may have stood, the oldest first; `origin` holds `parent`,
    `merged` and `restored`.
    """
    found = comparison(head.markdown, markdown, head.language)
    lineages = text.assign_lineages(found, _lineages(head), new_lineage, former(earlier))
    number = head.number + 1
    revision = _revision(head.proposal_id, number, title, head.language, markdown, message, person, now)
    return revision.model_copy(update={"paragraphs": _placed(found.new, lineages), **origin})


def former(revisions: Iterable[Revision]) -> dict[str, text.Lineage]:
    """The text of every paragraph that ever stood, with the lineage it had last."""
    return {
        revision.markdown[p.start : p.end]: text.Lineage(p.lineage, p.ancestors)
        for revision in revisions
        for p in revision.paragraphs
    }


def merged(base: Revision, head: Revision, title: str, markdown: str, resolution: Resolution | None) -> tuple[str, str]:
    """Title and source that hold both the head's changes and this person's; raises `MergeNeeded` when they collide.

    They collide in every passage that both changed, even where the words do not touch: what such a passage then says,
    nobody has read. A resolution counts only for the head it was made against: when that has moved on too, the person is
    asked again.
    """
    merge = text.merge(base.markdown, markdown, head.markdown, head.language)
    titles_collide = title not in (base.title, head.title) and head.title != base.title
    decided = resolution if resolution and resolution.head == head.number else None
    if decided is None and (merge.changed_by_both or titles_collide):
        raise MergeNeeded(_pending(base, head, title, merge))
    choices = decided.choices if decided and len(decided.choices) == len(merge.changed_by_both) else ()
    if merge.changed_by_both and not choices:
        raise MergeNeeded(_pending(base, head, title, merge))
    kept_title = head.title if title == base.title else title
    return kept_title, merge.resolve_all(choices)


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


def _pending(base: Revision, head: Revision, title: str, merge: text.MergeResult) -> PendingMerge:
    parts = tuple(
        part
        if isinstance(part, str)
        else ConflictPart(base=part.base, theirs=part.theirs, ours=part.ours, lead=part.lead, together=part.together)
        for part in merge.parts
    )
    return PendingMerge(
        proposal_id=head.proposal_id,
        base=base.number,
        head=head.number,
        head_saved_by=head.saved_by_name,
        title=title,
        head_title=head.title,
        parts=parts,
    )


def _placed(document: text.Document, lineages: Sequence[text.Lineage]) -> tuple[ParagraphSpan, ...]:
    return tuple(
        ParagraphSpan(lineage=lineage.id, ancestors=lineage.ancestors, start=paragraph.start, end=paragraph.end)
        for paragraph, lineage in zip(document.paragraphs, lineages, strict=True)
    )


def _revision(
    proposal_id: str, number: int, title: str, language: str, markdown: str, message: str, person: Person, now: datetime
) -> Revision:
    return Revision(
        proposal_id=proposal_id,
        number=number,
        title=title,
        language=language,
        markdown=markdown,
        content_hash=content_hash(title, language, markdown),
        message=message,
        saved_by=person.id,
        saved_by_name=person.name,
        saved_at=now,
        paragraphs=(),
    )
