"""Merging a save with a head that has moved on. Pure."""

from collections.abc import Iterator, Mapping

from blueprint import text
from blueprint.domain.errors import MergeNeeded
from blueprint.domain.merges import ConflictPart, PendingMerge
from blueprint.domain.revisions import Revision
from blueprint.domain.value import Value
from blueprint.services.drafting import comparisons
from blueprint.services.drafting.dialects import in_current_dialect
from blueprint.services.drafting.draft_merge import both_wordings, paragraph_kinds, passage_kind


class Resolution(Value):
    """A person's decision on a pending merge with that `head`: one wording for each conflict."""

    head: int
    choices: tuple[str, ...]


def merged(
    base: Revision, head: Revision, title: str, markdown: str, resolution: Resolution | None, saver_id: str
) -> tuple[str, str]:
    """Title and source with the changes of the head and of the saver; raises `MergeNeeded` on conflicts.

    Every passage that both changed is a conflict, even where the words do not overlap, since nobody has read the result. A
    resolution is valid only for its head: when that has changed too, `MergeNeeded` is raised again.
    """
    links = comparisons.known_links(base, head)
    old, theirs = (in_current_dialect(each.markdown, each.dialect) for each in (base, head))
    merge = text.merge(old, markdown, theirs, head.language, their_links=links)
    titles_conflict = title not in (base.title, head.title) and head.title != base.title
    valid = resolution if resolution and resolution.head == head.number else None
    choices = valid.choices if valid and len(valid.choices) == len(merge.changed_by_both) else ()
    undecided_title = titles_conflict and valid is None
    if undecided_title or (merge.changed_by_both and not choices):
        kinds = paragraph_kinds(markdown) | paragraph_kinds(theirs)
        raise MergeNeeded(_pending(base, head, title, saver_id, tuple(_parts(merge, kinds))))
    merged_title = head.title if title == base.title else title
    return merged_title, merge.resolve_all(choices)


def _parts(merge: text.MergeResult, kinds: Mapping[str, text.ParagraphKind]) -> Iterator[str | ConflictPart]:
    for part in merge.parts:
        if isinstance(part, str):
            yield part
            continue
        kind = passage_kind(part, kinds)
        yield ConflictPart(
            base=part.base,
            theirs=part.theirs,
            ours=part.ours,
            lead=part.lead,
            together=part.together,
            both=both_wordings(part, kind),
            row=kind is text.ParagraphKind.TABLE_ROW,
        )


def _pending(
    base: Revision, head: Revision, title: str, saver_id: str, parts: tuple[str | ConflictPart, ...]
) -> PendingMerge:
    return PendingMerge(
        proposal_id=head.proposal_id,
        base=base.number,
        head=head.number,
        head_saved_by=head.saved_by_name,
        own=head.saved_by == saver_id,
        title=title,
        head_title=head.title,
        parts=parts,
    )
