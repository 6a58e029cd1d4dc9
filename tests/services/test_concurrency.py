"""Two transactions at once, one inside the other: what both were told holds when both are done, on each database."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest

from blueprint.domain.convenings import Role
from blueprint.domain.editions import Edition, EditionState
from blueprint.domain.errors import BlueprintError, Conflict, Invalid
from blueprint.domain.events import EventKind
from blueprint.domain.principles import Stance
from blueprint.domain.proposals import Decision
from blueprint.services.accounts import registration
from blueprint.services.context import Workbench
from blueprint.services.convenings import invitations, membership
from blueprint.services.drafting import images, proposals, revisions
from blueprint.services.publishing import collections, completion, editions, freeze
from blueprint.services.review import decisions, tags
from blueprint.storage import rendered_chapters
from tests.factories import TEXT, Scene, join
from tests.images import png
from tests.services.publishing.test_editions import adopted, collected

Change = Callable[[], object]


class ConcurrentChange:
    """A change in another thread, begun in the middle of a transaction; it may have to wait for that one's end."""

    def __init__(self, change: Change) -> None:
        self.change = change
        self.raised: Exception | None = None
        self.thread = threading.Thread(target=self._run)

    def begin(self) -> None:
        """Let it run; go on when it is done, or waits."""
        self.thread.start()
        self.thread.join(timeout=1)

    def end(self) -> Exception | None:
        """Wait until it is done; what it raised."""
        self.thread.join()
        return self.raised

    def _run(self) -> None:
        try:
            self.change()
        except Exception as error:
            self.raised = error


def clock(workbench: Workbench, concurrent: ConcurrentChange, call: int) -> Workbench:
    """The workbench whose clock begins that when it is read for the `call`th time, which a use case does inside."""
    calls = iter(range(1, 1_000))

    def now() -> datetime:
        if next(calls) == call:
            concurrent.begin()
        return workbench.now()

    return replace(workbench, now=now)


def outcome(change: Change) -> Exception | None:
    """What it raised that a person can cause."""
    try:
        change()
    except BlueprintError as error:
        return error
    return None


def members(scene: Scene, role: Role) -> list[str]:
    """Who has that role."""
    found = membership.list_members(scene.workbench, scene["author"], scene.convening.id)
    return [member.person_id for member in found if member.role is role]


def test_of_two_convenors_who_each_take_the_role_from_the_other_one_stays(scene: Scene) -> None:
    membership.remove_member(scene.workbench, scene["convenor"], scene.convening.id, scene["steward"])
    join(scene, "second", Role.CONVENOR)
    one, two = scene["convenor"], scene["second"]
    other = ConcurrentChange(lambda: membership.change_role(scene.workbench, two, scene.convening.id, one, Role.AUTHOR))
    bench = clock(scene.workbench, other, 1)
    outcome(lambda: membership.change_role(bench, one, scene.convening.id, two, Role.AUTHOR))
    assert isinstance(other.end(), BlueprintError)
    assert members(scene, Role.CONVENOR) == [one]


def test_of_two_convenors_who_remove_each_other_one_stays(scene: Scene) -> None:
    membership.remove_member(scene.workbench, scene["convenor"], scene.convening.id, scene["steward"])
    join(scene, "second", Role.CONVENOR)
    one, two = scene["convenor"], scene["second"]
    other = ConcurrentChange(lambda: membership.remove_member(scene.workbench, two, scene.convening.id, one))
    bench = clock(scene.workbench, other, 1)
    outcome(lambda: membership.remove_member(bench, one, scene.convening.id, two))
    assert isinstance(other.end(), BlueprintError)
    assert members(scene, Role.CONVENOR) == [one]


def test_two_invitations_of_one_person_let_them_in_once(scene: Scene) -> None:
    me, convenor, home = scene["outsider"], scene["convenor"], scene.convening.id
    links = [
        invitations.invite(scene.workbench, convenor, home, f"{role.value}2@example.org", role).link
        for role in (Role.AUTHOR, Role.OBSERVER)
    ]
    first, second = (link.rpartition("/")[2] for link in links)
    other = ConcurrentChange(lambda: invitations.accept_invitation(scene.workbench, me, second))
    bench = clock(scene.workbench, other, 2)
    assert outcome(lambda: invitations.accept_invitation(bench, me, first)) is None
    assert isinstance(other.end(), Conflict)
    assert me in members(scene, Role.AUTHOR)


def test_two_claims_on_one_principle_at_once_leave_one(scene: Scene) -> None:
    proposal = scene.proposal()
    words = {"principle": "just", "stance": Stance.ADVANCES}
    other = ConcurrentChange(
        lambda: tags.tag_proposal(scene.workbench, scene["editor"], proposal.id, **words, rationale="Second")
    )
    bench = clock(scene.workbench, other, 2)
    tags.tag_proposal(bench, scene["convenor"], proposal.id, **words, rationale="First")
    assert other.end() is None
    [tag] = tags.list_tags(scene.workbench, scene["author"], proposal.id)
    assert tag.rationale == "Second"


def test_evidence_is_not_claimed_from_a_paragraph_that_is_taken_out_meanwhile(scene: Scene) -> None:
    proposal = scene.proposal()
    head = revisions.read_revision(scene.workbench, scene["author"], proposal.id)
    other = ConcurrentChange(lambda: scene.save(proposal, "Something else.\n"))
    bench = clock(scene.workbench, other, 1)
    tags.tag_proposal(
        bench, scene["editor"], proposal.id, principle="just", stance=Stance.ADVANCES, rationale="So it says",
        evidence=(head.paragraphs[1].lineage,),
    )  # fmt: skip
    assert other.end() is None
    later, earlier, _ = proposals.list_events(bench, scene["author"], proposal.id)
    assert (earlier.fact, later.fact) == (EventKind.PROPOSAL_TAGGED, EventKind.REVISION_SAVED)


@pytest.mark.parametrize("name", ["", "for-all"])
def test_two_collections_of_one_title_get_two_addresses(scene: Scene, name: str) -> None:
    words = {"title": "Water for all", "name": name}
    other = ConcurrentChange(
        lambda: collections.create_collection(scene.workbench, scene["editor"], scene.convening.id, **words)
    )
    bench = clock(scene.workbench, other, 1)
    mine = outcome(lambda: collections.create_collection(bench, scene["convenor"], scene.convening.id, **words))
    theirs = other.end()
    found = collections.list_collections(scene.workbench, scene["editor"], scene.convening.id)
    if name:
        assert {type(mine), type(theirs)} == {type(None), Invalid}
        assert len(found) == 1
    else:
        assert (mine, theirs) == (None, None)
        assert len({collection.slug for collection in found}) == 2


def test_two_accounts_with_one_address_are_one(scene: Scene) -> None:
    other = ConcurrentChange(lambda: registration.add_person(scene.workbench, "nia@example.org", "Nia"))
    bench = clock(scene.workbench, other, 1)
    mine = outcome(lambda: registration.add_person(bench, "nia@example.org", "Nia"))
    assert {type(mine), type(other.end())} == {type(None), Invalid}


def test_what_many_readers_make_at_once_is_kept_once(scene: Scene) -> None:
    proposal, image = scene.proposal(), png()
    begin = threading.Barrier(8)

    def read(n: int) -> None:
        begin.wait()
        for key in range(10):
            with scene.workbench.database.transaction() as session:
                rendered_chapters.put(session, f"key {key}", "<p>Water.</p>", scene.workbench.now())
            images.add_image(scene.workbench, scene["author"], proposal.id, image)

    readers = [ConcurrentChange(lambda n=n: read(n)) for n in range(8)]  # type: ignore[misc]
    [reader.thread.start() for reader in readers]
    assert [reader.end() for reader in readers] == [None] * 8


@pytest.fixture
def waiting(scene: Scene) -> Edition:
    """An edition that waits to be made."""
    return editions.publish_edition(scene.workbench, scene["editor"], collected(scene, adopted(scene)))


def test_an_edition_that_is_stopped_while_it_is_finished_is_one_or_the_other(scene: Scene, waiting: Edition) -> None:
    other = ConcurrentChange(lambda: editions.stop_edition(scene.workbench, scene["editor"], waiting.id))
    completion.finish_edition(clock(scene.workbench, other, 1), waiting.id, ())
    stopped = other.end() is None
    state = editions.read_edition(scene.workbench, scene["editor"], waiting.id).state
    assert state is (EditionState.FAILED if stopped else EditionState.PUBLISHED)


def test_an_edition_holds_only_what_was_adopted_when_it_was_frozen(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    proposal_id = adopted(scene)
    collection_id = collected(scene, proposal_id)

    def reopen() -> None:
        decisions.decide(scene.workbench, scene["convenor"], proposal_id, Decision.REOPEN)
        revisions.save_revision(
            scene.workbench, scene["author"], proposal_id, base=1, title="T", markdown=f"Nobody adopted this.\n\n{TEXT}"
        )

    other, check = ConcurrentChange(reopen), freeze._require_adopted
    monkeypatch.setattr(freeze, "_require_adopted", lambda found: (check(found), other.begin()))
    edition = editions.publish_edition(scene.workbench, scene["editor"], collection_id)
    assert other.end() is None
    assert "Nobody adopted this." not in edition.chapters[0].markdown


def test_an_order_that_somebody_changed_meanwhile_is_not_overwritten(scene: Scene) -> None:
    bench, editor = scene.workbench, scene["editor"]
    one, two, three = (scene.proposal(title=title).id for title in ("One", "Two", "Three"))
    collection_id = collected(scene, one, two)
    collections.edit_collection(bench, scene["convenor"], collection_id, proposals=(one, two, three), seen=(one, two))
    with pytest.raises(Conflict, match="changed the order meanwhile"):
        collections.edit_collection(bench, editor, collection_id, proposals=(two, one), seen=(one, two))
    found, _ = collections.read_collection(bench, editor, collection_id)
    assert found.proposals == (one, two, three)


def test_moving_a_proposal_leaves_the_words_that_somebody_changed_meanwhile(scene: Scene) -> None:
    bench, editor = scene.workbench, scene["editor"]
    one, two = (scene.proposal(title=title).id for title in ("One", "Two"))
    collection_id = collected(scene, one, two)
    words = {"title": "Rivers", "foreword": "Read this.", "language": "fr"}
    collections.edit_collection(bench, scene["convenor"], collection_id, **words)
    collections.edit_collection(bench, editor, collection_id, proposals=(two, one), seen=(one, two))
    found, _ = collections.read_collection(bench, editor, collection_id)
    assert (found.title, found.foreword, found.language) == ("Rivers", "Read this.", "fr")
    assert found.proposals == (two, one)
