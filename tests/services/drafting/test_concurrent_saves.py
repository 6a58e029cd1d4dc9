"""Two people at once: what one does while the other's change is being computed is neither undone nor lost."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from blueprint.domain.revisions import Revision
from blueprint.domain.threads import Placement, Thread
from blueprint.services.context import Workbench
from blueprint.services.drafting import drafts, revisions
from blueprint.services.drafting.placements import next_placements
from blueprint.services.review import threads
from tests.factories import TEXT, Scene
from tests.services.conftest import WORDS

OTHER_WORDS = "Every household"
LONGER = TEXT + "\nNobody is cut off.\n"


def with_change_during_save(workbench: Workbench, change: Callable[[], object], times: int = 1) -> Workbench:
    """The workbench whose clock is read after `change` was done, the first `times`: a save reads it while it computes."""
    left = [change] * times

    def now() -> datetime:
        if left:
            left.pop()()
        return workbench.now()

    return replace(workbench, now=now)


def place(scene: Scene, thread: Thread, words: str = OTHER_WORDS) -> Thread:
    """Put the thread on other words of the newest revision by hand."""
    head = revisions.read_revision(scene.workbench, scene["reviewer"], thread.proposal_id)
    start = head.markdown.index(words)
    return threads.place_thread(
        scene.workbench, scene["reviewer"], thread.id, revision=head.number, start=start, end=start + len(words)
    )


def save(workbench: Workbench, scene: Scene, proposal_id: str, markdown: str = LONGER, base: int = 1) -> Revision:
    """Save a revision as the author."""
    title = "Water for all"
    return revisions.save_revision(workbench, scene["author"], proposal_id, base=base, title=title, markdown=markdown)


def words_of(scene: Scene, thread: Thread, revision: int) -> str:
    """What the thread is on."""
    (found,) = threads.list_threads(scene.workbench, scene["author"], thread.proposal_id, revision)
    return found.placement.exact


def test_a_thread_placed_by_hand_while_a_revision_is_saved_stays_there(scene: Scene, thread: Thread) -> None:
    bench = with_change_during_save(scene.workbench, lambda: place(scene, thread))
    assert save(bench, scene, thread.proposal_id).number == 2
    assert words_of(scene, thread, 1) == OTHER_WORDS
    assert words_of(scene, thread, 2) == OTHER_WORDS


def test_a_thread_placed_by_hand_while_a_revision_is_restored_stays_there(scene: Scene, thread: Thread) -> None:
    save(scene.workbench, scene, thread.proposal_id)
    bench = with_change_during_save(scene.workbench, lambda: place(scene, thread))
    restored = revisions.restore_revision(bench, scene["author"], thread.proposal_id, 1, base=2)
    assert restored.number == 3
    assert words_of(scene, thread, 3) == OTHER_WORDS


def test_a_thread_started_while_a_revision_is_saved_is_carried_to_it(scene: Scene, thread: Thread) -> None:
    bench = with_change_during_save(
        scene.workbench, lambda: scene.start_thread(thread.proposal_id, OTHER_WORDS, "All?")
    )
    save(bench, scene, thread.proposal_id, f"Preface.\n\n{TEXT}")
    found = threads.list_threads(scene.workbench, scene["author"], thread.proposal_id, 2)
    assert [(one.placement.revision, one.placement.exact) for one in found] == [(2, OTHER_WORDS), (2, WORDS)]


def test_a_thread_whose_words_are_gone_and_placed_meanwhile_is_not_taken_back(scene: Scene, thread: Thread) -> None:
    """The revision brings its old words back, but a person has put it elsewhere."""
    save(scene.workbench, scene, thread.proposal_id, TEXT.replace(f"{WORDS}.", ""))
    bench = with_change_during_save(scene.workbench, lambda: place(scene, thread))
    save(bench, scene, thread.proposal_id, TEXT, base=2)
    assert words_of(scene, thread, 3) == OTHER_WORDS


def test_a_save_gets_through_however_often_others_save_first(scene: Scene) -> None:
    """Others save between each try's reading and its writing, until they have to wait for it."""
    proposal = scene.proposal()
    others: list[threading.Thread] = []

    def other() -> None:
        head = revisions.read_revision(scene.workbench, scene["editor"], proposal.id)
        text = head.markdown.replace("## Water", f"Round {head.number}.\n\n## Water")
        scene.save(proposal, text, who="editor", base=head.number)

    def start_other() -> None:
        others.append(threading.Thread(target=other))
        others[-1].start()
        others[-1].join(timeout=2)

    bench = with_change_during_save(scene.workbench, start_other, times=20)
    saved = save(bench, scene, proposal.id)
    [each.join() for each in others]
    assert "Nobody is cut off." in saved.markdown
    assert saved.number == 2 + revisions.ATTEMPTS
    head = revisions.read_revision(scene.workbench, scene["author"], proposal.id)
    assert all(f"Round {n}." in head.markdown for n in range(1, revisions.ATTEMPTS + 1))
    assert "Nobody is cut off." in head.markdown


def draft(scene: Scene, proposal_id: str, markdown: str, sequence: int, base: int = 1) -> None:
    """Keep a draft of the author's."""
    title = "Water for all"
    drafts.save_draft(
        scene.workbench, scene["author"], proposal_id, base=base, title=title, markdown=markdown, sequence=sequence
    )


def stored_draft(scene: Scene, proposal_id: str) -> str | None:
    """The author's draft."""
    found = drafts.read_draft(scene.workbench, scene["author"], proposal_id)
    return found.markdown if found else None


def test_what_is_typed_while_a_revision_is_saved_is_kept(scene: Scene) -> None:
    proposal = scene.proposal()
    draft(scene, proposal.id, LONGER, 1)
    bench = with_change_during_save(scene.workbench, lambda: draft(scene, proposal.id, LONGER + "\nTyped later.\n", 2))
    save(bench, scene, proposal.id)
    assert stored_draft(scene, proposal.id) == LONGER + "\nTyped later.\n"


def test_a_draft_of_another_device_is_kept_when_this_one_saves(scene: Scene) -> None:
    proposal = scene.proposal()
    draft(scene, proposal.id, LONGER, 1)
    draft(scene, proposal.id, "Typed on a telephone.\n", 2)
    title = {"base": 1, "title": "Water for all"}
    me = scene["author"]
    revisions.save_revision(scene.workbench, me, proposal.id, **title, markdown=LONGER, sequence=1)
    assert stored_draft(scene, proposal.id) == "Typed on a telephone.\n"
    revisions.save_revision(scene.workbench, me, proposal.id, **title, markdown=LONGER, sequence=2)
    assert stored_draft(scene, proposal.id) is None


def test_restoring_a_revision_keeps_what_was_being_typed(scene: Scene) -> None:
    proposal = scene.proposal()
    save(scene.workbench, scene, proposal.id)
    draft(scene, proposal.id, "Half a sentence", 1, base=2)
    revisions.restore_revision(scene.workbench, scene["author"], proposal.id, 1, base=2)
    assert stored_draft(scene, proposal.id) == "Half a sentence"


def comment_on_the_first(bench: Workbench, scene: Scene, proposal_id: str) -> Thread:
    """The reviewer's thread on `OTHER_WORDS` of revision 1."""
    start = TEXT.index(OTHER_WORDS)
    return threads.start_thread(
        bench, scene["reviewer"], proposal_id, revision=1, start=start, end=start + len(OTHER_WORDS), body="All?"
    )


def test_a_thread_on_an_old_revision_is_carried_while_others_may_write(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    proposal_id, added = scene.proposal().id, list[int]()
    for number in (1, 2):
        save(scene.workbench, scene, proposal_id, f"Preface {number}.\n\n{TEXT}", base=number)

    def compute(*arguments: Any) -> dict[str, Placement]:
        writer = threading.Thread(target=lambda: added.append(locked_once(scene)))
        writer.start()
        writer.join(10)
        return next_placements(*arguments)

    monkeypatch.setattr(threads, "next_placements", compute)
    thread = comment_on_the_first(scene.workbench, scene, proposal_id)
    assert added == [1, 1], "the write lock was held while a revision was compared"
    assert thread.placement.revision == 3
    assert {number: words_of(scene, thread, number) for number in (1, 2, 3)} == dict.fromkeys((1, 2, 3), OTHER_WORDS)


def locked_once(scene: Scene) -> int:
    """1 after a write transaction."""
    with scene.workbench.database.transaction():
        return 1


@pytest.mark.parametrize("saves", [1, 2, 5])
def test_a_thread_started_while_others_save_again_and_again_is_on_the_newest_revision(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, saves: int
) -> None:
    """With five saves meanwhile, the last ones wait until the thread is stored."""
    proposal_id, numbers = scene.proposal().id, iter(range(1, saves + 1))
    save(scene.workbench, scene, proposal_id, f"Preface 0.\n\n{TEXT}")
    writers: list[threading.Thread] = []

    def compute(*arguments: Any) -> dict[str, Placement]:
        if number := next(numbers, 0):
            text = f"Preface {number}.\n\n{TEXT}"
            writers.append(threading.Thread(target=save, args=(scene.workbench, scene, proposal_id, text, number + 1)))
            writers[-1].start()
            writers[-1].join(1)
        return next_placements(*arguments)

    monkeypatch.setattr(threads, "next_placements", compute)
    thread = comment_on_the_first(scene.workbench, scene, proposal_id)
    for writer in writers:
        writer.join()
    head = revisions.read_revision(scene.workbench, scene["author"], proposal_id).number
    assert words_of(scene, thread, head) == OTHER_WORDS
