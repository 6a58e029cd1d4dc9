"""What happened between two texts, in words with paragraph numbers."""

from collections import Counter
from collections.abc import Callable, Sequence

from blueprint.locales import gettext as _
from blueprint.locales import mark, ngettext
from blueprint.text import Change, ChangeKind, ParagraphKind
from blueprint.ui.viewmodels.document import DocumentView

_SUMMARY: tuple[tuple[tuple[ChangeKind, ...], Callable[[int], str]], ...] = (
    ((ChangeKind.EDITED,), lambda count: ngettext("{count} edited", "{count} edited", count)),
    ((ChangeKind.MOVED, ChangeKind.MOVED_EDITED), lambda count: ngettext("{count} moved", "{count} moved", count)),
    ((ChangeKind.INSERTED,), lambda count: ngettext("{count} added", "{count} added", count)),
    ((ChangeKind.DELETED,), lambda count: ngettext("{count} removed", "{count} removed", count)),
    ((ChangeKind.SPLIT,), lambda count: ngettext("{count} divided", "{count} divided", count)),
    ((ChangeKind.JOINED,), lambda count: ngettext("{count} joined", "{count} joined", count)),
    (
        (ChangeKind.RENUMBERED,),
        lambda count: ngettext("{count} renumbered only", "{count} renumbered only", count),
    ),
    (
        (ChangeKind.REFORMATTED,),
        lambda count: ngettext("{count} with other formatting only", "{count} with other formatting only", count),
    ),
)
_NOTES = {
    ChangeKind.MOVED: mark("Moved here from {before}"),
    ChangeKind.MOVED_EDITED: mark("Moved here from {before}, and edited"),
    ChangeKind.SPLIT: mark("Divided: {before} became {after}"),
    ChangeKind.JOINED: mark("Joined: {before} became {after}"),
    ChangeKind.INSERTED: mark("Added"),
    ChangeKind.DELETED: mark("Removed"),
    ChangeKind.EDITED: mark("Edited"),
    ChangeKind.RENUMBERED: mark("Renumbered only"),
    ChangeKind.REFORMATTED: mark("Only the formatting changed"),
}
_MOVED_AWAY = {
    ParagraphKind.HEADING: mark("A heading moved to {place}"),
    ParagraphKind.IMAGE: mark("A picture moved to {place}"),
    ParagraphKind.TABLE_ROW: mark("A table row moved to {place}"),
    ParagraphKind.FOOTNOTE: mark("A footnote moved to {place}"),
}


def comparison_summary(changes: Sequence[Change]) -> str:
    """What changed in one sentence: “3 edited, 1 moved, 2 added, 1 removed.”"""
    counts = Counter(change.kind for change in changes)
    totals = [(sum(counts[kind] for kind in kinds), wording) for kinds, wording in _SUMMARY]
    found = [wording(total) for total, wording in totals if total]
    return _("{changes}.", changes=_(", ").join(found)) if found else _("No differences.")


def comparison_note(change: Change, old: DocumentView, new: DocumentView) -> str:
    """What happened to the paragraphs of a change; "" for nothing."""
    message = _NOTES.get(change.kind)
    return _(message, before=_place(change.old, old), after=_place(change.new, new)) if message else ""


def reformatted_note() -> str:
    """That the words are the same, and only their formatting is not."""
    return _("Only the formatting changed")


def moved_away_note(index: int, moved_to: Sequence[int], old: DocumentView, new: DocumentView) -> str:
    """Where a moved paragraph of the old text is in the new one."""
    former, place = old.places[index], _place(moved_to, new)
    if former:
        return _("Paragraph {number} moved to {place}", number=former.label, place=place)
    return _(_MOVED_AWAY.get(old.document.paragraphs[index].kind, mark("A passage moved to {place}")), place=place)


def _place(indexes: Sequence[int], view: DocumentView) -> str:
    """“paragraph 4”, “paragraphs 4 and 5”; for what has no number “after paragraph 3”."""
    numbers = [place.label for at in indexes if (place := view.places[at])]
    if not indexes:
        return ""
    if not numbers:
        above = next((place for at in range(indexes[0], -1, -1) if (place := view.places[at])), None)
        return _("after paragraph {number}", number=above.label) if above else _("the beginning")
    if len(numbers) == 1:
        return _("paragraph {number}", number=numbers[0])
    return _("paragraphs {numbers} and {last}", numbers=_(", ").join(numbers[:-1]), last=numbers[-1])
