"""Convening a group: the list, a new one, its settings, its people."""

from collections.abc import Callable
from datetime import date

from streamlit.testing.v1 import AppTest

from blueprint.domain.convenings import Convening, Role, Visibility
from blueprint.domain.people import Person
from blueprint.services.accounts import registration
from blueprint.services.context import Workbench
from blueprint.services.convenings import convenings, invitations, membership

OpenPage = Callable[..., AppTest]
LinksOf = Callable[[AppTest], list[str]]
WordsOf = Callable[[AppTest], str]
Joined = Callable[[str, Role], Person]


def test_a_steward_starts_a_convening_and_comes_to_its_people(
    workbench: Workbench, open_page: OpenPage, words_of: WordsOf, ada: Person
) -> None:
    app = open_page(ada, "convenings")
    assert "none yet. Start the first one below" in words_of(app)
    app.text_input(key="convene-title").set_value("العدالة المناخية")
    app.date_input(key="convene-starts").set_value(date(2026, 11, 1))
    app.radio(key="convene-visibility").set_value(Visibility.ACCOUNTS)
    app.button(key="convene-go").click().run()
    ((convening, role),) = convenings.list_convenings(workbench, ada.id)
    assert (convening.title, convening.visibility, role) == ("العدالة المناخية", Visibility.ACCOUNTS, Role.CONVENOR)
    assert convening.starts_on == date(2026, 11, 1)
    assert "Invite someone" in words_of(app)


def test_a_refusal_keeps_what_was_typed(
    workbench: Workbench, open_page: OpenPage, words_of: WordsOf, ada: Person
) -> None:
    app = open_page(ada, "convenings")
    app.text_area(key="convene-purpose").set_value("To hold on to this.")
    app.button(key="convene-go").click().run()
    assert "The title is empty" in words_of(app)
    assert app.text_area(key="convene-purpose").value == "To hold on to this."
    assert convenings.list_convenings(workbench, ada.id) == ()


def test_who_may_not_convene_is_told_what_to_do(workbench: Workbench, open_page: OpenPage, words_of: WordsOf) -> None:
    person = registration.add_person(workbench, "bo@example.org", "Bo")
    app = open_page(person, "convenings")
    assert "Open the link of an invitation" in words_of(app)
    assert len(app.button) == 0


def test_settings_are_saved_and_refused_where_dates_cross(
    workbench: Workbench, open_page: OpenPage, words_of: WordsOf, ada: Person, convening: Convening
) -> None:
    app = open_page(ada, "settings", id=convening.id)
    app.date_input(key="settings-starts").set_value(date(2026, 12, 1))
    app.date_input(key="settings-ends").set_value(date(2026, 11, 1))
    app.button(key="settings-save").click().run()
    assert "would end before it starts" in words_of(app)
    app.date_input(key="settings-ends").set_value(date(2026, 12, 24))
    app.text_input(key="settings-title").set_value("Care <b>first</b>")
    app.button(key="settings-save").click().run()
    assert convenings.read_convening(workbench, ada.id, convening.id)[0].title == "Care <b>first</b>"
    assert "Care &lt;b&gt;first&lt;/b&gt;" in words_of(app)
    assert [toast.value for toast in app.toast] == [r"The settings are saved\."]


def test_settings_are_for_convenors(
    open_page: OpenPage, words_of: WordsOf, links_of: LinksOf, joined: Joined, convening: Convening
) -> None:
    editor = joined("Eda", Role.EDITOR)
    app = open_page(editor, "settings", id=convening.id)
    assert "As editor here you cannot change the convening" in words_of(app)
    assert "People" in links_of(app)
    assert "Settings" not in links_of(app)


def test_an_invitation_without_a_mail_server_shows_its_link_once(
    workbench: Workbench, open_page: OpenPage, words_of: WordsOf, ada: Person, convening: Convening
) -> None:
    app = open_page(ada, "people", id=convening.id)
    app.text_input(key="invite-email-0").set_value("Noor@Example.org")
    app.selectbox(key="invite-role").set_value(Role.REVIEWER)
    app.button(key="invite-send").click().run()
    token = app.code[0].value.rsplit("/", 1)[1]
    invitation, _, known = invitations.read_invitation(workbench, token)
    assert (invitation.email, invitation.role, known) == ("noor@example.org", Role.REVIEWER, False)
    assert "not accepted yet" in words_of(app)
    assert app.text_input(key="invite-email-1").value == ""
    app.button(key="invite-done").click().run()
    assert len(app.code) == 0


def test_a_wrong_address_is_refused_and_kept(
    workbench: Workbench, open_page: OpenPage, words_of: WordsOf, ada: Person, convening: Convening
) -> None:
    app = open_page(ada, "people", id=convening.id)
    app.text_input(key="invite-email-0").set_value("noor at example")
    app.button(key="invite-send").click().run()
    assert "not an email address" in words_of(app)
    assert app.text_input(key="invite-email-0").value == "noor at example"
    assert invitations.list_invitations(workbench, ada.id, convening.id) == ()


def test_an_invitation_is_withdrawn_and_said_to_be(
    workbench: Workbench, open_page: OpenPage, words_of: WordsOf, ada: Person, convening: Convening
) -> None:
    sent = invitations.invite(workbench, ada.id, convening.id, "noor@example.org", Role.AUTHOR)
    app = open_page(ada, "people", id=convening.id)
    app.button(key=f"withdraw-{sent.invitation.id}").click().run()
    assert invitations.list_invitations(workbench, ada.id, convening.id)[0].withdrawn_at is not None
    assert "withdrawn just now" in words_of(app)


def test_roles_change_and_a_convening_always_has_a_convenor(
    workbench: Workbench, open_page: OpenPage, words_of: WordsOf, ada: Person, joined: Joined, convening: Convening
) -> None:
    bo = joined("Bo", Role.AUTHOR)
    app = open_page(ada, "people", id=convening.id)
    app.selectbox(key=f"role-{bo.id}-author").set_value(Role.EDITOR).run()
    roles = {member.person_id: member.role for member in membership.list_members(workbench, ada.id, convening.id)}
    assert roles[bo.id] is Role.EDITOR
    app.selectbox(key=f"role-{ada.id}-convenor").set_value(Role.OBSERVER).run()
    assert "A convening needs a convenor" in words_of(app)
    assert app.selectbox(key=f"role-{ada.id}-convenor").value is Role.CONVENOR


def test_a_member_is_removed(
    workbench: Workbench, open_page: OpenPage, ada: Person, joined: Joined, convening: Convening
) -> None:
    bo = joined("Bo", Role.AUTHOR)
    app = open_page(ada, "people", id=convening.id)
    app.button(key=f"remove-{bo.id}").click().run()
    assert [m.person_id for m in membership.list_members(workbench, ada.id, convening.id)] == [ada.id]


def test_members_see_people_and_no_addresses_or_buttons(
    open_page: OpenPage, words_of: WordsOf, joined: Joined, convening: Convening
) -> None:
    app = open_page(joined("Bo", Role.AUTHOR), "people", id=convening.id)
    assert "Ada Okafor" in words_of(app)
    assert "ada@example.org" not in words_of(app)
    assert len(app.button) == 0
    assert len(app.selectbox) == 0


def test_events_are_shown_as_sentences(
    open_page: OpenPage, words_of: WordsOf, ada: Person, joined: Joined, convening: Convening
) -> None:
    bo = joined("Bo", Role.AUTHOR)
    assert "invited bo@example.org as author" in words_of(open_page(ada, "activity", id=convening.id))
    theirs = words_of(open_page(bo, "activity", id=convening.id))
    assert "invited someone as author" in theirs
    assert "bo@example.org" not in theirs
