"""What nobody can use any more is cleared, a bounded amount at once; what somebody may still need stays."""

import threading
from dataclasses import replace
from datetime import timedelta

import pytest

from blueprint.domain.convenings import Role
from blueprint.services.accounts import browser_sessions, one_time_links
from blueprint.services.admin import clearing
from blueprint.services.admin.clearing import Clearing
from blueprint.services.context import Workbench
from blueprint.services.convenings import invitations
from blueprint.services.drafting import drafts
from blueprint.storage import attempts, rendered_chapters
from tests.factories import Scene


def later(bench: Workbench, **time: float) -> Workbench:
    """The same workbench after some time."""
    return replace(bench, now=lambda: bench.now() + timedelta(**time))


def sign_in(scene: Scene) -> str:
    """A browser of the author's; its token."""
    with scene.workbench.database.transaction() as session:
        return browser_sessions.open_session(scene.workbench, session, scene.people["author"], "Firefox")


def test_what_has_expired_is_cleared_and_what_has_not_stays(scene: Scene) -> None:
    bench = scene.workbench
    sign_in(scene)
    one_time_links.link_to_sign_in(bench, scene.people["author"].email)
    invitations.invite(bench, scene["convenor"], scene.convening.id, "nia@example.org", Role.AUTHOR)
    with bench.database.transaction() as session:
        attempts.add(session, "nia@example.org", bench.now())
    nothing = dict.fromkeys(("sessions", "links", "invitations", "attempts", "renderings", "drafts"), 0)
    assert Clearing(bench).run() == nothing
    in_a_year = Clearing(later(bench, days=400))
    assert in_a_year.run() == nothing | {"sessions": 1, "links": 1, "invitations": 1, "attempts": 1}
    assert in_a_year.run() == nothing


def test_an_invitation_tells_what_became_of_it_for_a_while(scene: Scene) -> None:
    bench = scene.workbench
    sent = invitations.invite(bench, scene["convenor"], scene.convening.id, "nia@example.org", Role.AUTHOR).invitation
    expired = later(replace(bench, now=lambda: sent.expires_at), days=60)
    Clearing(expired).run()
    assert [one.id for one in invitations.list_invitations(expired, scene["convenor"], scene.convening.id)] == [sent.id]


def test_a_draft_is_cleared_only_when_a_revision_has_its_text(scene: Scene) -> None:
    bench, author = scene.workbench, scene["author"]
    untouched, saved, unsaved = (scene.proposal(title=f"P{n}", markdown="Water.") for n in range(3))
    for proposal, text in ((untouched, "Water."), (saved, "Water, air."), (unsaved, "Water, one more sentence.")):
        drafts.save_draft(bench, author, proposal.id, base=1, title=proposal.title, markdown=text, sequence=1)
    scene.save(saved, "Water, air.")
    drafts.save_draft(bench, author, saved.id, base=1, title=saved.title, markdown="Water, air.", sequence=2)
    assert Clearing(bench).run()["drafts"] == 0  # an editor may go on from them
    Clearing(later(bench, days=8)).run()
    assert [draft.proposal_id for draft in drafts.my_drafts(bench, author)] == [unsaved.id]
    kept = drafts.read_draft(bench, author, unsaved.id)
    assert kept is not None
    assert kept.markdown == "Water, one more sentence."


def test_another_persons_revision_with_the_same_words_saves_nothing_of_mine(scene: Scene) -> None:
    bench, author = scene.workbench, scene["author"]
    proposal = scene.proposal(markdown="Water.")
    drafts.save_draft(bench, author, proposal.id, base=1, title="Another title", markdown="Water.", sequence=1)
    Clearing(later(bench, days=8)).run()
    assert drafts.read_draft(bench, author, proposal.id) is not None


def test_each_run_is_bounded_and_the_next_goes_on(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clearing, "MOST_ROWS", 2)
    monkeypatch.setattr(clearing, "MOST_DRAFTS", 2)
    monkeypatch.setattr(clearing, "RENDERINGS_KEPT", 1)
    bench = scene.workbench
    for n in range(3):
        sign_in(scene)
        proposal = scene.proposal(title=f"P{n}", markdown="Water.")
        drafts.save_draft(bench, scene["author"], proposal.id, base=1, title=f"P{n}", markdown="Water.", sequence=1)
        with bench.database.transaction() as session:
            rendered_chapters.put(session, f"key {n}", "<p>Water.</p>", bench.now() + timedelta(seconds=n))
    runs = Clearing(later(bench, days=400))
    first, second = runs.run(), runs.run()
    assert [(run["sessions"], run["drafts"], run["renderings"]) for run in (first, second)] == [(2, 2, 2), (1, 1, 0)]
    with bench.database.read_transaction() as session:
        assert rendered_chapters.get(session, "key 2") == "<p>Water.</p>"


def test_several_processes_clear_at_once(scene: Scene) -> None:
    for _ in range(30):
        sign_in(scene)
    bench, found = later(scene.workbench, days=400), list[int]()
    begin = threading.Barrier(4)

    def run() -> None:
        begin.wait()
        found.append(Clearing(bench).run()["sessions"])

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(found) == 30
    assert len(found) == 4
