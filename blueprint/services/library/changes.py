"""What changed from one edition to a later one: proposals, their paragraphs, and words."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import lru_cache

from blueprint.domain.published_editions import PublishedEdition, PublishedProposal
from blueprint.domain.value import Value
from blueprint.publishing import Chapter, ParagraphPlace, places_in
from blueprint.services.context import Workbench
from blueprint.services.drafting.comparisons import by_lineages
from blueprint.services.library.reading import open_edition
from blueprint.text import (
    IN_NEW,
    IN_OLD,
    Change,
    ChangeKind,
    Comparison,
    Lineage,
    Paragraph,
    ParagraphKind,
    visible_runs,
)

Places = Sequence[ParagraphPlace | None]
_UNREPORTED = frozenset({ChangeKind.SAME, ChangeKind.REFORMATTED})


class ProposalChangeKind(StrEnum):
    """How a proposal changed between two editions."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    SAME = "same"


class ProposalChange(Value):
    """How one proposal changed: `entry` in the later edition, `former` in the earlier one; None where it is not in it.

    `count` is how many paragraphs were changed, moved, added or removed.
    """

    kind: ProposalChangeKind
    entry: PublishedProposal | None
    former: PublishedProposal | None
    count: int = 0


class ParagraphChange(Value):
    """One change of a paragraph, as readers see it.

    `kind` is a value of `ChangeKind`. `pieces` are (operation, words): "=" unchanged, "-" removed, "+" added. `label`
    and `anchor` are the paragraph's in the later edition, `former` its label in the earlier one; "" for none.
    """

    kind: str
    label: str
    anchor: str
    former: str
    pieces: tuple[tuple[str, str], ...]


def proposals_changed_since(
    workbench: Workbench, edition: PublishedEdition, earlier: PublishedEdition
) -> tuple[ProposalChange, ...]:
    """How each proposal changed since the `earlier` edition, in the order of this one's contents, removed ones last."""
    former = {entry.proposal_id: entry for entry in earlier.entries}
    present = {entry.proposal_id for entry in edition.entries}
    current = (
        _proposal_change(workbench, edition, earlier, entry, former.get(entry.proposal_id)) for entry in edition.entries
    )
    removed = (
        ProposalChange(kind=ProposalChangeKind.REMOVED, entry=None, former=entry)
        for entry in earlier.entries
        if entry.proposal_id not in present
    )
    return (*current, *removed)


def paragraphs_changed_since(
    workbench: Workbench,
    edition: PublishedEdition,
    earlier: PublishedEdition,
    entry: PublishedProposal,
    former: PublishedProposal,
) -> tuple[ParagraphChange, ...]:
    """The changed paragraphs of a proposal, without those whose formatting alone, or number in a list, changed."""
    old = open_edition(workbench, earlier).book.chapters[former.chapter - 1]
    new = open_edition(workbench, edition).book.chapters[entry.chapter - 1]
    comparison = _comparison(old, new)
    places = places_in(old, comparison.old), places_in(new, comparison.new)
    return tuple(
        _paragraph_change(change, comparison, places)
        for change in comparison.changes
        if _is_reported(change, comparison)
    )


def _proposal_change(
    workbench: Workbench,
    edition: PublishedEdition,
    earlier: PublishedEdition,
    entry: PublishedProposal,
    former: PublishedProposal | None,
) -> ProposalChange:
    if former is None:
        return ProposalChange(kind=ProposalChangeKind.ADDED, entry=entry, former=None)
    if former.content_hash == entry.content_hash and former.title == entry.title:
        return ProposalChange(kind=ProposalChangeKind.SAME, entry=entry, former=former)
    old = open_edition(workbench, earlier).book.chapters[former.chapter - 1]
    new = open_edition(workbench, edition).book.chapters[entry.chapter - 1]
    count = _count(old, new)
    kind = ProposalChangeKind.CHANGED if count or former.title != entry.title else ProposalChangeKind.SAME
    return ProposalChange(kind=kind, entry=entry, former=former, count=count)


@lru_cache(maxsize=512)
def _count(old: Chapter, new: Chapter) -> int:
    comparison = _comparison(old, new)
    return sum(_is_reported(change, comparison) for change in comparison.changes)


def _comparison(old: Chapter, new: Chapter) -> Comparison:
    """By lineages: many revisions may be between two editions."""
    before, after = (tuple(Lineage(id_) for _, _, id_ in chapter.paragraphs) for chapter in (old, new))
    return by_lineages(old.markdown, new.markdown, before, after, new.language)


def _is_reported(change: Change, comparison: Comparison) -> bool:
    """Items of a list are counted by the list: another number of theirs is nothing that happened to them."""
    if change.kind is ChangeKind.RENUMBERED:
        return comparison.new.paragraphs[change.new[0]].kind is not ParagraphKind.LIST_ITEM
    return change.kind not in _UNREPORTED


def _paragraph_change(change: Change, comparison: Comparison, places: tuple[Places, Places]) -> ParagraphChange:
    old = [comparison.old.paragraphs[at] for at in change.old]
    new = [comparison.new.paragraphs[at] for at in change.new]
    former, place = (of[at[0]] if at else None for of, at in zip(places, (change.old, change.new), strict=True))
    return ParagraphChange(
        kind=change.kind.value,
        label=place.label if place else "",
        anchor=place.anchor if place else "",
        former=former.label if former else "",
        pieces=tuple(_pieces(change, old, new)),
    )


def _pieces(change: Change, old: Sequence[Paragraph], new: Sequence[Paragraph]) -> Iterator[tuple[str, str]]:
    """The diff of the visible text: each segment of the source's word diff without its markup, and in its new form."""
    visible_old, visible_new = _visible_characters(old), _visible_characters(new)
    at_old = at_new = 0
    for operation, source in change.words:
        visible, at = (visible_old, at_old) if operation == "-" else (visible_new, at_new)
        if operation != "<" and (words := "".join(visible[at : at + len(source)])):
            yield (operation if operation in "-+" else "="), words
        at_old += len(source) if operation in IN_OLD else 0
        at_new += len(source) if operation in IN_NEW else 0


def _visible_characters(paragraphs: Sequence[Paragraph]) -> list[str]:
    """For each character of the paragraphs' sources its visible text, with a space after each paragraph."""
    visible: list[str] = []
    for paragraph in paragraphs:
        begin = len(visible)
        visible += [""] * len(paragraph.text)
        for run in visible_runs(paragraph):
            for offset, character in zip(run.offsets, run.text, strict=True):
                visible[begin + offset] += character
        if paragraph is not paragraphs[-1] and paragraph.text:
            visible[-1] += " "
    return visible
