"""What every use case writes into the audit trail: exactly its facts, by whom, about what; reading writes nothing."""

from datetime import date

import pytest

from blueprint.domain.convenings import Role
from blueprint.domain.events import Event, EventKind
from blueprint.services.accounts import (
    account,
    browser_sessions,
    one_time_links,
    operator,
    registration,
    sign_in,
    standing,
)
from blueprint.services.accounts.personal_data import export_personal_data
from blueprint.services.context import Workbench
from blueprint.services.convenings import convenings, invitations
from blueprint.storage import events
from tests.factories import Scene
from tests.services.test_permissions import VERBS, PreparedVerb, Stage

_PUBLISHED = (
    EventKind.PROPOSAL_SUBMITTED,
    EventKind.PROPOSAL_ADOPTED,
    EventKind.COLLECTION_EDITED,
    EventKind.EDITION_STARTED,
)
_OUT = (*_PUBLISHED, EventKind.PROPOSAL_PUBLISHED, EventKind.EDITION_PUBLISHED)

RECORDED: dict[str, tuple[EventKind, ...]] = {
    "edit_convening": (EventKind.CONVENING_EDITED,),
    "invite": (EventKind.MEMBER_INVITED,),
    "withdraw_invitation": (EventKind.INVITATION_WITHDRAWN,),
    "change_role": (EventKind.ROLE_CHANGED,),
    "remove_member": (EventKind.MEMBER_REMOVED,),
    "start_proposal": (EventKind.PROPOSAL_STARTED,),
    "import_text": (EventKind.PROPOSAL_STARTED,),
    "import_history": (EventKind.PROPOSAL_STARTED,),
    "save_revision": (EventKind.REVISION_SAVED,),
    "restore_revision": (EventKind.REVISION_SAVED,),
    "set_authors": (EventKind.AUTHORS_CHANGED,),
    "add_image": (EventKind.IMAGE_ADDED,),
    "start_thread": (EventKind.THREAD_STARTED,),
    "reply": (EventKind.COMMENT_WRITTEN,),
    "edit_comment": (EventKind.COMMENT_EDITED,),
    "retract_comment": (EventKind.COMMENT_RETRACTED,),
    "place_thread": (EventKind.THREAD_PLACED,),
    "resolve_thread": (EventKind.THREAD_RESOLVED,),
    "reopen_thread": (EventKind.THREAD_REOPENED,),
    "tag_proposal": (EventKind.PROPOSAL_TAGGED,),
    "untag_proposal": (EventKind.TAG_REMOVED,),
    "submit": (EventKind.PROPOSAL_SUBMITTED,),
    "return": (EventKind.PROPOSAL_SUBMITTED, EventKind.PROPOSAL_RETURNED),
    "adopt": (EventKind.PROPOSAL_SUBMITTED, EventKind.PROPOSAL_ADOPTED),
    "withdraw": (EventKind.PROPOSAL_WITHDRAWN,),
    "reopen": (EventKind.PROPOSAL_WITHDRAWN, EventKind.PROPOSAL_REOPENED),
    "create_collection": (EventKind.COLLECTION_CREATED,),
    "edit_collection": (EventKind.COLLECTION_EDITED,),
    "publish_edition": _PUBLISHED,
    "stop_edition": (*_PUBLISHED, EventKind.EDITION_FAILED),
    "retry_edition": (*_PUBLISHED, EventKind.EDITION_FAILED, EventKind.EDITION_STARTED),
    "add_erratum": (*_OUT, EventKind.ERRATUM_ADDED),
    "withdraw_erratum": (*_OUT, EventKind.ERRATUM_ADDED, EventKind.ERRATUM_WITHDRAWN),
}
"""By verb of the permission table, what is recorded, in order, with what brings the proposal and the edition along."""

READING = VERBS.keys() - RECORDED.keys()
WITHOUT_RECORD = {"save_draft", "discard_draft"}
"""A draft is one person's own until it is saved."""
NEVER_OF_A_PROPOSAL = ("convening", "member", "invitation", "role", "collection", "edition", "note")
"""What the facts begin with that are about a convening as a whole."""


def trail(bench: Workbench) -> tuple[Event, ...]:
    """Every event, the earliest first."""
    with bench.database.read_transaction() as session:
        return events.everything(session)[::-1]


@pytest.mark.xdist_group("permissions")
@pytest.mark.parametrize("verb", RECORDED)
def test_what_a_verb_records(stage: Stage, verb: str) -> None:
    actor_id = stage.scene["reviewer" if verb in ("edit_comment", "retract_comment") else "convenor"]
    before = trail(stage.bench)
    VERBS[verb](stage, actor_id)
    found = trail(stage.bench)[len(before) :]
    assert tuple(event.fact for event in found) == RECORDED[verb]
    last = found[-1]
    assert (last.actor_id, last.convening_id) == (actor_id, stage.home)
    about_proposal = not last.fact.value.startswith(NEVER_OF_A_PROPOSAL)
    assert (last.proposal_id is not None) == about_proposal


@pytest.mark.xdist_group("permissions")
@pytest.mark.parametrize("verb", sorted(READING))
def test_reading_records_nothing(stage: Stage, verb: str) -> None:
    read, actor_id = VERBS[verb], stage.scene["convenor"]
    prepared = read.prepare(stage) if isinstance(read, PreparedVerb) else ""
    before = trail(stage.bench)
    if isinstance(read, PreparedVerb):
        read.act(stage, actor_id, prepared)
    else:
        read(stage, actor_id)
    assert trail(stage.bench) == before
    assert verb in WITHOUT_RECORD or verb.startswith(
        ("read_", "list_", "open_", "available_", "compare_", "check_", "has_", "subscribe", "find_", "titles_")
    )


def test_a_convening_records_its_beginning_and_who_joined(scene: Scene) -> None:
    bench = scene.workbench
    made = convenings.create_convening(bench, scene["steward"], title="Land", purpose="", ends_on=date(2027, 1, 1))
    sent = invitations.invite(bench, scene["steward"], made.id, "new@example.org", Role.AUTHOR)
    invitations.accept_as_new(bench, sent.link.rpartition("/")[2], "Nia", "four rivers meet here", "a browser")
    again = invitations.invite(bench, scene["steward"], made.id, "other@example.org", Role.REVIEWER)
    invitations.accept_invitation(bench, scene["outsider"], again.link.rpartition("/")[2])
    found = [event for event in trail(bench) if event.convening_id == made.id]
    assert [event.fact for event in found] == [
        EventKind.CONVENING_CREATED,
        EventKind.MEMBER_INVITED,
        EventKind.MEMBER_JOINED,
        EventKind.MEMBER_INVITED,
        EventKind.MEMBER_JOINED,
    ]
    assert found[4].data == {"role": "reviewer"}


def test_an_account_records_its_beginning_and_each_time_somebody_signs_in_or_out(bench: Workbench) -> None:
    token = registration.link_for_first_account(bench)
    registration.create_first_account(bench, token, "nia@example.org", "Nia", "four rivers meet here", "a browser")
    nia = browser_sessions.signed_in_person(
        bench, sign_in.sign_in(bench, "nia@example.org", "four rivers meet here", "b", "here")
    )
    assert nia is not None
    sign_in.sign_in_by_link(bench, one_time_links.link_to_sign_in(bench, nia.email), "c")
    browser_sessions.sign_out_everywhere(bench, nia.id)
    account.change_password(bench, nia.id, "seven more rivers", "four rivers meet here")
    assert [(event.fact, event.actor_id) for event in trail(bench)] == [
        (fact, nia.id)
        for fact in (
            EventKind.ACCOUNT_CREATED,
            EventKind.SIGNED_IN,
            EventKind.SIGNED_IN,
            EventKind.SIGNED_IN,
            EventKind.SIGNED_OUT_EVERYWHERE,
            EventKind.PASSWORD_CHANGED,
        )
    ]


def test_an_account_records_what_becomes_of_it(scene: Scene) -> None:
    bench, author, steward = scene.workbench, scene.people["author"], scene["steward"]
    for browser in ("one", "another"):
        sign_in.sign_in_by_link(bench, one_time_links.link_to_sign_in(bench, author.email), browser)
    before = trail(bench)
    browser_sessions.end_session(bench, author.id, browser_sessions.sessions(bench, author.id)[0].id)
    export_personal_data(bench, author.id).close()
    standing.disable_account(bench, steward, author.id)
    standing.enable_account(bench, steward, author.id)
    standing.appoint_steward(bench, steward, author.id)
    assert [(event.fact, event.actor_id) for event in trail(bench)[len(before) :]] == [
        (EventKind.SESSION_ENDED, author.id),
        (EventKind.PERSONAL_DATA_EXPORTED, author.id),
        (EventKind.ACCOUNT_DISABLED, steward),
        (EventKind.ACCOUNT_ENABLED, steward),
        (EventKind.STEWARD_APPOINTED, steward),
    ]
    assert {event.data.get("person_id") for event in trail(bench)[-3:]} == {author.id}
    operator.delete(bench, author.email, None)
    left, deleted = trail(bench)[-2:]
    assert (left.fact, left.convening_id) == (EventKind.MEMBER_LEFT, scene.convening.id)
    assert (deleted.fact, deleted.actor_id) == (EventKind.ACCOUNT_DELETED, author.id)


def test_every_kind_of_event_is_recorded_by_a_verb_here() -> None:
    """Facts of accounts and of joining are in the tests above; a save's own failure is told by the making of editions."""
    apart = {
        EventKind.ACCOUNT_CREATED, EventKind.SIGNED_IN, EventKind.SIGNED_OUT_EVERYWHERE, EventKind.PASSWORD_CHANGED,
        EventKind.SESSION_ENDED, EventKind.PERSONAL_DATA_EXPORTED, EventKind.ACCOUNT_DISABLED, EventKind.ACCOUNT_ENABLED,
        EventKind.ACCOUNT_DELETED, EventKind.STEWARD_APPOINTED,
        EventKind.CONVENING_CREATED, EventKind.MEMBER_JOINED, EventKind.MEMBER_LEFT,
    }  # fmt: skip
    assert {fact for facts in RECORDED.values() for fact in facts} | apart == set(EventKind)
