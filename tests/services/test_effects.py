"""What every use case changes, read back from the database."""

from collections.abc import Callable
from datetime import date

import pytest

from blueprint.domain.convenings import Visibility
from blueprint.domain.editions import EditionState
from blueprint.domain.principles import Stance
from blueprint.domain.proposals import Decision, Status
from blueprint.domain.threads import PlacementStatus
from blueprint.services.convenings import convenings, invitations, membership
from blueprint.services.drafting import drafts, proposals, revisions
from blueprint.services.publishing import collections, editions, errata
from blueprint.services.review import tags, threads
from tests.services.test_permissions import VERBS, Stage

Read = Callable[[Stage, str], object]


def _convening(s: Stage, a: str) -> object:
    return convenings.read_convening(s.bench, a, s.home)[0].model_dump(include={"title", "purpose", "visibility"})


def _roles(s: Stage, a: str) -> object:
    names = {who.id: name for name, who in s.scene.people.items()}
    found = membership.list_members(s.bench, a, s.home)
    return {names[m.person_id]: m.role.value for m in found if names[m.person_id] in ("colleague", "observer")}


def _proposal(s: Stage, a: str) -> object:
    found = proposals.read_proposal(s.bench, a, s.proposal.id)[0]
    return found.status, found.head, found.title, found.author_names


def _thread(s: Stage, a: str) -> object:
    (found,) = threads.list_threads(s.bench, a, s.proposal.id, s.head)
    said = [(one.body, one.edited_at is not None, one.retracted) for one in found.comments]
    return said, (found.placement.start, found.placement.end), found.resolved, found.resolved_by


def _tags(s: Stage, a: str) -> object:
    return [(tag.principle, tag.stance, tag.rationale) for tag in tags.list_tags(s.bench, a, s.proposal.id)]


def _collection(s: Stage, a: str) -> object:
    found = collections.read_collection(s.bench, a, s.collection.id)[0]
    return found.title, found.proposals == (s.proposal.id,)


def _editions(s: Stage, a: str) -> object:
    return [(one.number, one.state, one.problem) for one in editions.list_editions(s.bench, a, s.collection.id)]


def _draft(s: Stage, a: str) -> object:
    found = drafts.read_draft(s.bench, a, s.proposal.id)
    return found and (found.base, found.title, found.markdown, found.sequence)


def _newest(s: Stage, a: str) -> object:
    found = revisions.read_revision(s.bench, a, s.proposal.id)
    return found.number, found.title, found.markdown.partition("\n")[0], found.parent, found.restored


def _titles(s: Stage, a: str) -> object:
    return sorted(one.title for one in proposals.list_proposals(s.bench, a, s.home))


EFFECTS: dict[str, tuple[Read, object, object]] = {
    "edit_convening": (
        _convening,
        {"title": "Water", "purpose": "Who owns the water?", "visibility": Visibility.MEMBERS},
        {"title": "Water", "purpose": "", "visibility": Visibility.MEMBERS},
    ),
    "invite": (lambda s, a: len(invitations.list_invitations(s.bench, a, s.home)), 1, 2),
    "withdraw_invitation": (
        lambda s, a: [i.withdrawn_at is not None for i in invitations.list_invitations(s.bench, a, s.home)],
        [False],
        [True],
    ),
    "change_role": (
        _roles,
        {"colleague": "author", "observer": "observer"},
        {"colleague": "reviewer", "observer": "observer"},
    ),
    "remove_member": (_roles, {"colleague": "author", "observer": "observer"}, {"observer": "observer"}),
    "start_proposal": (_titles, ["Water for all"], ["New", "Water for all"]),
    "import_text": (_titles, ["Water for all"], ["Hello", "Water for all"]),
    "save_draft": (_draft, None, (2, "W", "Half a sen", 1)),
    "save_revision": (
        _newest,
        (2, "Water for all", "Water is a right.", 1, None),
        (3, "Water", "Other words.", 2, None),
    ),
    "restore_revision": (
        _newest,
        (2, "Water for all", "Water is a right.", 1, None),
        (3, "Water for all", "## Water belongs to everyone", 2, 1),
    ),
    "reply": (
        lambda s, a: _thread(s, a)[0],  # type: ignore[index]
        [("Why?", False, False)],
        [("Why?", False, False), ("Because.", False, False)],
    ),
    "edit_comment": (
        lambda s, a: _thread(s, a)[0],  # type: ignore[index]
        [("Why?", False, False)],
        [("Why so?", True, False)],
    ),
    "place_thread": (lambda s, a: _thread(s, a)[1], (0, 5), (6, 8)),  # type: ignore[index]
    "tag_proposal": (_tags, [], [("just", Stance.ADVANCES, "It shares what is scarce.")]),
    "submit": (
        _proposal,
        (Status.DRAFT, 2, "Water for all", ("Author",)),
        (Status.IN_REVIEW, 2, "Water for all", ("Author",)),
    ),
    "withdraw": (
        _proposal,
        (Status.DRAFT, 2, "Water for all", ("Author",)),
        (Status.WITHDRAWN, 2, "Water for all", ("Author",)),
    ),
    "create_collection": (
        lambda s, a: [one.slug for one in collections.list_collections(s.bench, a, s.home)],
        ["all-of-it"],
        ["all-of-it", "new"],
    ),
    "edit_collection": (_collection, ("All of it", False), ("Some of it", True)),
    "publish_edition": (_editions, [], [(1, EditionState.WAITING, "")]),
    "stop_edition": (_editions, [], [(1, EditionState.FAILED, "Convenor stopped it.")]),
    "retry_edition": (_editions, [], [(1, EditionState.WAITING, "")]),
    "add_erratum": (
        lambda s, a: [(n.body, n.withdrawn_at) for n in errata.list_errata(s.bench, a, s.collection.id)],
        [],
        [("It is 60.", None)],
    ),
}
"""By verb of the permission table: how what it changes is read, what that says before, and what after."""


@pytest.mark.xdist_group("permissions")
@pytest.mark.parametrize("verb", EFFECTS)
def test_what_a_verb_changes(stage: Stage, verb: str) -> None:
    read, before, after = EFFECTS[verb]
    actor_id = stage.scene["reviewer" if verb == "edit_comment" else "convenor"]
    assert read(stage, stage.scene["convenor"]) == before
    VERBS[verb](stage, actor_id)
    assert read(stage, stage.scene["convenor"]) == after


def test_dates_and_visibility_of_a_convening_are_changed(stage: Stage) -> None:
    changed = {"title": "Land", "purpose": "Whose?", "starts_on": date(2027, 1, 1), "ends_on": date(2027, 2, 1)}
    convenings.edit_convening(
        stage.bench,
        stage.scene["convenor"],
        stage.home,
        visibility=Visibility.ACCOUNTS,
        **changed,  # type: ignore[arg-type]
    )
    found = convenings.read_convening(stage.bench, stage.scene["outsider"], stage.home)[0]
    assert found.model_dump(include=changed.keys()) == changed


def test_authors_in_the_order_given_each_once(stage: Stage) -> None:
    convenor, colleague, author = (stage.scene[who] for who in ("convenor", "colleague", "author"))
    proposals.set_authors(stage.bench, convenor, stage.proposal.id, (colleague, author, colleague))
    assert proposals.read_proposal(stage.bench, convenor, stage.proposal.id)[0].authors == (colleague, author)


def test_an_author_who_left_the_convening_stays_an_author(stage: Stage) -> None:
    convenor, colleague, author = (stage.scene[who] for who in ("convenor", "colleague", "author"))
    membership.remove_member(stage.bench, convenor, stage.home, author)
    proposals.set_authors(stage.bench, convenor, stage.proposal.id, (author, colleague))
    assert proposals.read_proposal(stage.bench, convenor, stage.proposal.id)[0].authors == (author, colleague)


def test_a_tag_is_put_in_place_of_the_one_before_and_taken_away(stage: Stage) -> None:
    editor, identity = stage.scene["editor"], stage.proposal.id
    VERBS["tag_proposal"](stage, editor)
    evidence = revisions.read_revision(stage.bench, editor, identity).paragraphs[0].lineage
    tags.tag_proposal(
        stage.bench,
        editor,
        identity,
        principle="just",
        stance=Stance.TENSION,
        rationale="It does not.",
        evidence=(evidence, evidence),
    )
    (tag,) = tags.list_tags(stage.bench, editor, identity)
    assert (tag.stance, tag.rationale, tag.evidence, tag.tagged_by) == (
        Stance.TENSION,
        "It does not.",
        (evidence,),
        editor,
    )
    tags.tag_proposal(stage.bench, editor, identity, principle="plural", stance=Stance.ADVANCES, rationale="It does.")
    coverage = tags.read_coverage(stage.bench, editor, stage.home)
    assert coverage.proposals == ((identity, "Water for all"),)
    assert sorted(coverage.cells[identity]) == ["just", "plural"]
    tags.untag_proposal(stage.bench, editor, identity, "just")
    assert [one.principle for one in tags.list_tags(stage.bench, editor, identity)] == ["plural"]


def test_withdrawn_proposals_cover_nothing(stage: Stage) -> None:
    editor = stage.scene["editor"]
    VERBS["tag_proposal"](stage, editor)
    stage.decided(Decision.WITHDRAW)
    coverage = tags.read_coverage(stage.bench, editor, stage.home)
    assert (coverage.proposals, coverage.cells) == ((), {})
    assert len(coverage.gaps()) == 12


def test_a_draft_is_discarded_by_its_owner_and_by_saving(stage: Stage) -> None:
    author, editor = stage.scene["author"], stage.scene["editor"]
    for who in (author, editor):
        VERBS["save_draft"](stage, who)
    drafts.discard_draft(stage.bench, editor, stage.proposal.id)
    assert drafts.read_draft(stage.bench, editor, stage.proposal.id) is None
    assert drafts.read_draft(stage.bench, author, stage.proposal.id) is not None
    VERBS["save_revision"](stage, author)
    assert drafts.read_draft(stage.bench, author, stage.proposal.id) is None


def test_a_thread_is_closed_by_somebody_and_opened_again(stage: Stage) -> None:
    convenor = stage.scene["convenor"]
    closed = threads.resolve_thread(stage.bench, convenor, stage.thread.id)
    assert (closed.resolved, closed.resolved_by) == (True, convenor)
    assert proposals.open_threads(stage.bench, convenor, stage.home).get(stage.proposal.id, 0) == 0
    opened = threads.reopen_thread(stage.bench, convenor, stage.thread.id)
    assert (opened.resolved, opened.resolved_by, opened.resolved_at) == (False, None, None)
    assert proposals.open_threads(stage.bench, convenor, stage.home) == {stage.proposal.id: 1}


def test_a_retracted_comment_keeps_its_place_and_loses_its_words(stage: Stage) -> None:
    threads.reply(stage.bench, stage.scene["editor"], stage.thread.id, "Because.")
    threads.retract_comment(stage.bench, stage.scene["reviewer"], stage.thread.comments[0].id)
    (found,) = threads.list_threads(stage.bench, stage.scene["author"], stage.proposal.id, stage.head)
    assert [one.retracted for one in found.comments] == [True, False]


def test_a_thread_on_an_old_revision_is_carried_to_the_newest(stage: Stage) -> None:
    made = threads.start_thread(
        stage.bench, stage.scene["author"], stage.proposal.id, revision=1, start=3, end=8, body="Hm"
    )
    first, newest = (
        next(
            one
            for one in threads.list_threads(stage.bench, stage.scene["author"], stage.proposal.id, n)
            if one.id == made.id
        )
        for n in (1, stage.head)
    )
    assert first.anchor == made.anchor
    assert (made.anchor.exact, made.anchor.prefix, made.anchor.suffix) == (
        "Water",
        "## ",
        " belongs to everyone\n\nEvery hous",
    )
    assert first.placement.status is PlacementStatus.UNCHANGED
    assert newest.placement.revision == stage.head


def test_notes_are_taken_back(stage: Stage) -> None:
    VERBS["withdraw_erratum"](stage, stage.scene["editor"])
    (note,) = errata.list_errata(stage.bench, stage.scene["author"], stage.collection.id)
    assert note.withdrawn_at is not None
