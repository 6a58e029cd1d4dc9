"""Letters through a real mail server on loopback."""

from collections.abc import Iterator
from email.header import decode_header, make_header
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message

from blueprint.domain.convenings import Role
from blueprint.locales.pseudo import CLOSING, OPENING
from blueprint.services.accounts import browser_sessions, registration, sign_in
from blueprint.services.context import open_workbench
from blueprint.services.convenings import invitations
from blueprint.settings import Settings
from tests.factories import make_scene
from tests.ports import free_port


class Letterbox(Message):
    """Keeps what arrives."""

    def __init__(self) -> None:
        super().__init__()
        self.letters: list[object] = []

    def handle_message(self, message: object) -> None:
        self.letters.append(message)


@pytest.fixture
def letterbox() -> Iterator[tuple[Letterbox, int]]:
    """A mail server on a free port."""
    box = Letterbox()
    port = free_port()
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    yield box, port
    controller.stop()


def settings(tmp_path: Path, port: int) -> Settings:
    return Settings(
        data=tmp_path, smtp_host="127.0.0.1", smtp_port=port, smtp_security="none", mail_from="b@example.org"
    )


def test_an_invitation_arrives(tmp_path: Path, letterbox: tuple[Letterbox, int]) -> None:
    box, port = letterbox
    bench = open_workbench(settings(tmp_path, port))
    scene = make_scene(bench)
    sent = invitations.invite(bench, scene["convenor"], scene.convening.id, "nia@example.org", Role.AUTHOR)
    (letter,) = box.letters
    assert sent.emailed
    assert letter["To"] == "nia@example.org"
    assert sent.link in letter.get_payload(decode=True).decode()
    bench.close()


def test_a_sign_in_link_goes_to_who_has_an_account_only(tmp_path: Path, letterbox: tuple[Letterbox, int]) -> None:
    box, port = letterbox
    bench = open_workbench(settings(tmp_path, port))
    make_scene(bench)
    sign_in.request_link(bench, "nobody@example.org", "10.0.0.1")
    assert box.letters == []
    sign_in.request_link(bench, "author@example.org", "10.0.0.1")
    (letter,) = box.letters
    link = letter.get_payload(decode=True).decode().split("/enter/")[1].split()[0]
    assert browser_sessions.signed_in_person(bench, sign_in.sign_in_by_link(bench, link, ""))
    bench.close()


def test_without_a_mail_server_the_link_is_handed_over(tmp_path: Path) -> None:
    bench = open_workbench(Settings(data=tmp_path, smtp_host="127.0.0.1", smtp_port=1, smtp_security="none"))
    scene = make_scene(bench)
    sent = invitations.invite(bench, scene["convenor"], scene.convening.id, "nia@example.org", Role.AUTHOR)
    assert not sent.emailed
    assert invitations.read_invitation(bench, sent.link.rpartition("/")[2])
    bench.close()


def test_letters_are_in_the_language_of_who_reads_them(tmp_path: Path, letterbox: tuple[Letterbox, int]) -> None:
    box, port = letterbox
    bench = open_workbench(settings(tmp_path, port))
    scene = make_scene(bench)
    registration.add_person(bench, "nia@example.org", "Nia", language="en-XA")
    sign_in.request_link(bench, "nia@example.org", "10.0.0.1")
    invitations.invite(bench, scene["convenor"], scene.convening.id, "nia@example.org", Role.AUTHOR)
    invitations.invite(bench, scene["convenor"], scene.convening.id, "new@example.org", Role.AUTHOR)
    link, invitation, english = box.letters
    for letter in (link, invitation):
        words = letter.get_payload(decode=True).decode().strip()
        assert (words[0], words[-1]) == (OPENING, CLOSING)
    assert str(make_header(decode_header(link["Subject"]))).startswith(f"{OPENING}Your sign-in link")
    assert english["Subject"] == f"Invitation: {scene.convening.title}"
    bench.close()
