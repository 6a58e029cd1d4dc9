"""What changed from one edition to a later one: which proposals, and in them which paragraphs and words."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import lru_cache

from blueprint.domain.library import PublishedEdition, PublishedProposal
from blueprint.domain.value import Value
from blueprint.publishing.numbering import COUNTED, numbered
from blueprint.services.context import Workbench
from blueprint.services.library.reading import open_edition
from blueprint.text import Change, ChangeKind, Comparison, Paragraph, compare, visible_runs

_UNTOLD = frozenset({ChangeKind.SAME, ChangeKind.REFORMATTED})


class ProposalChangeKind(StrEnum):
    """What became of a proposal between two editions."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    SAME = "same"


class ProposalChange(Value):
    """What became of one proposal. `entry` is the later edition's, `former` the earlier one's; one may be missing.

    `count` is how many paragraphs were changed, moved, added or removed.
    """

    fate: ProposalChangeKind
    entry: PublishedProposal | None
    former: PublishedProposal | None
    count: int = 0


class ParagraphChange(Value):
    """One thing that happened to a paragraph, in readers' words.

    `pieces` are (operation, words): "=" kept, "-" removed, "+" added. `number` and `anchor` are the paragraph's in the
    later edition, `former` its number in the earlier one; 0 and "" for what has none.
    """

    kind: str
    number: int
    anchor: str
    former: int
    pieces: tuple[tuple[str, str], ...]


def proposals_changed_since(
    workbench: Workbench, volume: PublishedEdition, earlier: PublishedEdition
) -> tuple[ProposalChange, ...]:
    """What became of each proposal from the `earlier` edition to this one, in the order of this one's contents."""
    former = {entry.proposal_id: entry for entry in earlier.entries}
    there = {entry.proposal_id for entry in volume.entries}
    kept = (_fate(workbench, volume, earlier, entry, former.get(entry.proposal_id)) for entry in volume.entries)
    gone = (
        ProposalChange(fate=ProposalChangeKind.REMOVED, entry=None, former=entry)
        for entry in earlier.entries
        if entry.proposal_id not in there
    )
    return (*kept, *gone)


def paragraphs_changed_since(
    workbench: Workbench,
    volume: PublishedEdition,
    earlier: PublishedEdition,
    entry: PublishedProposal,
    former: PublishedProposal,
) -> tuple[ParagraphChange, ...]:
    """What became of each paragraph of a proposal; those that stayed as they were, or were only set otherwise, left out."""
    old = open_edition(workbench, earlier).book.chapters[former.chapter - 1]
    new = open_edition(workbench, volume).book.chapters[entry.chapter - 1]
    anchors = {start: f"p-{lineage}" for start, _, lineage in new.paragraphs}
    comparison = compare(old.markdown, new.markdown, new.language)
    return tuple(_passage(change, comparison, anchors) for change in comparison.changes if change.kind not in _UNTOLD)


def _fate(
    workbench: Workbench,
    volume: PublishedEdition,
    earlier: PublishedEdition,
    entry: PublishedProposal,
    former: PublishedProposal | None,
) -> ProposalChange:
    if former is None:
        return ProposalChange(fate=ProposalChangeKind.ADDED, entry=entry, former=None)
    if former.fingerprint == entry.fingerprint and former.title == entry.title:
        return ProposalChange(fate=ProposalChangeKind.SAME, entry=entry, former=former)
    old = open_edition(workbench, earlier).book.chapters[former.chapter - 1].markdown
    new = open_edition(workbench, volume).book.chapters[entry.chapter - 1].markdown
    count = _count(old, new, entry.language)
    fate = ProposalChangeKind.CHANGED if count or former.title != entry.title else ProposalChangeKind.SAME
    return ProposalChange(fate=fate, entry=entry, former=former, count=count)


@lru_cache(maxsize=512)
def _count(old: str, new: str, language: str) -> int:
    return sum(change.kind not in _UNTOLD for change in compare(old, new, language).changes)


def _passage(change: Change, comparison: Comparison, anchors: dict[int, str]) -> ParagraphChange:
    old = [comparison.old.paragraphs[at] for at in change.old]
    new = [comparison.new.paragraphs[at] for at in change.new]
    counted = bool(new) and new[0].kind in COUNTED
    return ParagraphChange(
        kind=change.kind.value,
        number=_number(numbered(comparison.new), change.new),
        anchor=anchors.get(new[0].start, "") if counted else "",
        former=_number(numbered(comparison.old), change.old),
        pieces=tuple(_pieces(change, old, new)),
    )


def _number(numbers: Sequence[int | None], places: tuple[int, ...]) -> int:
    return (numbers[places[0]] or 0) if places else 0


def _pieces(change: Change, old: Sequence[Paragraph], new: Sequence[Paragraph]) -> Iterator[tuple[str, str]]:
    """The words that happened, without markup: of each piece of source what a reader sees of it."""
    seen_old, seen_new = _seen(old), _seen(new)
    at_old = at_new = 0
    for operation, source in change.words:
        seen, at = (seen_old, at_old) if operation == "-" else (seen_new, at_new)
        if said := "".join(seen[at : at + len(source)]):
            yield operation, said
        at_old += len(source) if operation in "=-" else 0
        at_new += len(source) if operation in "=+" else 0


def _seen(paragraphs: Sequence[Paragraph]) -> list[str]:
    """For each character of the paragraphs' sources what is seen of it, a space after each paragraph."""
    seen: list[str] = []
    for paragraph in paragraphs:
        begin = len(seen)
        seen += [""] * len(paragraph.text)
        for run in visible_runs(paragraph):
            for offset, character in zip(run.offsets, run.text, strict=True):
                seen[begin + offset] += character
        if paragraph is not paragraphs[-1] and paragraph.text:
            seen[-1] += " "
    return seen
