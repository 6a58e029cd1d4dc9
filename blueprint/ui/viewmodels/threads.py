"""A proposal's threads as a browser draws them beside the words, each with a sentence on where its words are now."""

from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import NamedTuple, TypedDict

from blueprint.domain.permissions import Action, Actor, may
from blueprint.domain.threads import Anchor, Comment, Placement, PlacementStatus, Thread
from blueprint.locales import gettext as _
from blueprint.ui.viewmodels.document import DocumentView, MarkedRange, paragraph_at, plain_text

LONGEST_QUOTE = 280

ParagraphNamer = Callable[[Anchor], str]
"""How the paragraph was called where a thread began, e.g. “paragraph 4”; "" when it had no number."""


class CommentView(TypedDict):
    """A comment as the browser gets it; `at` is an ISO 8601 instant."""

    id: str
    by: str
    at: str
    body: str
    edited: bool
    retracted: bool
    mine: bool


class ThreadView(TypedDict):
    """A thread as the browser gets it.

    `row` is the paragraph it is drawn beside on `side`; `lost` says that its words are not in that text: it is drawn where
    they were. `row` is -1 for a thread that began on a later revision than the one shown.
    """

    id: str
    number: int
    side: str
    row: int
    lost: bool
    status: str
    note: str
    comments: list[CommentView]
    resolved: bool
    mayResolve: bool


class ThreadLayout(NamedTuple):
    """The threads on one or two texts: their views in the text's order, and the ranges of source they are anchored to."""

    cards: list[ThreadView]
    on_old: list[MarkedRange]
    on_new: list[MarkedRange]


class _CardPosition(NamedTuple):
    side: str
    row: int
    span: MarkedRange | None


def lay_out_threads(
    threads: Sequence[Thread],
    shown: DocumentView,
    number: int,
    actor: Actor,
    name_of: ParagraphNamer,
    earlier: tuple[DocumentView, int, Sequence[Thread]] | None = None,
) -> ThreadLayout:
    """Lay out the threads as they are placed on revision `number`.

    When two revisions are compared, `earlier` is the old text, its number, and the same threads as they are placed there:
    those whose words are gone from the new one are shown on the old one's.
    """
    on_earlier = {thread.id: thread for thread in earlier[2]} if earlier else {}
    cards: list[tuple[tuple[bool, int, int], ThreadView]] = []
    on_old: list[MarkedRange] = []
    on_new: list[MarkedRange] = []
    for thread in threads:
        place = _place(thread, shown, number)
        old = on_earlier.get(thread.id)
        if place.span is None and earlier and old:
            at = _place(old, earlier[0], earlier[1], "old")
            place = at if at.span else place
        cards.append((_order(place), _card(thread, place, actor, name_of)))
        if place.span and not thread.resolved:
            (on_old if place.side == "old" else on_new).append(place.span)
    return ThreadLayout(_in_order(cards), on_old, on_new)


def placement_note(thread: Thread, name_of: ParagraphNamer) -> str:
    """What became of the words, in a sentence; "" when nothing did."""
    words = _short(plain_text(thread.anchor.exact))
    match thread.placement.status:
        case PlacementStatus.EDITED:
            return _("The words changed since. They were: “{words}”", words=words)
        case PlacementStatus.MOVED:
            place = name_of(thread.anchor)
            return _("Moved from {place}", place=place) if place else _("Moved since")
        case PlacementStatus.SPLIT:
            return _("The paragraph was divided since")
        case PlacementStatus.GONE:
            return _("These words were removed. They were: “{words}”", words=words)
    return ""


def paragraph_name(view: DocumentView, offset: int) -> str:
    """What people call the paragraph that holds an offset of the source: “paragraph 4”; "" when it has no number."""
    index = paragraph_at(view, offset)
    place = view.places[index] if index is not None else None
    return _("paragraph {number}", number=place.label) if place else ""


def _place(thread: Thread, view: DocumentView, number: int, side: str = "new") -> _CardPosition:
    placement = thread.placement
    if placement.revision > number:
        return _CardPosition(side, -1, None)
    if placement.start is None or placement.end is None:
        return _CardPosition(side, _nearest_row(placement, view), None)
    index = paragraph_at(view, placement.start, placement.end)
    if index is None:
        return _CardPosition(side, _nearest_row(placement, view), None)
    return _CardPosition(side, index, MarkedRange(placement.start, placement.end, thread.id))


def _nearest_row(placement: Placement, view: DocumentView) -> int:
    return max(0, min(placement.near, len(view.document.paragraphs) - 1))


def _card(thread: Thread, place: _CardPosition, actor: Actor, name_of: ParagraphNamer) -> ThreadView:
    begun = _("Begun on revision {number}", number=thread.anchor.revision) if place.row < 0 else ""
    return ThreadView(
        id=thread.id,
        number=0,
        side=place.side,
        row=place.row,
        lost=place.span is None,
        status=thread.placement.status.value,
        note=begun or placement_note(thread, name_of),
        comments=[_comment(comment, actor) for comment in thread.comments],
        resolved=thread.resolved,
        mayResolve=thread.started_by == actor.person_id or may(actor, Action.RESOLVE),
    )


def _comment(comment: Comment, actor: Actor) -> CommentView:
    return CommentView(
        id=comment.id,
        by=comment.author_name,
        at=comment.written_at.isoformat(timespec="seconds"),
        body=comment.body,
        edited=comment.edited_at is not None and not comment.retracted,
        retracted=comment.retracted,
        mine=comment.author_id == actor.person_id,
    )


def _order(place: _CardPosition) -> tuple[bool, int, int]:
    """By row, threads of later revisions last; within a row those without words first, then by position."""
    return place.row < 0, place.row, place.span.start if place.span else -1


def _in_order(cards: Sequence[tuple[tuple[bool, int, int], ThreadView]]) -> list[ThreadView]:
    """The cards in their order with their numbers from 1, resolved ones among them."""
    ordered = [card for _key, card in sorted(cards, key=itemgetter(0))]
    return [{**card, "number": number} for number, card in enumerate(ordered, start=1)]


def _short(words: str) -> str:
    return words if len(words) <= LONGEST_QUOTE else f"{words[:LONGEST_QUOTE].rsplit(' ', 1)[0]} …"
