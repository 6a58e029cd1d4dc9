"""Bringing two saves together: titles, passages, and choices that were made against another head."""

from datetime import UTC, datetime

import pytest

from blueprint.domain.errors import MergeNeeded
from blueprint.domain.people import Person
from blueprint.domain.proposals import Revision
from blueprint.services.drafting.next_revision import (
    Resolution,
    came_back,
    first_revision,
    former,
    merged,
    next_revision,
)

NIA = Person(id="p", email="nia@example.org", name="Nia")
NOW = datetime(2026, 5, 1, tzinfo=UTC)
ONE = "Every municipality shall publish its budget before the end of March."
TWO = "Rivers and forests have standing before the courts."
BASE_TEXT = f"{ONE}\n\n{TWO}\n"
BASE = first_revision("proposal", "Water", "en", BASE_TEXT, "Started", NIA, NOW)


def head(title: str = "Water", markdown: str = BASE_TEXT, number: int = 2) -> Revision:
    """What somebody else saved meanwhile."""
    return next_revision(BASE, title, markdown, "", NIA, NOW).model_copy(update={"number": number})


@pytest.mark.parametrize(
    ("ours", "theirs", "kept"),
    [
        ("Water", "Water", "Water"),
        ("Land", "Water", "Land"),
        ("Water", "Land", "Land"),
        ("Land", "Land", "Land"),
    ],
)
def test_a_title_that_only_one_side_changed_or_both_alike_is_kept(ours: str, theirs: str, kept: str) -> None:
    assert merged(BASE, head(theirs), ours, BASE_TEXT, None) == (kept, BASE_TEXT)


def test_two_titles_are_for_a_person_to_decide() -> None:
    with pytest.raises(MergeNeeded) as needed:
        merged(BASE, head("Land"), "Air", BASE_TEXT, None)
    pending = needed.value.merge
    assert (pending.title, pending.head_title, pending.base, pending.head) == ("Air", "Land", 1, 2)
    assert pending.conflicts == ()
    assert merged(BASE, head("Land"), "Air", BASE_TEXT, Resolution(head=2, choices=())) == ("Air", BASE_TEXT)


def test_different_passages_merge_by_themselves() -> None:
    title, text = merged(
        BASE, head("Land", BASE_TEXT.replace("March", "May")), "Water", BASE_TEXT.replace("courts", "judges"), None
    )
    assert (title, text) == ("Land", BASE_TEXT.replace("March", "May").replace("courts", "judges"))


def test_a_passage_that_both_changed_is_decided_against_the_head_that_was_seen() -> None:
    theirs, ours = head(markdown=BASE_TEXT.replace("March", "May")), BASE_TEXT.replace("March", "April")
    with pytest.raises(MergeNeeded) as needed:
        merged(BASE, theirs, "Water", ours, None)
    (part,) = needed.value.merge.conflicts
    assert (part.base, part.theirs, part.ours) == (ONE, ONE.replace("March", "May"), ONE.replace("March", "April"))
    decided = Resolution(head=2, choices=(ONE.replace("March", "June"),))
    assert merged(BASE, theirs, "Water", ours, decided) == ("Water", BASE_TEXT.replace("March", "June"))
    for stale in (
        Resolution(head=1, choices=decided.choices),
        Resolution(head=2, choices=()),
        Resolution(head=2, choices=("a", "b")),
    ):
        with pytest.raises(MergeNeeded):
            merged(BASE, theirs, "Water", ours, stale)


def test_words_that_do_not_touch_in_one_passage_are_offered_together() -> None:
    theirs = head(markdown=BASE_TEXT.replace("March", "May"))
    with pytest.raises(MergeNeeded) as needed:
        merged(BASE, theirs, "Water", BASE_TEXT.replace("shall publish", "publishes"), None)
    (part,) = needed.value.merge.conflicts
    assert part.together == ONE.replace("March", "May").replace("shall publish", "publishes")


def test_paragraphs_keep_their_lineage_and_a_new_one_gets_its_own() -> None:
    longer = next_revision(BASE, "Water", f"{ONE}\n\nNew words in between.\n\n{TWO}\n", "Why", NIA, NOW, parent=1)
    kept, new, last = (paragraph.lineage for paragraph in longer.paragraphs)
    assert [kept, last] == [paragraph.lineage for paragraph in BASE.paragraphs]
    assert new not in (kept, last)
    assert (longer.number, longer.message, longer.parent, longer.merged) == (2, "Why", 1, None)
    assert set(former([BASE])) == {ONE, TWO}


@pytest.mark.parametrize(
    ("words", "text", "back"),
    [
        ("Housing is common.", f"{BASE_TEXT}\nHousing is common.\n", True),
        ("Housing is common.", f"{BASE_TEXT}\nHousing is dear.\n", True),
        ("Housing is common now.", f"{BASE_TEXT}\nHousing.\n", False),
        ("Housing is common.", BASE_TEXT, False),
        ("—", f"{BASE_TEXT}\n—\n", True),
    ],
)
def test_words_may_have_come_back_when_half_of_them_were_written(words: str, text: str, back: bool) -> None:
    assert came_back(words, BASE, next_revision(BASE, "Water", text, "", NIA, NOW)) is back
