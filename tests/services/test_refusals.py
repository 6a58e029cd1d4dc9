"""What every use case refuses, with which sentence; a refusal changes nothing and records nothing."""

from collections.abc import Callable
from datetime import date

import pytest

from blueprint.domain.convenings import Role, Visibility
from blueprint.domain.errors import BlueprintError, Conflict, Invalid, NotAllowed, NotFound, TooLarge
from blueprint.domain.principles import Stance
from blueprint.domain.proposals import Decision
from blueprint.publishing import Refusal
from blueprint.services.admin import publish_now
from blueprint.services.convenings import convenings, invitations, membership
from blueprint.services.drafting import drafts, images, imports, proposals, revisions
from blueprint.services.publishing import collections, editions
from blueprint.services.review import decisions, tags, threads
from tests.services.test_events import trail
from tests.services.test_permissions import VERBS, Stage

Try = Callable[[Stage, str], object]

CONVENING = {"title": "Land", "purpose": "", "visibility": Visibility.MEMBERS, "starts_on": None, "ends_on": None}
COLLECTION = {"title": "All", "foreword": "", "language": "en"}
TAG = {"principle": "just", "stance": Stance.ADVANCES, "rationale": "It shares."}


def _edit(**fields: object) -> Try:
    return lambda s, a: convenings.edit_convening(s.bench, a, s.home, **{**CONVENING, **fields})  # type: ignore[arg-type]


def _create(**fields: object) -> Try:
    return lambda s, _: convenings.create_convening(s.bench, s.scene["steward"], **{**CONVENING, **fields})  # type: ignore[arg-type]


def _start(**fields: str) -> Try:
    return lambda s, a: proposals.start_proposal(s.bench, a, s.home, **{"title": "New", "language": "en", **fields})


def _tag(**fields: object) -> Try:
    return lambda s, a: tags.tag_proposal(s.bench, a, s.proposal.id, **{**TAG, **fields})  # type: ignore[arg-type]


def _thread(start: int, end: int, revision: int = 1, body: str = "Why?") -> Try:
    return lambda s, a: threads.start_thread(
        s.bench, a, s.proposal.id, revision=revision, start=start, end=end, body=body
    )


def _collect(**fields: str) -> Try:
    return lambda s, a: collections.create_collection(s.bench, a, s.home, **{**COLLECTION, **fields})


def _recollect(*chosen: str, **fields: str) -> Try:
    return lambda s, a: collections.edit_collection(
        s.bench, a, s.collection.id, **{**COLLECTION, **fields}, proposals=chosen
    )


def _authors(*who: str) -> Try:
    return lambda s, a: proposals.set_authors(s.bench, a, s.proposal.id, tuple(s.scene[name] for name in who))


def _place(revision: int, start: int, end: int) -> Try:
    return lambda s, a: threads.place_thread(s.bench, a, s.thread.id, revision=revision, start=start, end=end)


def _save(**fields: object) -> Try:
    given: dict[str, object] = {"base": 2, "title": "Water", "markdown": "Other words."}
    return lambda s, a: revisions.save_revision(s.bench, a, s.proposal.id, **{**given, **fields})  # type: ignore[arg-type]


REFUSED: dict[str, tuple[Try, type[BlueprintError], str]] = {
    "edit_convening: dates": (_edit(starts_on=date(2027, 1, 2), ends_on=date(2027, 1, 1)), Invalid, "before it starts"),
    "edit_convening: title": (_edit(title=" "), Invalid, "title is empty"),
    "edit_convening: purpose": (_edit(purpose="x" * 20_001), TooLarge, "room for 20,000"),
    "create_convening: dates": (
        _create(starts_on=date(2027, 1, 2), ends_on=date(2027, 1, 1)),
        Invalid,
        "before it starts",
    ),
    "create_convening: title": (_create(title=""), Invalid, "title is empty"),
    "invite: address": (
        lambda s, a: invitations.invite(s.bench, a, s.home, "nobody", Role.AUTHOR),
        Invalid,
        "not an email address",
    ),
    "invite: a member": (
        lambda s, a: invitations.invite(s.bench, a, s.home, "editor@example.org", Role.AUTHOR),
        Invalid,
        "takes part already",
    ),
    "withdraw_invitation: none": (
        lambda s, a: invitations.withdraw_invitation(s.bench, a, "none"),
        NotFound,
        "nothing here",
    ),
    "change_role: no member": (
        lambda s, a: membership.change_role(s.bench, a, s.home, s.scene["outsider"], Role.AUTHOR),
        Conflict,
        "no longer a member",
    ),
    "remove_member: no member": (
        lambda s, a: membership.remove_member(s.bench, a, s.home, s.scene["outsider"]),
        Conflict,
        "no longer a member",
    ),
    "start_proposal: title": (_start(title=" "), Invalid, "title is empty"),
    "start_proposal: language": (_start(language="english"), Invalid, "not a language tag"),
    "start_proposal: message": (_start(message="x" * 501), TooLarge, "room for 500"),
    "start_proposal: text": (_start(markdown="x" * 2_000_001), TooLarge, "room for 2,000,000"),
    "import_text: kind": (
        lambda s, a: imports.import_text(s.bench, a, s.home, imports.read_file("a.exe", b"x"), language="en"),
        Invalid,
        "Choose a Word",
    ),
    "save_revision: text": (_save(markdown=""), Invalid, "text is empty"),
    "save_revision: title": (_save(title=""), Invalid, "title is empty"),
    "save_revision: message": (_save(message="x" * 501), TooLarge, "room for 500"),
    "save_revision: base": (_save(base=9), NotFound, "no such revision"),
    "restore_revision: which": (
        lambda s, a: revisions.restore_revision(s.bench, a, s.proposal.id, 9, base=2),
        NotFound,
        "no such revision",
    ),
    "restore_revision: base": (
        lambda s, a: revisions.restore_revision(s.bench, a, s.proposal.id, 1, base=1),
        Conflict,
        "saved revision 2 meanwhile",
    ),
    "save_draft: title": (
        lambda s, a: drafts.save_draft(s.bench, a, s.proposal.id, base=2, title="x" * 301, markdown="x", sequence=1),
        TooLarge,
        "room for 300",
    ),
    "set_authors: none": (_authors(), Invalid, "at least one author"),
    "set_authors: a reviewer": (_authors("author", "reviewer"), Invalid, "author, editor or convenor"),
    "set_authors: an observer": (_authors("observer"), Invalid, "author, editor or convenor"),
    "set_authors: an outsider": (_authors("outsider"), Invalid, "author, editor or convenor"),
    "add_image: no picture": (
        lambda s, a: images.add_image(s.bench, a, s.proposal.id, b"no picture"),
        Refusal,
        "not a picture",
    ),
    "start_thread: no words": (_thread(3, 3), Invalid, "Select the words"),
    "start_thread: backwards": (_thread(4, 3), Invalid, "Select the words"),
    "start_thread: before the text": (_thread(-1, 3), Invalid, "Select the words"),
    "start_thread: behind the text": (_thread(3, 100_000), Invalid, "Select the words"),
    "start_thread: white space": (_thread(17, 19, revision=2), Invalid, "Select the words"),
    "start_thread: comment": (_thread(0, 5, body=" "), Invalid, "comment is empty"),
    "start_thread: revision": (_thread(0, 5, revision=9), NotFound, "no such revision"),
    "reply: comment": (lambda s, a: threads.reply(s.bench, a, s.thread.id, " "), Invalid, "comment is empty"),
    "reply: thread": (lambda s, a: threads.reply(s.bench, a, "none", "Yes."), NotFound, "nothing here"),
    "edit_comment: another's": (
        lambda s, a: threads.edit_comment(s.bench, a, s.thread.comments[0].id, "No."),
        NotAllowed,
        "Only who wrote a comment",
    ),
    "retract_comment: another's": (
        lambda s, a: threads.retract_comment(s.bench, a, s.thread.comments[0].id),
        NotAllowed,
        "Only who wrote a comment",
    ),
    "edit_comment: none": (lambda s, a: threads.edit_comment(s.bench, a, "none", "No."), NotFound, "nothing here"),
    "place_thread: an older revision": (_place(1, 0, 5), Conflict, "newer revision"),
    "place_thread: no words": (_place(2, 5, 5), Invalid, "Select the words"),
    "resolve_thread: none": (lambda s, a: threads.resolve_thread(s.bench, a, "none"), NotFound, "nothing here"),
    "tag_proposal: principle": (_tag(principle="bold"), Invalid, "none of the twelve"),
    "tag_proposal: rationale": (_tag(rationale=" "), Invalid, "rationale is empty"),
    "tag_proposal: long rationale": (_tag(rationale="x" * 5_001), TooLarge, "room for 5,000"),
    "tag_proposal: evidence": (_tag(evidence=("gone",)), Invalid, "no longer in the text"),
    "untag_proposal: principle": (
        lambda s, a: tags.untag_proposal(s.bench, a, s.proposal.id, "bold"),
        Invalid,
        "none of the twelve",
    ),
    "decide: where it cannot": (
        lambda s, a: decisions.decide(s.bench, a, s.proposal.id, Decision.ADOPT),
        Conflict,
        "This proposal is draft now",
    ),
    "create_collection: title": (_collect(title=""), Invalid, "title is empty"),
    "create_collection: language": (_collect(language="x"), Invalid, "not a language tag"),
    "create_collection: foreword": (_collect(foreword="x" * 50_001), TooLarge, "room for 50,000"),
    "create_collection: letters": (_collect(name="水"), Invalid, "Latin letters"),
    "create_collection: taken": (_collect(name="all-of-it"), Invalid, "taken already"),
    "create_collection: reserved": (_collect(name="Search"), Invalid, "taken already"),
    "edit_collection: title": (_recollect(title=""), Invalid, "title is empty"),
    "edit_collection: proposals": (_recollect("none"), Invalid, "its own convening"),
    "publish_edition: empty": (
        lambda s, a: editions.publish_edition(s.bench, a, s.collection.id),
        Invalid,
        "This collection is empty",
    ),
    "publish_edition: by a name that is none": (
        lambda s, a: publish_now.find_collection(s.bench, a, "none"),
        Invalid,
        "no collection “none”",
    ),
}


@pytest.mark.xdist_group("permissions")
@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused(stage: Stage, name: str) -> None:
    attempt, error, said = REFUSED[name]
    before = trail(stage.bench)
    with pytest.raises(error, match=said):
        attempt(stage, stage.scene["convenor"])
    assert trail(stage.bench) == before


def test_a_drafted_proposal_is_not_published(stage: Stage) -> None:
    editor = stage.scene["editor"]
    VERBS["edit_collection"](stage, editor)
    with pytest.raises(Invalid, match="Not adopted yet: “Water for all”"):
        editions.publish_edition(stage.bench, editor, stage.collection.id)


def test_one_edition_is_made_at_a_time_and_what_is_not_being_made_is_neither_stopped_nor_tried_again(
    stage: Stage,
) -> None:
    bench, editor = stage.bench, stage.scene["editor"]
    edition = VERBS["publish_edition"](stage, editor)
    identity = edition.id  # type: ignore[attr-defined]
    with pytest.raises(Conflict, match="is being made already"):
        editions.publish_edition(bench, editor, stage.collection.id)
    with pytest.raises(Conflict, match="is being made already"):
        editions.retry_edition(bench, editor, identity)
    editions.stop_edition(bench, editor, identity)
    with pytest.raises(Conflict, match="not being made any more"):
        editions.stop_edition(bench, editor, identity)


def test_an_adopted_text_is_not_written(stage: Stage) -> None:
    stage.decided(Decision.SUBMIT, Decision.ADOPT)
    with pytest.raises(Conflict, match="This proposal is adopted"):
        VERBS["save_revision"](stage, stage.scene["convenor"])


def test_a_proposal_of_another_convening_is_not_collected(stage: Stage) -> None:
    bench, steward = stage.bench, stage.scene["steward"]
    other = convenings.create_convening(bench, steward, title="Land", purpose="")
    foreign = proposals.start_proposal(bench, steward, other.id, title="Fields", language="en")
    with pytest.raises(Invalid, match="its own convening"):
        _recollect(stage.proposal.id, foreign.id)(stage, stage.scene["editor"])
