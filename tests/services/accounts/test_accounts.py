"""Signing in, once and safely."""

from dataclasses import replace
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from blueprint.domain.errors import Invalid, LinkSpent, NotSignedIn, TooMany
from blueprint.domain.people import Profile
from blueprint.services.accounts import account, browser_sessions, one_time_links, registration, sign_in
from blueprint.services.accounts.browser_storage import storage_key
from blueprint.services.context import Workbench
from blueprint.storage import browser_sessions as session_rows
from blueprint.storage import one_time_links as link_rows
from blueprint.storage import people
from tests.factories import set_first_password

PASSWORD = "a few words together"


def first(bench: Workbench) -> str:
    link = registration.link_for_first_account(bench)
    return registration.create_first_account(bench, link, "Amina@Example.org", "Amina 🌱", PASSWORD, "Firefox")


def test_first_account_by_its_link(bench: Workbench) -> None:
    person = browser_sessions.signed_in_person(bench, first(bench))
    assert person is not None
    assert (person.email, person.name, person.steward) == ("amina@example.org", "Amina 🌱", True)


def test_every_link_to_the_first_account_works_until_there_is_one(bench: Workbench) -> None:
    """A second start of the server prints another link; the one that somebody opened meanwhile goes on working."""
    links = [registration.link_for_first_account(bench) for _ in range(3)]
    with pytest.raises(LinkSpent):
        registration.create_first_account(bench, "never given", "a@example.org", "A", PASSWORD, "")
    assert not registration.has_accounts(bench)
    registration.create_first_account(bench, links[1], "a@example.org", "A", PASSWORD, "")
    for link in links:
        assert not one_time_links.link_is_valid(bench, link, one_time_links.FIRST_ACCOUNT)
        with pytest.raises(LinkSpent):
            registration.create_first_account(bench, link, "b@example.org", "B", PASSWORD, "")
    with pytest.raises(Invalid, match="accounts here already"):
        registration.link_for_first_account(bench)


def test_password_sign_in_and_out(bench: Workbench) -> None:
    first(bench)
    token = sign_in.sign_in(bench, "amina@example.org", PASSWORD, "Chrome", "10.0.0.1")
    assert browser_sessions.signed_in_person(bench, token) is not None
    browser_sessions.sign_out(bench, token)
    assert browser_sessions.signed_in_person(bench, token) is None


def test_wrong_password_and_unknown_address_read_the_same(bench: Workbench) -> None:
    first(bench)
    said = set()
    for email, password in (("amina@example.org", "wrong wrong wrong"), ("nobody@example.org", PASSWORD)):
        with pytest.raises(Invalid) as refusal:
            sign_in.sign_in(bench, email, password, "", "10.0.0.1")
        said.add(str(refusal.value))
    assert len(said) == 1


def test_ten_failures_lock_sign_in_for_a_while(bench: Workbench) -> None:
    first(bench)
    for _ in range(10):
        with pytest.raises(Invalid):
            sign_in.sign_in(bench, "amina@example.org", "wrong wrong wrong", "", "10.0.0.1")
    with pytest.raises(TooMany):
        sign_in.sign_in(bench, "amina@example.org", PASSWORD, "", "10.0.0.2")
    later = replace(bench, now=lambda: bench.now() + timedelta(minutes=16))
    assert sign_in.sign_in(later, "amina@example.org", PASSWORD, "", "10.0.0.2")


def test_sessions_run_out(bench: Workbench) -> None:
    token = first(bench)
    later = replace(bench, now=lambda: bench.now() + timedelta(days=31))
    assert browser_sessions.signed_in_person(bench, token) is not None
    assert browser_sessions.signed_in_person(later, token) is None


def test_sign_out_everywhere(bench: Workbench) -> None:
    tokens = [first(bench), sign_in.sign_in(bench, "amina@example.org", PASSWORD, "", "x")]
    person = browser_sessions.signed_in_person(bench, tokens[0])
    assert person is not None
    browser_sessions.sign_out_everywhere(bench, person.id)
    assert [browser_sessions.signed_in_person(bench, token) for token in tokens] == [None, None]


def test_a_new_password_ends_every_session_and_needs_the_old_one(bench: Workbench) -> None:
    token = first(bench)
    person = browser_sessions.signed_in_person(bench, token)
    assert person is not None
    with pytest.raises(Invalid, match="not your present password"):
        account.change_password(bench, person.id, "another few words", "no idea at all")
    account.change_password(bench, person.id, "another few words", PASSWORD)
    assert browser_sessions.signed_in_person(bench, token) is None
    assert sign_in.sign_in(bench, person.email, "another few words", "", "x")


def test_sign_in_link_works_once(bench: Workbench) -> None:
    first(bench)
    link = one_time_links.link_to_sign_in(bench, "amina@example.org")
    assert one_time_links.link_is_valid(bench, link, one_time_links.SIGN_IN)
    assert browser_sessions.signed_in_person(bench, sign_in.sign_in_by_link(bench, link, ""))
    assert not one_time_links.link_is_valid(bench, link, one_time_links.SIGN_IN)
    with pytest.raises(LinkSpent):
        sign_in.sign_in_by_link(bench, link, "")


def test_no_secret_is_stored_as_it_is(bench: Workbench) -> None:
    token = first(bench)
    link = one_time_links.link_to_sign_in(bench, "amina@example.org")
    with bench.database.read_transaction() as session:
        person = people.by_email(session, "amina@example.org")
        assert person is not None
        stored = people.password_hash(session, person.id) or ""
        assert stored.startswith("$argon2id$")
        assert session_rows.get(session, token) is None
        assert link_rows.get(session, link) is None


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("email", "no address", "not an email address"),
        ("email", "", "is empty"),
        ("name", "   ", "is empty"),
        ("name", "x" * 201, "there is room for 200"),
        ("password", "short", "at least 10 characters"),
    ],
)
def test_what_an_account_cannot_have(bench: Workbench, field: str, value: str, said: str) -> None:
    given = {"email": "a@example.org", "name": "A", "password": PASSWORD, field: value}
    link = registration.link_for_first_account(bench)
    with pytest.raises(Invalid, match=said):
        registration.create_first_account(bench, link, given["email"], given["name"], given["password"], "")
    assert one_time_links.link_is_valid(bench, link, one_time_links.FIRST_ACCOUNT)


def test_an_unknown_id_is_not_signed_in(bench: Workbench) -> None:
    for actor_id in (None, "", "no-such-person"):
        with pytest.raises(NotSignedIn):
            account.read_account(bench, actor_id)


def test_a_link_for_one_purpose_is_not_open_for_another(bench: Workbench) -> None:
    link = registration.link_for_first_account(bench)
    assert one_time_links.link_is_valid(bench, link, one_time_links.FIRST_ACCOUNT)
    assert not one_time_links.link_is_valid(bench, link, one_time_links.SIGN_IN)
    assert one_time_links.person_of_link(bench, link) is None
    with pytest.raises(LinkSpent):
        sign_in.sign_in_by_link(bench, link, "")
    assert not one_time_links.link_is_valid(bench, "no such link", one_time_links.SIGN_IN)


def test_a_sign_in_link_makes_no_first_account(bench: Workbench) -> None:
    registration.add_person(bench, "nia@example.org", "Nia")
    with pytest.raises(LinkSpent):
        registration.create_first_account(
            bench, one_time_links.link_to_sign_in(bench, "nia@example.org"), "b@example.org", "B", PASSWORD, ""
        )


def test_whose_a_link_is_can_be_seen_until_it_runs_out(bench: Workbench) -> None:
    nia = registration.add_person(bench, "nia@example.org", "Nia", language="pt_br")
    assert (nia.steward, nia.language) == (False, "pt-BR")
    link = one_time_links.link_to_sign_in(bench, "NIA@example.org")
    assert one_time_links.person_of_link(bench, link) == nia
    start = bench.now()
    at = [replace(bench, now=lambda hours=hours: start + timedelta(hours=hours)) for hours in (23, 25)]
    assert [one_time_links.person_of_link(one, link) for one in at] == [nia, None]
    assert [one_time_links.link_is_valid(one, link, one_time_links.SIGN_IN) for one in at] == [True, False]
    with pytest.raises(LinkSpent):
        sign_in.sign_in_by_link(at[1], link, "")


def test_nobody_gets_a_link_without_an_account(bench: Workbench) -> None:
    with pytest.raises(Invalid, match="Nobody here has that email address"):
        one_time_links.link_to_sign_in(bench, "nobody@example.org")


def test_an_address_has_one_account(bench: Workbench) -> None:
    registration.add_person(bench, "nia@example.org", "Nia")
    with pytest.raises(Invalid, match="There is an account with that email address already"):
        registration.add_person(bench, "Nia@Example.org", "Somebody else")


def test_links_are_asked_for_ten_times_in_a_quarter_of_an_hour_from_one_address(bench: Workbench) -> None:
    start = bench.now()
    now = replace(bench, now=lambda: start)
    for _ in range(10):
        sign_in.count_link_request(now, "10.0.0.1")
    with pytest.raises(TooMany, match="Wait 15 minutes"):
        sign_in.count_link_request(now, "10.0.0.1")
    sign_in.count_link_request(now, "10.0.0.2")
    with pytest.raises(TooMany):
        sign_in.count_link_request(replace(bench, now=lambda: start + timedelta(minutes=14)), "10.0.0.1")
    sign_in.count_link_request(replace(bench, now=lambda: start + timedelta(minutes=16)), "10.0.0.1")


def test_links_by_mail_live_minutes_and_those_of_the_operator_a_day(bench: Workbench) -> None:
    first(bench)
    with bench.database.transaction() as session:
        person = people.by_email(session, "amina@example.org")
        assert person is not None
        lasts = timedelta(minutes=bench.settings.mail_link_minutes)
        by_mail = one_time_links.add_link(bench, session, one_time_links.SIGN_IN, person.id, lasts)
    by_operator = one_time_links.link_to_sign_in(bench, "amina@example.org")
    for minutes, valid in ((29, [True, True]), (31, [False, True]), (24 * 60 + 1, [False, False])):
        later = replace(bench, now=lambda minutes=minutes: bench.now() + timedelta(minutes=minutes))
        found = [one_time_links.link_is_valid(later, link, "sign-in") for link in (by_mail, by_operator)]
        assert found == valid, minutes


@pytest.mark.parametrize("end", ["everywhere", "password"])
def test_links_end_with_signing_out_everywhere_and_with_a_new_password(bench: Workbench, end: str) -> None:
    person = browser_sessions.signed_in_person(bench, first(bench))
    assert person is not None
    link = one_time_links.link_to_sign_in(bench, person.email)
    if end == "everywhere":
        browser_sessions.sign_out_everywhere(bench, person.id)
    else:
        account.change_password(bench, person.id, "another few words", PASSWORD)
    with pytest.raises(LinkSpent):
        sign_in.sign_in_by_link(bench, link, "")


@pytest.mark.parametrize(
    "password",
    [
        "password123", "1234567890", "Passw0rd!!", "aaaaaaaaaaaa", "qwertyuiop", "iloveyou12345",
        "nia.okafor", "NiaOkafor2026", "okafor nia 26", "nia@example.org", "Waterright 1",
    ],
)  # fmt: skip
def test_common_passwords_and_those_made_of_ones_own_data_are_refused(bench: Workbench, password: str) -> None:
    link = registration.link_for_first_account(bench)
    with pytest.raises(Invalid, match=r"easy to guess|made of your name"):
        registration.create_first_account(bench, link, "waterright@example.org", "Nia Okafor", password, "")
    registration.create_first_account(bench, link, "nia@example.org", "Nia Okafor", "nia counts four rivers", "")


@pytest.mark.parametrize(
    "password",
    ["كلمات قليلة معا", "நதி எல்லோருக்கும் சொந்தம்", "川はみんなのものです。", "The river belongs to nobody. " * 30],
)
def test_a_few_words_of_any_language_are_taken(bench: Workbench, password: str) -> None:
    link = registration.link_for_first_account(bench)
    registration.create_first_account(bench, link, "nia@example.org", "Nia", password, "")
    assert sign_in.sign_in(bench, "nia@example.org", password, "", "x")


def test_what_succeeds_is_not_counted(bench: Workbench) -> None:
    first(bench)
    for _ in range(12):
        sign_in.sign_in(bench, "amina@example.org", PASSWORD, "", "10.0.0.1")


def test_who_is_locked_out_by_a_stranger_comes_in_by_a_link(bench: Workbench) -> None:
    first(bench)
    for number in range(10):
        with pytest.raises(Invalid):
            sign_in.sign_in(bench, "amina@example.org", "wrong wrong wrong", "", f"10.0.0.{number}")
    with pytest.raises(TooMany):
        sign_in.sign_in(bench, "amina@example.org", PASSWORD, "", "192.0.2.1")
    link = one_time_links.link_to_sign_in(bench, "amina@example.org")
    assert browser_sessions.signed_in_person(bench, sign_in.sign_in_by_link(bench, link, ""))


def test_refusals_are_in_the_log_without_what_was_typed(bench: Workbench) -> None:
    person = browser_sessions.signed_in_person(bench, first(bench))
    assert person is not None
    with capture_logs() as lines:
        for email in ("amina@example.org", "typed@example.org"):
            with pytest.raises(Invalid):
                sign_in.sign_in(bench, email, "typed typed typed", "", "10.0.0.1")
        with pytest.raises(LinkSpent):
            sign_in.sign_in_by_link(bench, "typed", "")
    assert [(line["event"], line["reason"]) for line in lines] == [
        ("sign-in refused", "wrong password"), ("sign-in refused", "wrong password"), ("sign-in refused", "spent link"),
    ]  # fmt: skip
    assert [line.get("person") for line in lines] == [person.id, None, None]
    assert "typed" not in str(lines)


def test_failures_from_one_address_lock_it_for_every_account(bench: Workbench) -> None:
    first(bench)
    for number in range(10):
        with pytest.raises(Invalid):
            sign_in.sign_in(bench, f"nobody{number}@example.org", PASSWORD, "", "10.0.0.1")
    with pytest.raises(TooMany):
        sign_in.sign_in(bench, "amina@example.org", PASSWORD, "", "10.0.0.1")
    assert sign_in.sign_in(bench, " Amina@example.org ", PASSWORD, "", "10.0.0.2")


def test_who_has_no_password_signs_in_by_link_alone(bench: Workbench) -> None:
    nia = registration.add_person(bench, "nia@example.org", "Nia")
    with pytest.raises(Invalid, match="do not match"):
        sign_in.sign_in(bench, "nia@example.org", "", "", "x")
    set_first_password(bench, nia, PASSWORD)
    assert sign_in.sign_in(bench, "nia@example.org", PASSWORD, "", "x")


def test_a_first_password_is_set_soon_after_signing_in(bench: Workbench) -> None:
    nia = registration.add_person(bench, "nia@example.org", "Nia")
    with pytest.raises(Invalid, match="ask for a new sign-in link"):
        account.change_password(bench, nia.id, PASSWORD)
    sign_in.sign_in_by_link(bench, one_time_links.link_to_sign_in(bench, nia.email), "")
    later = replace(bench, now=lambda: bench.now() + timedelta(minutes=20))
    with pytest.raises(Invalid, match="ask for a new sign-in link"):
        account.change_password(later, nia.id, PASSWORD)
    account.change_password(bench, nia.id, PASSWORD)


def test_a_session_is_noted_as_seen_every_five_minutes_and_ends_after_thirty_days(bench: Workbench) -> None:
    start = bench.now()
    token = first(replace(bench, now=lambda: start))

    def seen(**later: int) -> tuple[bool, timedelta]:
        at = replace(bench, now=lambda: start + timedelta(**later))
        person = browser_sessions.signed_in_person(at, token)
        nia = browser_sessions.signed_in_person(replace(bench, now=lambda: start), token)
        assert nia is not None
        (session,) = browser_sessions.sessions(bench, nia.id)
        return person is not None, session.last_seen_at - start

    assert seen(minutes=4) == (True, timedelta(0))
    assert seen(minutes=6) == (True, timedelta(minutes=6))
    assert [seen(days=day)[0] for day in range(2, 30)] == [True] * 28
    assert not seen(days=30)[0]


def test_a_profile_is_changed_and_read_back(bench: Workbench) -> None:
    nia = registration.add_person(bench, "nia@example.org", "Nia")
    account.change_profile(bench, nia.id, Profile(name=" Nia  B. ", organisation=" ", language="AR"))
    found = account.read_account(bench, nia.id)
    assert (found.name, found.organisation, found.language) == ("Nia B.", "", "ar")
    account.change_profile(bench, nia.id, Profile(name="Nia", organisation="Water Union"))
    assert account.read_account(bench, nia.id).organisation == "Water Union"
    for wrong in ({"name": ""}, {"organisation": "x" * 201}, {"language": "english"}):
        with pytest.raises(Invalid):
            account.change_profile(bench, nia.id, Profile(**{"name": "Nia"} | wrong))


def test_every_field_of_a_profile_is_stored(bench: Workbench) -> None:
    nia = registration.add_person(bench, "nia@example.org", "Nia")
    values = {field: "ar" if field == "language" else f"Nia’s {field}" for field in Profile.model_fields}
    account.change_profile(bench, nia.id, Profile(**values))
    assert account.read_account(bench, nia.id).model_dump(include={*values}) == values


def test_the_key_of_what_a_browser_stores_is_the_persons_and_stays(bench: Workbench) -> None:
    nia, ben = (registration.add_person(bench, f"{name}@example.org", name) for name in ("Nia", "Ben"))
    key = storage_key(bench, nia.id)
    assert len(bytes.fromhex(key)) == 32
    set_first_password(bench, nia, PASSWORD)
    browser_sessions.sign_out_everywhere(bench, nia.id)
    assert storage_key(bench, nia.id) == key
    assert storage_key(bench, ben.id) != key
    for nobody in (None, "", "gone"):
        with pytest.raises(NotSignedIn):
            storage_key(bench, nobody)
