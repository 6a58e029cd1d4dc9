"""Merging a save with a head that has moved on. Pure."""

from blueprint import text
from blueprint.domain.errors import MergeNeeded
from blueprint.domain.merges import ConflictPart, PendingMerge
from blueprint.domain.revisions import Revision
from blueprint.domain.value import Value


class Resolution(Value):
    """A person's decision on a pending merge: one wording for each conflict, made against that head."""

    head: int
    choices: tuple[str, ...]


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
