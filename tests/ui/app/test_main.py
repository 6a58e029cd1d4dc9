"""The frame: who sees which pages, and what nobody sees."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from blueprint.domain.people import Person
from blueprint.services.accounts import registration
from blueprint.services.context import Workbench
from blueprint.ui.pages import TITLES
from tests.page_addresses import PAGES_OF_A_THING

OpenPage = Callable[..., AppTest]
LinksOf = Callable[[AppTest], list[str]]
WordsOf = Callable[[AppTest], str]


@pytest.mark.parametrize("page", TITLES)
def test_without_a_session_a_page_says_how_to_sign_in(
    open_page: OpenPage, words_of: WordsOf, ada: Person, page: str
) -> None:
    app = open_page(None, page, id="x")
    assert "You are not signed in" in words_of(app)
    assert "href='/sign-in?next=%2F' target='_self'" in words_of(app)
    assert "<h1" not in words_of(app)


def test_a_person_whose_account_is_unknown_is_nobody(open_page: OpenPage, words_of: WordsOf, ada: Person) -> None:
    app = open_page(ada.model_copy(update={"id": "someoneelse"}), "home")
    assert "You are not signed in" in words_of(app)


@pytest.mark.parametrize(
    ("page", "query"),
    [
        *((page, {"id": "no-such-thing"}) for page in PAGES_OF_A_THING),
        ("convening", {}),
        ("collection", {"id": "' OR 1=1"}),
    ],
)
def test_an_address_without_a_thing_says_so(
    open_page: OpenPage, words_of: WordsOf, ada: Person, page: str, query: dict[str, str]
) -> None:
    assert "nothing here that you can see" in words_of(open_page(ada, page, **query))


def test_a_name_is_shown_as_typed(open_page: OpenPage, links_of: LinksOf, workbench: Workbench) -> None:
    name = "![x](https://evil.example/x.png) <img src=x onerror=alert(1)>"
    person = registration.add_person(workbench, "mal@example.org", name)
    assert links_of(open_page(person, "home"))[3] == name
