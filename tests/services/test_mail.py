"""Email through a real mail server on loopback."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from blueprint.domain.convenings import Role
from blueprint.locales.pseudo import CLOSING, OPENING
from blueprint.services.accounts import browser_sessions, registration, sign_in
from blueprint.services.context import open_workbench
from blueprint.services.convenings import invitations
from blueprint.settings import Settings
from tests.factories import make_scene
from tests.mail_server import Mailbox, mail_server
from tests.ports import free_port


@pytest.fixture
def received() -> Iterator[tuple[Mailbox, int]]:
    """The mailbox of a mail server, and its port."""
    mailbox, port = Mailbox(), free_port()
    with mail_server(mailbox, port):
        yield mailbox, port


def settings(tmp_path: Path, port: int) -> Settings:
    return Settings(
        data=tmp_path, smtp_host="127.0.0.1", smtp_port=port, smtp_security="none", mail_from="b@example.org"
    )


def test_an_invitation_arrives(tmp_path: Path, received: tuple[Mailbox, int]) -> None:
    mailbox, port = received
    bench = open_workbench(settings(tmp_path, port))
    scene = make_scene(bench)
    sent = invitations.invite(bench, scene["convenor"], scene.convening.id, "nia@example.org", Role.AUTHOR)
    (message,) = mailbox.messages
    assert sent.emailed
    assert message["To"] == "nia@example.org"
    assert sent.link in mailbox.text()
    bench.close()


def test_a_sign_in_link_goes_to_who_has_an_account_only(tmp_path: Path, received: tuple[Mailbox, int]) -> None:
    mailbox, port = received
    bench = open_workbench(settings(tmp_path, port))
    make_scene(bench)
    sign_in.send_link(bench, "nobody@example.org")
    assert mailbox.messages == []
    sign_in.send_link(bench, "author@example.org")
    assert len(mailbox.messages) == 1
    assert "within 30 minutes" in mailbox.text()
    link = mailbox.text().split("/enter/")[1].split()[0]
    assert browser_sessions.signed_in_person(bench, sign_in.sign_in_by_link(bench, link, ""))
    bench.close()


def test_a_stranger_can_send_somebody_five_letters_and_each_lets_them_in(
    tmp_path: Path, received: tuple[Mailbox, int]
) -> None:
    mailbox, port = received
    bench = open_workbench(settings(tmp_path, port))
    make_scene(bench)
    for _ in range(9):
        sign_in.send_link(bench, "author@example.org")
    assert len(mailbox.messages) == 5
    for index in range(5):
        link = mailbox.text(index).split("/enter/")[1].split()[0]
        assert browser_sessions.signed_in_person(bench, sign_in.sign_in_by_link(bench, link, ""))
    sign_in.send_link(bench, "editor@example.org")
    assert len(mailbox.messages) == 6
    bench.close()


def test_without_a_mail_server_the_link_is_handed_over(tmp_path: Path) -> None:
    bench = open_workbench(Settings(data=tmp_path, smtp_host="127.0.0.1", smtp_port=1, smtp_security="none"))
    scene = make_scene(bench)
    sent = invitations.invite(bench, scene["convenor"], scene.convening.id, "nia@example.org", Role.AUTHOR)
    assert not sent.emailed
    assert invitations.read_invitation(bench, sent.link.rpartition("/")[2])
    bench.close()


def test_messages_are_in_the_language_of_their_reader(tmp_path: Path, received: tuple[Mailbox, int]) -> None:
    mailbox, port = received
    bench = open_workbench(settings(tmp_path, port))
    scene = make_scene(bench)
    registration.add_person(bench, "nia@example.org", "Nia", language="en-XA")
    sign_in.send_link(bench, "nia@example.org")
    invitations.invite(bench, scene["convenor"], scene.convening.id, "nia@example.org", Role.AUTHOR)
    invitations.invite(bench, scene["convenor"], scene.convening.id, "new@example.org", Role.AUTHOR)
    link, _invitation, english = mailbox.messages
    for index in (0, 1):
        words = mailbox.text(index).strip()
        assert (words[0], words[-1]) == (OPENING, CLOSING)
    assert str(link["Subject"]).startswith(f"{OPENING}Your sign-in link")
    assert english["Subject"] == f"Invitation: {scene.convening.title}"
    bench.close()
