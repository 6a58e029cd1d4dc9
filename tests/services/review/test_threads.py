"""Threads stay on the words they were about, or say what became of them."""

import pytest

from blueprint.domain.errors import Conflict, Invalid, NotAllowed
from blueprint.domain.threads import PlacementStatus, Thread
from blueprint.services.drafting import revisions
from blueprint.services.review import threads
from tests.factories import TEXT, Scene
from tests.services.conftest import WORDS


def now(scene: Scene, thread: Thread, who: str = "observer") -> Thread:
    """The thread on the newest revision."""
    head = revisions.read_revision(scene.workbench, scene[who], thread.proposal_id)
    (found,) = threads.list_threads(scene.workbench, scene[who], thread.proposal_id, head.number)
    if found.placement.start is not None:
        assert head.markdown[found.placement.start : found.placement.end] == found.placement.exact
    return found


def save(scene: Scene, thread: Thread, markdown: str) -> None:
    head = revisions.read_revision(scene.workbench, scene["author"], thread.proposal_id)
    revisions.save_revision(
        scene.workbench, scene["author"], thread.proposal_id, base=head.number, title=head.title, markdown=markdown
    )


def test_a_thread_stays_on_its_words_after_an_edit_before_them(scene: Scene, thread: Thread) -> None:
    save(scene, thread, TEXT.replace("Every household", "Each and every household, rich or poor,"))
    assert now(scene, thread).placement.exact == WORDS
    assert now(scene, thread).placement.status is PlacementStatus.UNCHANGED


def test_a_thread_on_changed_words_says_so(scene: Scene, thread: Thread) -> None:
    save(scene, thread, TEXT.replace("Their books are open to all", "Their books are open to everyone"))
    placement = now(scene, thread).placement
    assert placement.status is PlacementStatus.EDITED
    assert placement.exact == "Their books are open to everyone"
    assert now(scene, thread).anchor.exact == WORDS


def test_a_thread_moves_with_its_paragraph(scene: Scene, thread: Thread) -> None:
    paragraphs = TEXT.split("\n\n")
    save(scene, thread, "\n\n".join([paragraphs[0], paragraphs[2], paragraphs[1], *paragraphs[3:]]))
    assert now(scene, thread).placement.exact == WORDS


def test_a_thread_never_disappears(scene: Scene, thread: Thread) -> None:
    gone = TEXT.replace("Utilities are owned by the towns they serve. Their books are open to all.\n\n", "")
    save(scene, thread, gone)
    placement = now(scene, thread).placement
    assert (placement.status, placement.start, placement.exact) == (PlacementStatus.GONE, None, WORDS)
    save(scene, thread, gone + "\nOne more thing.\n")
    assert now(scene, thread).placement.status is PlacementStatus.GONE


def test_a_gone_thread_stays_beside_what_stood_before_it(scene: Scene, thread: Thread) -> None:
    heading, household, _, items, last = TEXT.split("\n\n")
    save(scene, thread, "\n\n".join([heading, household, items, last]))
    assert now(scene, thread).placement.near == 1
    save(scene, thread, "\n\n".join(["A new beginning.", heading, household, items, last]))
    assert now(scene, thread).placement.near == 2
    save(scene, thread, "\n\n".join(["A new beginning.", heading, items, last]))
    assert now(scene, thread).placement.near == 1


def test_a_thread_comes_back_with_its_words(scene: Scene, thread: Thread) -> None:
    save(
        scene, thread, TEXT.replace("Utilities are owned by the towns they serve. Their books are open to all.\n\n", "")
    )
    revisions.restore_revision(scene.workbench, scene["author"], thread.proposal_id, 1, base=2)
    assert now(scene, thread).placement.exact == WORDS
    assert now(scene, thread).placement.start == TEXT.index(WORDS)


def test_a_thread_comes_back_with_its_words_in_a_paragraph_that_stayed(scene: Scene, thread: Thread) -> None:
    save(scene, thread, TEXT.replace(f" {WORDS}.", ""))
    assert now(scene, thread).placement.status is PlacementStatus.GONE
    save(scene, thread, TEXT.replace(f" {WORDS}.", "") + "\nOne more thing.\n")
    assert now(scene, thread).placement.status is PlacementStatus.GONE
    save(scene, thread, TEXT + "\nOne more thing.\n")
    assert now(scene, thread).placement.start == TEXT.index(WORDS)


def test_a_thread_comes_back_where_its_words_are_inserted_elsewhere(scene: Scene, thread: Thread) -> None:
    without = TEXT.replace(f" {WORDS}.", "")
    save(scene, thread, without)
    save(scene, thread, f"{without}\nAs we said before: {WORDS}.\n")
    placement = now(scene, thread).placement
    assert (placement.status, placement.exact) == (PlacementStatus.MOVED, WORDS)


def test_a_thread_begun_on_an_older_revision_is_carried_at_once(scene: Scene, thread: Thread) -> None:
    save(scene, thread, "A new beginning for all of us.\n\n" + TEXT)
    late = scene.start_thread(thread.proposal_id, "four times", "Why four?")
    assert (late.placement.revision, late.placement.exact) == (2, "four times")


def test_a_hand_placement_is_respected_by_the_next_save(scene: Scene, thread: Thread) -> None:
    gone = TEXT.replace("Utilities are owned by the towns they serve. Their books are open to all.\n\n", "")
    save(scene, thread, gone)
    start = gone.index("It meets in public")
    threads.place_thread(scene.workbench, scene["reviewer"], thread.id, revision=2, start=start, end=start + 18)
    assert now(scene, thread).placement.placed_by == scene["reviewer"]
    save(scene, thread, "New.\n\n" + gone)
    assert now(scene, thread).placement.exact == "It meets in public"


def test_placing_on_an_old_revision_is_refused(scene: Scene, thread: Thread) -> None:
    save(scene, thread, "New.\n\n" + TEXT)
    with pytest.raises(Conflict, match="newer revision"):
        threads.place_thread(scene.workbench, scene["reviewer"], thread.id, revision=1, start=0, end=5)


def test_reply_edit_retract_resolve_and_reopen(scene: Scene, thread: Thread) -> None:
    bench = scene.workbench
    said = threads.reply(bench, scene["author"], thread.id, "On the <b>website</b> 🌍")
    assert [c.body for c in said.comments] == ["Open where?", "On the <b>website</b> 🌍"]
    edited = threads.edit_comment(bench, scene["author"], said.comments[1].id, "In the town hall")
    assert edited.comments[1].edited_at is not None
    taken = threads.retract_comment(bench, scene["author"], said.comments[1].id)
    assert (taken.comments[1].retracted, taken.comments[1].body) == (True, "")
    with pytest.raises(NotAllowed, match="Only who wrote"):
        threads.edit_comment(bench, scene["convenor"], said.comments[0].id, "Words in somebody's mouth")
    assert threads.resolve_thread(bench, scene["reviewer"], thread.id).resolved
    assert not threads.reopen_thread(bench, scene["author"], thread.id).resolved


@pytest.mark.parametrize(("start", "end"), [(-1, 5), (5, 5), (9, 3), (0, 10**9), (len(TEXT) - 1, len(TEXT))])
def test_an_invalid_selection_is_refused(scene: Scene, thread: Thread, start: int, end: int) -> None:
    with pytest.raises(Invalid, match="Select the words"):
        threads.start_thread(
            scene.workbench, scene["reviewer"], thread.proposal_id, revision=1, start=start, end=end, body="Hm"
        )


@pytest.mark.parametrize(("body", "said"), [("  ", "comment is empty"), ("x" * 20_001, "room for 20,000")])
def test_an_invalid_comment_is_refused(scene: Scene, thread: Thread, body: str, said: str) -> None:
    with pytest.raises(Invalid, match=said):
        threads.reply(scene.workbench, scene["author"], thread.id, body)
