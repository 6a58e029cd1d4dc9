"""The frame: who sees which pages, and what nobody sees."""

from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from blueprint.domain.people import Person

OpenPage = Callable[..., AppTest]


def test_nobody_is_told_how_to_sign_in_and_sees_no_page(open_page: OpenPage, ada: Person) -> None:
    app = open_page(None, "convenings")
    assert [warning.value for warning in app.warning] == [
        r"You are not signed in\. Sign in, and you come back to this page\."
    ]
    assert len(app.title) == 0


def test_a_person_whose_account_is_unknown_is_nobody(open_page: OpenPage, ada: Person) -> None:
    app = open_page(ada.model_copy(update={"id": "someoneelse"}), "home")
    assert len(app.warning) == 1


def test_an_address_without_a_thing_says_so(open_page: OpenPage, ada: Person) -> None:
    app = open_page(ada, "convening")
    assert "nothing here that you can see" in app.error[0].value
