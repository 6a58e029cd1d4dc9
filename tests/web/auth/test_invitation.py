"""Accepting an invitation, in each of the three ways."""

from blueprint.domain.convenings import Role
from blueprint.services.convenings import invitations, membership
from blueprint.web.auth.invitation import ROLE_DESCRIPTIONS
from tests.factories import Scene, add_person
from tests.web.serving import Site

PASSWORD = "a few words together"


def invite(group: Scene, email: str, role: Role = Role.REVIEWER) -> str:
    sent = invitations.invite(group.workbench, group["convenor"], group.convening.id, email, role)
    return "/invitation/" + sent.link.rpartition("/")[2]


def role_of(group: Scene, name: str) -> Role | None:
    members = membership.list_members(group.workbench, group["convenor"], group.convening.id)
    return next((member.role for member in members if member.name == name), None)


def test_every_role_is_described() -> None:
    assert ROLE_DESCRIPTIONS.keys() == {*Role}


def test_someone_new_creates_an_account(site: Site, group: Scene) -> None:
    path = invite(group, "new@example.org")
    with site.client() as client:
        page = client.get(path).text
        assert group.convening.title in page
        assert "<strong>reviewer</strong>" in page
        assert 'value="new@example.org"' in page
        answer = client.post(path, data={"as": "new", "name": "New Person", "password": PASSWORD})
        assert (answer.status_code, answer.headers["location"]) == (303, f"/convening?id={group.convening.id}")
        assert client.get("/").status_code == 200
    assert role_of(group, "New Person") is Role.REVIEWER


def test_too_short_a_password_loses_no_name(site: Site, group: Scene) -> None:
    path = invite(group, "short@example.org")
    with site.client() as client:
        answer = client.post(path, data={"as": "new", "name": 'A "name"', "password": "short"})
    assert answer.status_code == 422
    assert "at least 10 characters" in answer.text
    assert 'value="A &#34;name&#34;"' in answer.text
    assert 'value="short"' not in answer.text


def test_someone_signed_in_accepts_as_themselves(site: Site, group: Scene) -> None:
    path = invite(group, "another-address@example.org", Role.AUTHOR)
    with site.client("outsider@example.org") as client:
        page = client.get(path).text
        assert "Accept as <bdi>Outsider</bdi>" in page
        assert "another-address@example.org" in page
        assert client.post(path, data={"as": "myself"}).headers["location"] == f"/convening?id={group.convening.id}"
    assert role_of(group, "Outsider") is Role.AUTHOR


def test_someone_with_an_account_signs_in_first(site: Site, group: Scene) -> None:
    guest = add_person(site.workbench, "guest")
    path = invite(group, guest.email)
    with site.client() as client:
        assert f"/sign-in?next={path}" in client.get(path).text
        assert client.post(path, data={"as": "myself"}).status_code == 401


def test_a_member_is_told_so(site: Site, group: Scene) -> None:
    path = invite(group, "third@example.org")
    with site.client("reviewer@example.org") as client:
        answer = client.post(path, data={"as": "myself"})
    assert answer.status_code == 409
    assert "already" in answer.text


def test_an_invitation_works_once(site: Site, group: Scene) -> None:
    path = invite(group, "once@example.org")
    with site.client() as client:
        client.post(path, data={"as": "new", "name": "Once", "password": PASSWORD})
    with site.client() as client:
        assert client.get(path).status_code == 410
        assert client.post(path, data={"as": "new", "name": "Twice", "password": PASSWORD}).status_code == 410
