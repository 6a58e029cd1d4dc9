"""Deleting one's account on its page, and downloading one's data before."""

import io
import json
import zipfile

import pytest

from blueprint.domain.people import Person
from blueprint.services.accounts import account, registration
from blueprint.services.convenings import convenings
from blueprint.storage import people
from blueprint.web.api import personal_data
from tests.factories import set_first_password
from tests.web.serving import Site

PASSWORD = "four rivers meet here"


def leaver(site: Site, name: str) -> Person:
    """Somebody with a password who takes part in nothing."""
    person = registration.add_person(site.workbench, f"{name.lower()}@example.org", name)
    set_first_password(site.workbench, person, PASSWORD)
    return person


def shown_name(site: Site, person: Person) -> str:
    with site.workbench.database.read_transaction() as session:
        return people.named(session, {person.id})[person.id]


@pytest.mark.parametrize(("name", "shown"), [("own", "Nia"), ("pseudonym", "Reed warbler")])
def test_an_account_is_deleted_and_its_cookie_too(site: Site, name: str, shown: str) -> None:
    nia = leaver(site, "Nia")
    with site.client(nia.email) as client:
        page = client.get("/delete-account").text
        assert "Published files never change" in page
        assert 'value="Former member ' in page
        sent = {"name": name, "pseudonym": "Reed warbler", "password": PASSWORD}
        answer = client.post("/delete-account", data=sent)
        assert (answer.status_code, "Your account is deleted" in answer.text) == (200, True)
        assert 'session=""' in answer.headers["set-cookie"]
        assert answer.headers["clear-site-data"] == '"storage"'
        assert client.get("/api/personal-data").status_code == 401
        assert client.get("/").status_code == 303
    assert shown_name(site, nia) == shown


@pytest.mark.parametrize(
    ("sent", "status", "said"),
    [
        ({"name": "own", "password": "wrong wrong wrong"}, 422, "not your present password"),
        ({"name": "own"}, 422, "not your present password"),
        ({"password": PASSWORD}, 422, "Choose under which name"),
        ({"name": "other", "password": PASSWORD}, 422, "Choose under which name"),
        ({"name": "pseudonym", "pseudonym": " ", "password": PASSWORD}, 422, "name is empty"),
        ({"name": "pseudonym", "pseudonym": "x" * 201, "password": PASSWORD}, 413, "room for 200"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_deleted(
    site: Site, sent: dict[str, str], status: int, said: str
) -> None:
    ola = next((one for one in _listed(site) if one.name == "Ola"), None) or leaver(site, "Ola")
    with site.client(ola.email) as client:
        answer = client.post("/delete-account", data=sent)
        assert (answer.status_code, said in answer.text) == (status, True)
        assert client.get("/delete-account").status_code == 200
    assert account.read_account(site.workbench, ola.id).name == "Ola"


def _listed(site: Site) -> tuple[Person, ...]:
    with site.workbench.database.read_transaction() as session:
        return people.accounts(session, "", 1_000)


def test_who_has_to_appoint_somebody_first_is_told_whom(site: Site) -> None:
    registration.add_person(site.workbench, "other-steward@example.org", "Another", steward=True)
    person = registration.add_person(site.workbench, "pia@example.org", "Pia", steward=True)
    convenings.create_convening(site.workbench, person.id, title="Land <b>", purpose="")
    with site.client(person.email) as client:
        page = client.get("/delete-account").text
        assert "nobody else takes part" in page
        assert "Land &lt;b&gt;" in page
        assert '<form method="post" action="/delete-account">' not in page
        answer = client.post("/delete-account", data={"name": "own"})
        assert "only" in answer.text
    assert account.read_account(site.workbench, person.id).name == "Pia"


def test_nobody_and_other_sites_delete_nothing(site: Site) -> None:
    quin = leaver(site, "Quin")
    with site.client() as client:
        assert client.get("/delete-account").status_code == 401
        assert client.post("/delete-account", data={"name": "own"}).status_code == 401
    with site.client(quin.email, origin="https://evil.example") as client:
        sent = {"name": "own", "password": PASSWORD}
        assert client.post("/delete-account", data=sent).status_code == 403
    assert account.read_account(site.workbench, quin.id).name == "Quin"


def test_ones_data_is_downloaded_a_few_times_in_a_row(site: Site) -> None:
    rui = leaver(site, "Rui")
    with site.client(rui.email) as client:
        answers = [client.get("/api/personal-data") for _ in range(int(personal_data.BURST) + 1)]
    assert [answer.status_code for answer in answers] == [200] * int(personal_data.BURST) + [429]
    first = answers[0]
    assert (first.headers["content-type"], first.headers["cache-control"]) == ("application/zip", "no-store")
    assert "attachment" in first.headers["content-disposition"]
    with zipfile.ZipFile(io.BytesIO(first.content)) as archive:
        assert json.loads(archive.read("data.json"))["profile"]["email"] == rui.email
