"""Accounts that are disabled, enabled and deleted; sessions that end one by one, and by themselves."""

from dataclasses import replace
from datetime import timedelta

import pytest

from blueprint.domain.convenings import Role
from blueprint.domain.errors import BlueprintError, Invalid, LinkSpent, NotAllowed, NotFound, NotSignedIn, TooMany
from blueprint.domain.events import OF_ONES_OWN_ACCOUNT, EventKind
from blueprint.services.accounts import (
    account,
    browser_sessions,
    deletion,
    one_time_links,
    operator,
    registration,
    sign_in,
    standing,
)
from blueprint.services.context import Workbench
from blueprint.services.convenings import convenings, invitations, membership
from blueprint.services.drafting import drafts, proposals, revisions
from blueprint.services.publishing import collections, editions
from blueprint.services.review import threads
from blueprint.storage import attempts, events, people
from tests.factories import Scene, set_first_password
from tests.services.editions import published_alone

PASSWORD = "four rivers meet here"


def token_of(bench: Workbench, email: str, browser: str = "a browser") -> str:
    return sign_in.sign_in_by_link(bench, one_time_links.link_to_sign_in(bench, email), browser)


def test_one_session_is_ended_and_the_others_go_on(scene: Scene) -> None:
    bench, me = scene.workbench, scene["author"]
    tokens = [token_of(bench, "author@example.org", browser) for browser in ("phone", "laptop")]
    here = browser_sessions.signed_in(bench, tokens[1])
    assert here is not None
    listed = browser_sessions.sessions(bench, me)
    assert {one.browser for one in listed} == {"phone", "laptop"}
    assert [one.browser for one in listed if one.id == here.session_id] == ["laptop"]
    phone = next(one.id for one in listed if one.browser == "phone")
    with pytest.raises(NotFound):
        browser_sessions.end_session(bench, scene["editor"], phone)
    browser_sessions.end_session(bench, me, phone)
    assert [browser_sessions.signed_in(bench, token) is not None for token in tokens] == [False, True]
    with pytest.raises(NotFound, match="ended already"):
        browser_sessions.end_session(bench, me, phone)


def test_a_session_that_is_not_used_ends(scene: Scene) -> None:
    bench, token = scene.workbench, token_of(scene.workbench, "author@example.org")

    def later(**span: int) -> Workbench:
        return replace(bench, now=lambda: bench.now() + timedelta(**span))

    found = browser_sessions.signed_in(bench, token)
    assert found is not None
    assert browser_sessions.signed_in(later(hours=71), token, used=False) is not None
    assert browser_sessions.going_on(later(hours=71), [found.session_id]) == {found.session_id}
    assert browser_sessions.signed_in(later(hours=73), token) is None
    assert browser_sessions.going_on(later(hours=73), [found.session_id]) == frozenset()
    assert browser_sessions.sessions(later(hours=73), scene["author"]) == ()
    assert browser_sessions.signed_in(later(hours=71), token) is not None  # which is a use
    assert browser_sessions.signed_in(later(hours=100), token, used=False) is not None


def test_a_disabled_person_is_out_and_what_they_wrote_stays(scene: Scene) -> None:
    bench, author, steward = scene.workbench, scene.people["author"], scene["steward"]
    proposal = scene.proposal("author")
    drafts.save_draft(bench, author.id, proposal.id, base=1, title="T", markdown="Half a sen", sequence=1)
    set_first_password(bench, author, PASSWORD)
    token, link = token_of(bench, author.email), one_time_links.link_to_sign_in(bench, author.email)
    other = convenings.create_convening(bench, steward, title="Land", purpose="")
    invited = invitations.invite(bench, steward, other.id, author.email, Role.AUTHOR).link.rpartition("/")[2]

    assert standing.disable_account(bench, steward, author.id) == ()
    standing.disable_account(bench, steward, author.id)
    assert browser_sessions.signed_in(bench, token) is None
    assert one_time_links.person_of_link(bench, link) is None
    refused: list[tuple[type[BlueprintError], object]] = [
        (LinkSpent, lambda: sign_in.sign_in_by_link(bench, link, "")),
        (LinkSpent, lambda: invitations.read_invitation(bench, invited)),
        (Invalid, lambda: sign_in.sign_in(bench, author.email, PASSWORD, "", "here")),
        (Invalid, lambda: one_time_links.link_to_sign_in(bench, author.email)),
        (Invalid, lambda: invitations.invite(bench, steward, other.id, author.email, Role.AUTHOR)),
        (NotSignedIn, lambda: revisions.read_revision(bench, author.id, proposal.id)),
        (NotSignedIn, lambda: account.read_account(bench, author.id)),
    ]
    for error, attempt in refused:
        with pytest.raises(error):
            attempt()  # type: ignore[operator]
    assert revisions.read_revision(bench, scene["editor"], proposal.id).saved_by_name == "Author"
    for who, enabled in (("convenor", False), ("editor", True)):
        listed = membership.list_members(bench, scene[who], scene.convening.id)
        assert [m.enabled for m in listed if m.name == "Author"] == [enabled]

    standing.enable_account(bench, steward, author.id)
    assert sign_in.sign_in(bench, author.email, PASSWORD, "", "here")
    kept = drafts.read_draft(bench, author.id, proposal.id)
    assert kept is not None
    assert kept.markdown == "Half a sen"


def test_a_disabled_account_is_told_from_a_wrong_password_to_nobody_else(scene: Scene) -> None:
    bench, author = scene.workbench, scene.people["author"]
    set_first_password(bench, author, PASSWORD)
    operator.disable(bench, author.email)
    with pytest.raises(Invalid, match="This account is disabled"):
        sign_in.sign_in(bench, author.email, PASSWORD, "", "here")
    with pytest.raises(Invalid, match="do not match"):
        sign_in.sign_in(bench, author.email, "four rivers meet there", "", "here")


def test_who_disables_whom(scene: Scene) -> None:
    bench, steward = scene.workbench, scene["steward"]
    for who in ("convenor", "editor", "observer", "outsider"):
        for change in (standing.disable_account, standing.enable_account, standing.appoint_steward):
            with pytest.raises(NotAllowed, match="Only stewards"):
                change(bench, scene[who], scene["author"])
    with pytest.raises(Invalid, match="your own account"):
        standing.disable_account(bench, steward, steward)
    with pytest.raises(NotFound):
        standing.disable_account(bench, steward, "none")
    with pytest.raises(Invalid, match="Steward is the only steward"):
        operator.disable(bench, "steward@example.org")
    standing.appoint_steward(bench, steward, scene["editor"])
    standing.disable_account(bench, scene["editor"], steward)
    with pytest.raises(NotSignedIn):
        standing.enable_account(bench, steward, steward)


def test_convenings_without_a_convenor_are_named_and_their_last_convenor_cannot_leave(scene: Scene) -> None:
    bench, steward, home = scene.workbench, scene["steward"], scene.convening.id
    membership.change_role(bench, scene["convenor"], home, scene["editor"], Role.CONVENOR)
    people_left = [member.name for member in membership.list_members(bench, scene["editor"], home)]
    membership.change_role(bench, scene["editor"], home, steward, Role.OBSERVER)
    assert people_left[0] == "Steward"
    assert standing.disable_account(bench, steward, scene["convenor"]) == ()
    with pytest.raises(Invalid, match="needs a convenor"):
        membership.change_role(bench, scene["editor"], home, scene["editor"], Role.AUTHOR)
    assert standing.disable_account(bench, steward, scene["editor"]) == ("Water",)


def test_a_steward_does_not_learn_what_a_convening_of_others_is_called(scene: Scene) -> None:
    bench, steward, home = scene.workbench, scene["steward"], scene.convening.id
    membership.remove_member(bench, scene["convenor"], home, steward)
    assert standing.disable_account(bench, steward, scene["convenor"]) == ()
    operator.enable(bench, "convenor@example.org")
    assert operator.disable(bench, "convenor@example.org") == ("Water",)


def test_accounts_are_listed_by_their_words(scene: Scene) -> None:
    bench, steward = scene.workbench, scene["steward"]
    listed = standing.list_accounts(bench, steward)
    assert [one.name for one in listed] == sorted(one.name for one in listed)
    assert len(listed) == 8
    token_of(bench, "author@example.org")
    (found,) = standing.list_accounts(bench, steward, "AUTH example")
    assert (found.name, found.last_used_at is not None) == ("Author", True)
    assert standing.list_accounts(bench, steward, "100%_") == ()
    assert len(standing.list_accounts(bench, steward, most=3)) == 3


@pytest.fixture
def written(scene: Scene) -> str:
    """The id of a proposal in which the author wrote, commented, began a thread, and has a draft."""
    bench, author = scene.workbench, scene["author"]
    proposal = scene.proposal("author")
    scene.save(proposal, "Water is a right.\n")
    thread = threads.start_thread(bench, author, proposal.id, revision=2, start=0, end=5, body="Mine.")
    threads.resolve_thread(bench, author, thread.id)
    drafts.save_draft(bench, author, proposal.id, base=2, title="T", markdown="Half a sen", sequence=1)
    return proposal.id


@pytest.mark.parametrize(("pseudonym", "shown"), [(None, "Author"), ("  Reed  warbler ", "Reed warbler")])
def test_a_deleted_person_is_gone_and_their_authorship_stays(
    scene: Scene, written: str, pseudonym: str | None, shown: str
) -> None:
    bench, author, editor = scene.workbench, scene.people["author"], scene["editor"]
    set_first_password(bench, author, PASSWORD)
    invitations.invite(bench, scene["convenor"], scene.convening.id, "elsewhere@example.org", Role.AUTHOR)
    token = token_of(bench, author.email)
    membership.change_role(bench, scene["convenor"], scene.convening.id, author.id, Role.EDITOR)
    account.change_profile(bench, author.id, author.model_copy(update={"organisation": "The well", "language": "ar"}))
    deletion.delete_account(bench, author.id, password=PASSWORD, pseudonym=pseudonym)

    assert browser_sessions.signed_in(bench, token) is None
    with pytest.raises(NotSignedIn):
        revisions.read_revision(bench, author.id, written)
    proposal = proposals.read_proposal(bench, editor, written)[0]
    (thread,) = threads.list_threads(bench, editor, written, 2)
    history = revisions.list_revisions(bench, editor, written)
    assert proposal.author_names == (shown,)
    assert {one.saved_by_name for one in history} == {shown}
    assert [comment.author_name for comment in thread.comments] == [shown]
    told = convenings.list_events(bench, editor, scene.convening.id)
    assert {one.actor_name for one in told if one.actor_id == author.id} == {shown}
    assert told[0].fact is EventKind.MEMBER_LEFT
    assert [one.person_name for one in told if one.fact is EventKind.ROLE_CHANGED] == [shown]
    assert shown not in [member.name for member in membership.list_members(bench, editor, scene.convening.id)]
    assert all(author.email not in words for words in everything_stored(bench))
    assert pseudonym is None or all("Author" not in words for words in everything_stored(bench, "person", "event"))
    assert all("The well" not in words for words in everything_stored(bench))
    assert all("Half a sen" not in words for words in everything_stored(bench))
    with pytest.raises(Invalid, match="do not match"):
        sign_in.sign_in(bench, author.email, PASSWORD, "", "here")


def everything_stored(bench: Workbench, *tables: str) -> list[str]:
    """Every row of these tables, or of all, as words."""
    from sqlalchemy import text

    from blueprint.storage import schema

    names = tables or [name for name in schema.METADATA.tables if not name.startswith("search")]
    with bench.database.engine.connect() as connection:
        return [str(row) for name in names for row in connection.execute(text(f'SELECT * FROM "{name}"'))]  # noqa: S608


def test_an_address_registers_anew_as_somebody_else(scene: Scene, written: str) -> None:
    bench, author = scene.workbench, scene.people["author"]
    operator.delete(bench, author.email, "Reed warbler")
    again = registration.add_person(bench, author.email, "Somebody new")
    assert again.id != author.id
    assert revisions.list_revisions(bench, scene["editor"], written)[0].saved_by_name == "Reed warbler"
    with pytest.raises(NotFound):
        revisions.read_revision(bench, again.id, written)
    operator.delete(bench, author.email, None)
    registration.add_person(bench, author.email, "And another")


def test_an_invitation_to_a_deleted_person_is_forgotten(scene: Scene) -> None:
    bench, outsider, convenor, home = scene.workbench, scene.people["outsider"], scene["convenor"], scene.convening.id
    sent = invitations.invite(bench, convenor, home, outsider.email, Role.AUTHOR)
    sign_in_failures(bench, outsider.email)
    operator.delete(bench, outsider.email, None)
    with pytest.raises(LinkSpent):
        invitations.read_invitation(bench, sent.link.rpartition("/")[2])
    assert invitations.list_invitations(bench, convenor, home) == ()
    (told,) = [e for e in convenings.list_events(bench, convenor, home) if e.fact is EventKind.MEMBER_INVITED]
    assert told.data == {"role": "author"}
    with bench.database.read_transaction() as session:
        assert attempts.of_subject(session, f"email {outsider.email}") == ()
        left = {event.fact for event in events.of_actor(session, outsider.id)}
    assert left & OF_ONES_OWN_ACCOUNT == set()
    assert EventKind.ACCOUNT_DELETED in left


def sign_in_failures(bench: Workbench, email: str) -> None:
    with pytest.raises(Invalid):
        sign_in.sign_in(bench, email, "a wrong password", "", "here")


def test_a_later_edition_has_the_pseudonym_and_the_published_one_the_name(scene: Scene) -> None:
    bench, editor = scene.workbench, scene["editor"]
    edition = published_alone(scene)
    before = edition.chapters[0].contributors
    operator.delete(bench, "author@example.org", "Reed warbler")
    assert editions.read_edition(bench, editor, edition.id).chapters[0].contributors == before == ("Author",)
    later = editions.publish_edition(bench, editor, edition.collection_id)
    assert (later.chapters[0].contributors, later.chapters[0].organisations) == (("Reed warbler",), ("",))


def test_a_stopped_edition_says_who_stopped_it_by_the_pseudonym(scene: Scene) -> None:
    bench, editor = scene.workbench, scene["editor"]
    edition = published_alone(scene)
    stopped = editions.publish_edition(bench, editor, edition.collection_id)
    editions.stop_edition(bench, editor, stopped.id)
    operator.delete(bench, "editor@example.org", "Reed warbler")
    assert editions.read_edition(bench, scene["convenor"], stopped.id).problem == "Reed warbler stopped it."
    assert collections.list_collections(bench, scene["convenor"], scene.convening.id)


def test_the_last_steward_and_the_only_convenor_appoint_somebody_first(scene: Scene) -> None:
    bench, steward, home = scene.workbench, scene.people["steward"], scene.convening.id
    with pytest.raises(Invalid, match="Steward is the only steward"):
        operator.delete(bench, steward.email, None)
    standing.appoint_steward(bench, steward.id, scene["outsider"])
    operator.delete(bench, steward.email, None)
    with pytest.raises(Invalid, match=r"only convenor of “Water”.* such as Editor"):
        operator.delete(bench, "convenor@example.org", None)
    operator.disable(bench, "editor@example.org")
    token_of(bench, "convenor@example.org")
    with pytest.raises(Invalid, match="such as Author"):
        deletion.require_deletable(bench, scene["convenor"])
    with pytest.raises(Invalid, match="such as Author"):
        deletion.delete_account(bench, scene["convenor"])
    assert account.read_account(bench, scene["convenor"]).name == "Convenor"
    membership.change_role(bench, scene["convenor"], home, scene["author"], Role.CONVENOR)
    deletion.require_deletable(bench, scene["convenor"])
    deletion.delete_account(bench, scene["convenor"])
    alone = convenings.create_convening(bench, scene["outsider"], title="Land", purpose="")
    standing.appoint_steward(bench, scene["outsider"], scene["author"])
    with pytest.raises(Invalid, match="nobody else takes part"):
        operator.delete(bench, "outsider@example.org", None)
    assert convenings.read_convening(bench, scene["outsider"], alone.id)


def test_deleting_asks_for_the_password_or_a_fresh_link(scene: Scene) -> None:
    bench, author = scene.workbench, scene.people["author"]
    with pytest.raises(Invalid, match="new sign-in link"):
        deletion.delete_account(bench, author.id)
    set_first_password(bench, author, PASSWORD)
    token_of(bench, author.email)
    for attempt in range(10):
        with pytest.raises(Invalid, match="not your present password"):
            deletion.delete_account(bench, author.id, password=f"wrong {attempt}")
    with pytest.raises(TooMany):
        deletion.delete_account(bench, author.id, password=PASSWORD)
    later = replace(bench, now=lambda: bench.now() + timedelta(minutes=16))
    with pytest.raises(Invalid, match="name is empty"):
        deletion.delete_account(later, author.id, password=PASSWORD, pseudonym="  ")
    deletion.delete_account(later, author.id, password=PASSWORD, pseudonym="Reed warbler")
    with pytest.raises(NotSignedIn):
        deletion.delete_account(later, author.id, password=PASSWORD)
    with bench.database.read_transaction() as session:
        assert people.named(session, {author.id}) == {author.id: "Reed warbler"}
