"""Lists that grow: their beginning is read, and their length is known; nothing of others is among what waits for one."""

from blueprint.domain.convenings import Role
from blueprint.domain.proposals import Decision
from blueprint.services.convenings import convenings, membership
from blueprint.services.drafting import drafts, proposals, revisions
from blueprint.services.review import decisions, threads
from blueprint.storage import convenings as stored
from tests.factories import Scene

REVIEWING = frozenset({Role.CONVENOR, Role.EDITOR, Role.AUTHOR, Role.REVIEWER})


def test_a_list_has_its_newest_items_and_its_length(scene: Scene) -> None:
    bench, me, home = scene.workbench, scene["author"], scene.convening.id
    made = [scene.proposal(title=f"Proposal {n}", markdown="Water.").id for n in range(5)]
    found = proposals.list_proposals(bench, me, home, 2)
    assert ([one.id for one in found], found.total) == (made[:2:-1], 5)
    assert proposals.list_proposals(bench, me, home).total == 5
    mine = proposals.my_proposals(bench, me, 4)
    assert (len(mine), mine.total) == (4, 5)
    events = convenings.list_events(bench, me, home, 3)
    assert (len(events), events.total) == (3, convenings.list_events(bench, me, home, 1_000).total)
    members = membership.list_members(bench, me, home, 1)
    assert (len(members), members.total) == (1, len(membership.list_members(bench, me, home)))


def test_revisions_are_listed_from_the_newest_and_found_by_number(scene: Scene) -> None:
    proposal = scene.proposal(markdown="Revision 1.")
    for n in range(2, 7):
        scene.save(proposal, f"Revision {n}.")
    found = revisions.list_revisions(scene.workbench, scene["author"], proposal.id, 2)
    assert ([one.number for one in found], found.total) == ([6, 5], 6)
    some = revisions.find_revisions(scene.workbench, scene["author"], proposal.id, {1, 3, 99})
    assert [one.number for one in some] == [3, 1]


def test_the_inbox_has_ones_own_and_no_more(scene: Scene) -> None:
    bench, author = scene.workbench, scene["author"]
    one, other = scene.proposal(title="One", markdown="Water."), scene.proposal(title="Other", markdown="Land.")
    drafts.save_draft(bench, author, one.id, base=1, title="One!", markdown="Typed.", sequence=1)
    threads.start_thread(bench, scene["reviewer"], other.id, revision=1, start=0, end=4, body="Why?")
    decisions.decide(bench, author, other.id, Decision.SUBMIT)
    assert [(draft.title, draft.proposal_id) for draft in drafts.my_drafts(bench, author)] == [("One!", one.id)]
    assert [found.id for found in proposals.proposals_to_answer(bench, author)] == [other.id]
    assert proposals.proposals_to_review(bench, author, REVIEWING) == ()
    assert [found.id for found in proposals.proposals_to_review(bench, scene["reviewer"], REVIEWING, 1)] == [other.id]
    assert proposals.proposals_to_review(bench, scene["outsider"], REVIEWING) == ()


def test_who_is_no_member_any_more_is_waited_for_by_nothing(scene: Scene) -> None:
    bench, author = scene.workbench, scene["author"]
    one = scene.proposal(title="One", markdown="Water.")
    drafts.save_draft(bench, author, one.id, base=1, title="One!", markdown="Typed.", sequence=1)
    threads.start_thread(bench, scene["reviewer"], one.id, revision=1, start=0, end=4, body="Why?")
    with bench.database.transaction() as session:
        stored.remove(session, scene.convening.id, author)
    assert drafts.my_drafts(bench, author) == ()
    assert proposals.my_proposals(bench, author) == ()
    assert proposals.proposals_to_answer(bench, author, 5).total == 0
    assert convenings.latest_events(bench, author, 8, 3) == ()


def test_the_latest_events_come_from_the_convenings_that_changed_last(scene: Scene) -> None:
    proposal = scene.proposal(markdown="Water.")
    scene.save(proposal, "Water, air.")
    latest = convenings.latest_events(scene.workbench, scene["author"], 2, 3)
    assert [event.fact for event in latest] == [
        event.fact for event in convenings.list_events(scene.workbench, scene["author"], scene.convening.id, 2)
    ]
    titles = convenings.titles_in_events(scene.workbench, scene["author"], latest)
    assert titles == {proposal.id: proposal.title}
