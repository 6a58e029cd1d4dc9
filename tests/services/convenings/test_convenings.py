"""Inviting, joining, and who is left."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from blueprint.domain.convenings import Role, Visibility
from blueprint.domain.errors import BlueprintError, Conflict, Invalid, LinkSpent
from blueprint.services.accounts import browser_sessions
from blueprint.services.convenings import convenings, invitations, membership
from tests.factories import Scene


def token_of(sent: invitations.SentInvitation) -> str:
    return sent.link.rpartition("/")[2]


def test_an_invitation_becomes_an_account_and_a_member(scene: Scene) -> None:
    bench, home = scene.workbench, scene.convening.id
    sent = invitations.invite(bench, scene["convenor"], home, "Nia@Example.org", Role.REVIEWER)
    assert not sent.emailed
    invitation, convening, known = invitations.read_invitation(bench, token_of(sent))
    assert (invitation.email, convening.id, known) == ("nia@example.org", home, False)
    session = invitations.accept_as_new(bench, token_of(sent), "Nia", "a few words together", "")
    person = browser_sessions.signed_in_person(bench, session)
    assert person is not None
    assert ("Nia", Role.REVIEWER) in [(m.name, m.role) for m in membership.list_members(bench, person.id, home)]
    (kept,) = invitations.list_invitations(bench, scene["convenor"], home)
    assert kept.accepted_at is not None
    with pytest.raises(LinkSpent):
        invitations.accept_as_new(bench, token_of(sent), "Nia again", "a few words together", "")


def test_who_has_an_account_accepts_as_they_are(scene: Scene) -> None:
    bench = scene.workbench
    sent = invitations.invite(bench, scene["convenor"], scene.convening.id, "outsider@example.org", Role.AUTHOR)
    assert invitations.read_invitation(bench, token_of(sent))[2]
    invitations.accept_invitation(bench, scene["outsider"], token_of(sent))
    with pytest.raises(BlueprintError):
        invitations.accept_invitation(bench, scene["outsider"], token_of(sent))


def test_withdrawn_and_expired_links_do_not_work(scene: Scene) -> None:
    bench, home = scene.workbench, scene.convening.id
    sent = invitations.invite(bench, scene["convenor"], home, "nia@example.org", Role.AUTHOR)
    later = replace(bench, now=lambda: bench.now() + timedelta(days=31))
    with pytest.raises(LinkSpent):
        invitations.read_invitation(later, token_of(sent))
    invitations.withdraw_invitation(bench, scene["convenor"], sent.invitation.id)
    with pytest.raises(LinkSpent):
        invitations.accept_as_new(bench, token_of(sent), "Nia", "a few words together", "")
    with pytest.raises(Conflict):
        invitations.withdraw_invitation(bench, scene["convenor"], sent.invitation.id)


def test_a_convening_always_has_a_convenor(scene: Scene) -> None:
    bench, home = scene.workbench, scene.convening.id
    membership.remove_member(bench, scene["convenor"], home, scene["steward"])
    with pytest.raises(Invalid, match="needs a convenor"):
        membership.change_role(bench, scene["convenor"], home, scene["convenor"], Role.AUTHOR)
    with pytest.raises(Invalid, match="needs a convenor"):
        membership.remove_member(bench, scene["convenor"], home, scene["convenor"])


def test_inviting_a_member_points_to_the_list(scene: Scene) -> None:
    with pytest.raises(Invalid, match="takes part already"):
        invitations.invite(scene.workbench, scene["convenor"], scene.convening.id, "editor@example.org", Role.AUTHOR)


def test_a_convening_cannot_end_before_it_starts(scene: Scene) -> None:
    with pytest.raises(Invalid, match="end before it starts"):
        convenings.create_convening(
            scene.workbench,
            scene["steward"],
            title="Land",
            purpose="",
            starts_on=date(2026, 5, 2),
            ends_on=date(2026, 5, 1),
        )


def test_a_visitor_sees_what_is_open_and_only_that(scene: Scene) -> None:
    bench = scene.workbench
    assert convenings.list_convenings(bench, scene["outsider"]) == ()
    convenings.edit_convening(
        bench,
        scene["convenor"],
        scene.convening.id,
        title="Water",
        purpose="Open now",
        visibility=Visibility.ACCOUNTS,
        starts_on=None,
        ends_on=None,
    )
    ((seen, role),) = convenings.list_convenings(bench, scene["outsider"])
    assert (seen.purpose, role) == ("Open now", None)
