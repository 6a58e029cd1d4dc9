"""Threads beside words: where each stands, what is said of its place, in which order they are numbered."""

from datetime import UTC, datetime

import pytest

from blueprint.domain.convenings import Role
from blueprint.domain.permissions import Actor
from blueprint.domain.threads import Anchor, Comment, Placement, PlacementStatus, Thread
from blueprint.ui.viewmodels.document import document_view
from blueprint.ui.viewmodels.threads import lay_out_threads, paragraph_name, placement_note

NOW = datetime(2026, 11, 1, tzinfo=UTC)
TEXT = "One two three.\n\nFour five six.\n\nSeven."
REVIEWER = Actor(person_id="ada", role=Role.REVIEWER)


def thread(
    name: str,
    start: int | None,
    end: int | None,
    *,
    status: PlacementStatus = PlacementStatus.UNCHANGED,
    near: int = 0,
    revision: int = 1,
    exact: str = "words",
    resolved: bool = False,
    by: str = "ada",
) -> Thread:
    anchor = Anchor(revision=revision, lineage="l", start=start or 0, end=end or 5, exact=exact, prefix="", suffix="")
    placement = Placement(
        revision=revision,
        status=status,
        start=start,
        end=end,
        exact=exact,
        lineage=None,
        near=near,
        near_lineage=None,
        near_start=0,
        method="m",
        confidence=1,
    )
    return Thread(
        id=name,
        proposal_id="p",
        anchor=anchor,
        placement=placement,
        comments=(Comment(id=f"{name}1", author_id=by, author_name="Ada", body="Hm.", written_at=NOW),),
        started_by=by,
        started_at=NOW,
        resolved_at=NOW if resolved else None,
    )


def unnamed(_: Anchor) -> str:
    return ""


def test_threads_are_numbered_in_text_order_and_lost_ones_come_before_their_paragraph() -> None:
    threads = [thread("b", 20, 24), thread("a", 4, 7), thread("lost", None, None, status=PlacementStatus.GONE, near=1)]
    cards = lay_out_threads(threads, document_view(TEXT, "en"), 1, REVIEWER, unnamed).cards
    assert [(card["id"], card["number"], card["row"], card["lost"]) for card in cards] == [
        ("a", 1, 0, False),
        ("lost", 2, 1, True),
        ("b", 3, 1, False),
    ]


def test_a_thread_begun_on_a_later_revision_is_still_there() -> None:
    [card] = lay_out_threads([thread("late", 4, 7, revision=3)], document_view(TEXT, "en"), 2, REVIEWER, unnamed).cards
    assert (card["row"], card["note"]) == (-1, "Begun on revision 3")


def test_words_gone_from_the_new_text_are_shown_on_the_old_one() -> None:
    gone, stood = thread("t", None, None, status=PlacementStatus.GONE), thread("t", 4, 7)
    found = lay_out_threads(
        [gone], document_view("One.", "en"), 1, REVIEWER, unnamed, (document_view(TEXT, "en"), 1, [stood])
    )
    assert [(card["side"], card["row"], card["lost"]) for card in found.cards] == [("old", 0, False)]
    assert [(span.start, span.end) for span in found.on_old] == [(4, 7)]
    assert found.on_new == []


def test_resolved_threads_leave_no_mark_on_the_words() -> None:
    found = lay_out_threads([thread("t", 4, 7, resolved=True)], document_view(TEXT, "en"), 1, REVIEWER, unnamed)
    assert found.cards[0]["resolved"]
    assert found.on_new == []


def test_a_placement_beyond_the_text_is_beside_its_last_paragraph() -> None:
    [card] = lay_out_threads(
        [thread("t", None, None, status=PlacementStatus.GONE, near=99)], document_view(TEXT, "en"), 1, REVIEWER, unnamed
    ).cards
    assert card["row"] == 2


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (PlacementStatus.UNCHANGED, ""),
        (PlacementStatus.EDITED, "The words changed since. They were: “bold words”"),
        (PlacementStatus.MOVED, "Moved from paragraph 4"),
        (PlacementStatus.SPLIT, "The paragraph was divided since"),
        (PlacementStatus.GONE, "These words were removed. They were: “bold words”"),
    ],
)
def test_what_became_of_the_words_is_said_plainly(status: PlacementStatus, said: str) -> None:
    assert placement_note(thread("t", 0, 5, status=status, exact="**bold** words"), lambda _: "paragraph 4") == said


def test_a_reviewer_settles_their_own_threads_and_an_editor_all() -> None:
    threads = [thread("mine", 0, 3), thread("theirs", 4, 7, by="tomas")]
    text = document_view(TEXT, "en")
    assert [c["mayResolve"] for c in lay_out_threads(threads, text, 1, REVIEWER, unnamed).cards] == [True, False]
    editor = Actor(person_id="jonas", role=Role.EDITOR)
    assert all(card["mayResolve"] for card in lay_out_threads(threads, text, 1, editor, unnamed).cards)


def test_paragraphs_are_named_by_their_numbers() -> None:
    text = document_view("## Heading\n\nOne.\n\nTwo.", "en")
    assert [paragraph_name(text, at) for at in (3, 12, 18)] == ["", "paragraph 1", "paragraph 2"]
