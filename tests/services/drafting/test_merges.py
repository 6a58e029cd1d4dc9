"""Bringing two saves together: titles, passages, and choices that were made against another head."""

from datetime import UTC, datetime

import pytest

from blueprint.domain.errors import MergeNeeded
from blueprint.domain.people import Person
from blueprint.domain.revisions import Revision
from blueprint.services.drafting.merges import Resolution, merged
from blueprint.services.drafting.next_revision import first_revision, next_revision

NIA = Person(id="p", email="nia@example.org", name="Nia")
MIA = "m"
"""The id of the person who saves; what she is merged with is Nia's."""
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
    assert merged(BASE, head(theirs), ours, BASE_TEXT, None, MIA) == (kept, BASE_TEXT)


def test_two_titles_are_for_a_person_to_decide() -> None:
    with pytest.raises(MergeNeeded) as needed:
        merged(BASE, head("Land"), "Air", BASE_TEXT, None, MIA)
    pending = needed.value.merge
    assert (pending.title, pending.head_title, pending.base, pending.head) == ("Air", "Land", 1, 2)
    assert pending.conflicts == ()
    assert merged(BASE, head("Land"), "Air", BASE_TEXT, Resolution(head=2, choices=()), MIA) == ("Air", BASE_TEXT)


@pytest.mark.parametrize(("saver", "own"), [(MIA, False), (NIA.id, True)])
def test_it_is_known_whether_the_saver_has_saved_the_other_text_too(saver: str, own: bool) -> None:
    with pytest.raises(MergeNeeded) as needed:
        merged(BASE, head("Land"), "Air", BASE_TEXT, None, saver)
    assert needed.value.merge.own is own


@pytest.mark.parametrize(
    ("before", "theirs", "ours", "both"),
    [
        ("One.\n", "One a.\n", "One b.\n", "One a.\n\nOne b.\n"),
        ("- one\n- two\n", "- one\n- two a\n", "- one\n- two b\n", "- one\n- two a\n- two b\n"),
        (
            "| a | b |\n|---|---|\n| c | 12 |\n\nEnd.\n",
            "| a | b |\n|---|---|\n| c | 125 |\n\nEnd.\n",
            "| a | b |\n|---|---|\n| c | 127 |\n\nEnd.\n",
            "| a | b |\n|---|---|\n| c | 125 |\n| c | 127 |\n\nEnd.\n",
        ),
    ],
)
def test_both_wordings_one_after_the_other_stay_what_they_are(before: str, theirs: str, ours: str, both: str) -> None:
    base = first_revision("proposal", "Water", "en", before, "Started", NIA, NOW)
    newer = next_revision(base, "Water", theirs, "", NIA, NOW)
    with pytest.raises(MergeNeeded) as needed:
        merged(base, newer, "Water", ours, None, MIA)
    (part,) = needed.value.merge.conflicts
    assert part.row == before.startswith("|")
    assert merged(base, newer, "Water", ours, Resolution(head=2, choices=(part.both,)), MIA) == ("Water", both)


def test_different_passages_merge_by_themselves() -> None:
    title, text = merged(
        BASE, head("Land", BASE_TEXT.replace("March", "May")), "Water", BASE_TEXT.replace("courts", "judges"), None, MIA
    )
    assert (title, text) == ("Land", BASE_TEXT.replace("March", "May").replace("courts", "judges"))


def test_a_passage_that_both_changed_is_decided_against_the_head_that_was_seen() -> None:
    theirs, ours = head(markdown=BASE_TEXT.replace("March", "May")), BASE_TEXT.replace("March", "April")
    with pytest.raises(MergeNeeded) as needed:
        merged(BASE, theirs, "Water", ours, None, MIA)
    (part,) = needed.value.merge.conflicts
    assert (part.base, part.theirs, part.ours) == (ONE, ONE.replace("March", "May"), ONE.replace("March", "April"))
    decided = Resolution(head=2, choices=(ONE.replace("March", "June"),))
    assert merged(BASE, theirs, "Water", ours, decided, MIA) == ("Water", BASE_TEXT.replace("March", "June"))
    for stale in (
        Resolution(head=1, choices=decided.choices),
        Resolution(head=2, choices=()),
        Resolution(head=2, choices=("a", "b")),
    ):
        with pytest.raises(MergeNeeded):
            merged(BASE, theirs, "Water", ours, stale, MIA)


def test_words_that_do_not_touch_in_one_passage_are_offered_together() -> None:
    theirs = head(markdown=BASE_TEXT.replace("March", "May"))
    with pytest.raises(MergeNeeded) as needed:
        merged(BASE, theirs, "Water", BASE_TEXT.replace("shall publish", "publishes"), None, MIA)
    (part,) = needed.value.merge.conflicts
    assert part.together == ONE.replace("March", "May").replace("shall publish", "publishes")


def test_a_passage_that_was_rewritten_over_several_revisions_is_known_by_its_lineage() -> None:
    steps = (
        "Rivers and forests have standing before every judge of the land.",
        "Streams and woods may be heard by every judge of the land.",
        "Streams and woods may be heard wherever people are heard.",
    )
    latest = BASE
    for number, step in enumerate(steps, start=2):
        latest = next_revision(latest, "Water", f"{ONE}\n\n{step}\n", "", NIA, NOW).model_copy(
            update={"number": number}
        )
    assert latest.paragraphs[1].lineage == BASE.paragraphs[1].lineage
    with pytest.raises(MergeNeeded) as needed:
        merged(BASE, latest, "Water", BASE_TEXT.replace("courts", "judges"), None, MIA)
    (part,) = needed.value.merge.conflicts
    assert (part.base, part.theirs, part.ours) == (TWO, steps[-1], TWO.replace("courts", "judges"))
