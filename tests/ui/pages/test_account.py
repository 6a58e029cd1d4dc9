"""One's own account."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from blueprint.domain.errors import Invalid
from blueprint.domain.people import Person
from blueprint.services.accounts import account, one_time_links, sign_in
from blueprint.services.context import Workbench
from blueprint.ui.components.account.browsers import browser_name

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


def test_browsers_have_the_names_people_know() -> None:
    assert browser_name(SAFARI) == "Safari on iPhone"
    assert browser_name("curl/8.9") == "curl/8.9"
    assert browser_name("") == "A browser that does not say its name"
