"""One's own account."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from blueprint.domain.errors import Invalid, NotSignedIn
from blueprint.domain.people import Person
from blueprint.domain.user_agents import browser_name
from blueprint.services.accounts import account, browser_sessions, one_time_links, registration, sign_in
from blueprint.services.context import Workbench

OpenPage = Callable[..., AppTest]
WordsOf = Callable[[AppTest], str]
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile Safari/604.1"


def test_the_profile_is_saved(workbench: Workbench, open_page: OpenPage, ada: Person) -> None:
    app = open_page(ada, "account")
    app.text_input(key="profile-name").set_value("  Ada   Ọkáfọ̀ ")
    app.selectbox(key="profile-language").set_value("pt-BR")
    app.button(key="profile-save").click().run()
    person = account.read_account(workbench, ada.id)
    assert (person.name, person.language) == ("Ada Ọkáfọ̀", "pt-BR")


def test_a_password_is_set_and_everybody_signs_in_again(
    workbench: Workbench, open_page: OpenPage, words_of: WordsOf, ada: Person
) -> None:
    sign_in.sign_in_by_link(workbench, one_time_links.link_to_sign_in(workbench, ada.email), FIREFOX)
    app = open_page(ada, "account")
    app.text_input(key="password-new").set_value("correct horse battery")
    app.text_input(key="password-again").set_value("correct horse battery")
    app.button(key="password-set").click().run()
    assert "Your password is changed" in words_of(app)
    assert sign_in.sign_in(workbench, ada.email, "correct horse battery", FIREFOX, "here")


@pytest.mark.parametrize(
    ("new", "again", "said"),
    [
        ("short", "short", "at least 10 characters"),
        ("a long password", "another password", "differ"),
        ("password123", "password123", "easy to guess"),
    ],
)
def test_a_bad_password_is_refused(
    workbench: Workbench, open_page: OpenPage, words_of: WordsOf, ada: Person, new: str, again: str, said: str
) -> None:
    app = open_page(ada, "account")
    app.text_input(key="password-new").set_value(new)
    app.text_input(key="password-again").set_value(again)
    app.button(key="password-set").click().run()
    assert said in words_of(app)
    with pytest.raises(Invalid):
        sign_in.sign_in(workbench, ada.email, new, FIREFOX, "here")


def test_browser_sessions_are_listed_and_can_be_ended(
    workbench: Workbench, open_page: OpenPage, words_of: WordsOf, ada: Person
) -> None:
    sign_in.sign_in_by_link(workbench, one_time_links.link_to_sign_in(workbench, ada.email), FIREFOX)
    said = words_of(open_page(ada, "account"))
    assert "Firefox on Windows" in said
    assert "href='/sign-out'" in said


def test_this_browser_is_told_from_the_others_which_are_ended_one_by_one(
    workbench: Workbench, open_page: OpenPage, words_of: WordsOf, ada: Person
) -> None:
    tokens = [
        sign_in.sign_in_by_link(workbench, one_time_links.link_to_sign_in(workbench, ada.email), browser)
        for browser in (FIREFOX, SAFARI)
    ]
    here, phone = (found.session_id for token in tokens if (found := browser_sessions.signed_in(workbench, token)))
    app = open_page(ada, "account")
    app.user = {"id": ada.id, "session": here}
    app.run()
    said = words_of(app)
    assert said.index("Firefox on Windows") < said.index("this browser") < said.index("Safari on iPhone")
    with pytest.raises(KeyError):
        app.button(key=f"end-{here}")
    app.button(key=f"end-{phone}").click().run()
    assert [one.id for one in browser_sessions.sessions(workbench, ada.id)] == [here]
    assert "Safari on iPhone" not in words_of(app)


def test_ones_data_and_ones_leave_are_a_link_away(open_page: OpenPage, words_of: WordsOf, ada: Person) -> None:
    said = words_of(open_page(ada, "account"))
    assert "href='/api/personal-data'" in said
    assert "href='/delete-account'" in said


def test_a_steward_disables_enables_and_appoints(
    workbench: Workbench, open_page: OpenPage, words_of: WordsOf, ada: Person
) -> None:
    ben = registration.add_person(workbench, "ben@example.org", "Ben *Bold*")
    assert "All accounts" in words_of(open_page(ada, "account"))
    app = open_page(ada, "accounts")
    assert "ben@example.org" in words_of(app)
    app.button(key=f"disable-{ben.id}").click().run()
    assert "disabled" in words_of(app)
    with pytest.raises(NotSignedIn):
        account.read_account(workbench, ben.id)
    app.button(key=f"enable-{ben.id}").click().run()
    app.button(key=f"appoint-{ben.id}").click().run()
    assert account.read_account(workbench, ben.id).steward
    app.text_input(key="accounts-words").set_value("ada").run()
    assert "ben@example.org" not in words_of(app)
    app.text_input(key="accounts-words").set_value("nobody of this name").run()
    assert "Nobody here has these words" in words_of(app)


def test_who_is_no_steward_sees_no_accounts(
    workbench: Workbench, open_page: OpenPage, words_of: WordsOf, ada: Person
) -> None:
    ben = registration.add_person(workbench, "ben@example.org", "Ben")
    assert "All accounts" not in words_of(open_page(ben, "account"))
    said = words_of(open_page(ben, "accounts"))
    assert "Only stewards see" in said
    assert ada.email not in said


def test_browsers_have_the_names_people_know() -> None:
    assert browser_name(SAFARI) == "Safari on iPhone"
    assert browser_name("curl/8.9") == "curl/8.9"
    assert browser_name("") == "A browser that does not say its name"
