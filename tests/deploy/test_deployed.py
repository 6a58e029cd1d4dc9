"""An installation on several machines, from the files of `deploy/`: what people do works, and each part may be killed.

The machines are processes with data folders of their own; the way between them is loopback.
"""

import hashlib
import socket
import threading
import time
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import text

from blueprint.domain.editions import EditionState
from blueprint.services.drafting import drafts, proposals, revisions
from blueprint.services.library import catalogue
from blueprint.services.publishing import editions
from tests.deploy import parts
from tests.deploy.conftest import COOKIE, Installation
from tests.deploy.parts import until
from tests.images import png
from tests.services import editions as made
from tests.services.publishing.test_workers import builder, publish, state
from tests.streamlit_page import choose, expand, fill, toast

pytestmark = [pytest.mark.slow, pytest.mark.browser]

WORDS, STATUS = ".bp-text", "p.bp-save-status"
AWAY = 6.0
"""Seconds that a part is away, or that a web server in front has to find out that one is back."""


def text_of(installation: Installation, title: str) -> str:
    """The newest revision of the proposal of that title."""
    bench, author = installation.workbench, installation.scene["author"]
    found = proposals.list_proposals(bench, author, installation.scene.convening.id)
    proposal = next(proposal for proposal in found if proposal.title == title)
    return revisions.read_revision(bench, author, proposal.id).markdown


def add_file(page: Page, file: Path) -> None:
    """Bring a file into the page that is open, which only the server with the page can take."""
    page.locator("input[type=file]").set_input_files(file)
    expect(page.get_by_text(file.name).first).to_be_visible()
    expect(page.get_by_test_id("stFileUploaderFileErrorMessage")).to_have_count(0)


def test_the_library_is_for_everybody(deployed: Installation) -> None:
    with deployed.client() as nobody:
        answers = [
            nobody.get(path) for path in ("/library", "/library/feeds/all.xml", "/healthz", "/readyz") for _ in range(3)
        ]
        assert {answer.status_code for answer in answers} == {200}
        assert not [answer for answer in answers if "set-cookie" in answer.headers]
        signing_in = nobody.get("/account")
        assert (signing_in.status_code, signing_in.headers["location"]) == (303, "/sign-in?next=%2Faccount")
    assert answers[0].headers["strict-transport-security"]


def test_a_proposal_is_written_in_a_browser(deployed: Installation, page: Page) -> None:
    title = f"Rivers behind {deployed.front.command[-1]}"  # type: ignore[union-attr]
    page.goto(f"/convening?id={deployed.scene.convening.id}")
    expand(page, "Start a proposal")
    choose(page, "Template", "Short statement")
    fill(page, "Title", title)
    page.get_by_role("button", name="Start writing").click()
    expect(page.locator(WORDS)).to_be_visible()
    page.locator(WORDS).press("Control+a")
    page.keyboard.type("Water flows through it.")
    expect(page.locator(STATUS)).to_contain_text("Saved")
    page.get_by_label("What did you change?").fill("First words")
    page.get_by_role("button", name="Save revision").click()
    expect(toast(page, "Saved as revision 2.")).to_be_visible()
    assert text_of(deployed, title).strip() == "Water flows through it."


def test_a_picture_is_shown_by_either_server(deployed: Installation) -> None:
    proposal = deployed.scene.proposal(title="With a picture")
    with deployed.client("author@example.org") as client:
        answer = client.post(f"/api/images/{proposal.id}", files={"file": ("a.png", png(7, 5))})
        src, session = answer.json()["src"], client.cookies[COOKIE]
    for number in (0, 1):
        shown = httpx.get(f"{deployed.server_url(number)}/{src}", headers={"cookie": f"{COOKIE}={session}"})
        assert (shown.status_code, shown.headers["content-type"]) == (200, "image/png")


def test_an_edition_is_published_and_downloaded(deployed: Installation) -> None:
    scene, bench = deployed.scene, deployed.workbench
    adopted = made.adopted(scene, scene.proposal(title="Water for all"))
    edition = editions.publish_edition(bench, scene["editor"], made.collected(scene, adopted))
    until(lambda: state(scene, edition) is EditionState.PUBLISHED, "published")
    published = editions.read_edition(bench, scene["editor"], edition.id)
    slug = next(one.slug for one in catalogue.catalogue(bench).editions if one.id == edition.id)
    with deployed.client() as nobody:
        until(lambda: nobody.get(f"/library/{slug}/{edition.number}").status_code == 200, "in the library", 10)
        for artifact in published.artifacts:
            path = f"/library/{slug}/{edition.number}/{artifact.filename}"
            whole = nobody.get(path)
            assert hashlib.sha256(whole.content).hexdigest() == artifact.sha256
            part = nobody.get(path, headers={"range": "bytes=100-199"})
            assert (part.status_code, part.content) == (206, whole.content[100:200])


def test_what_is_too_long_or_too_late_is_refused(deployed: Installation) -> None:
    with deployed.client("author@example.org") as client:
        assert client.get("/library", headers={"x-long": "a" * 100_000}).status_code in (400, 431)
        body = client.post("/api/images/x", content=b"0" * 26_300_000)
        assert body.status_code == 413
        assert client.get("/library").status_code == 200
    address = ("127.0.0.1", int(deployed.url.rpartition(":")[2]))
    with (
        socket.create_connection(address, timeout=30) as plain,
        deployed.certificate.trusted().wrap_socket(plain, server_hostname="localhost") as slow,
    ):
        started = time.monotonic()
        slow.sendall(b"GET /library HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")
        while slow.recv(4_000):
            pass
        assert 10 < time.monotonic() - started < 25


def test_a_forged_address_is_not_believed(deployed: Installation) -> None:
    forged = {"x-forwarded-for": "203.0.113.66", "forwarded": "for=203.0.113.66", "x-real-ip": "203.0.113.66"}
    with deployed.client(address="127.0.0.9", **forged) as client:
        answer = client.post("/sign-in", data={"email": "nobody@example.org", "password": "wrong wrong wrong"})
    assert answer.status_code == 422
    with deployed.workbench.database.read_transaction() as session:
        subjects = set(session.execute(text("SELECT subject FROM attempt")).scalars())
    assert "origin 127.0.0.9" in subjects
    assert not [subject for subject in subjects if "203.0.113.66" in subject]


def test_one_server_is_killed_and_comes_back(deployed: Installation, page: Page, tmp_path: Path) -> None:
    first, second = deployed.servers
    file = tmp_path / "seeds.md"
    file.write_text("# Seeds\n\nSeeds are **free**.\n", encoding="utf-8")
    with deployed.client("author@example.org") as client:
        client.get("/")
        first.kill()
        assert {client.get(path).status_code for path in ["/", "/library", "/library"] * 5} == {200}
        page.goto(f"/convening?id={deployed.scene.convening.id}")
        expand(page, "Start a proposal")
        page.get_by_text("A file", exact=True).click()
        add_file(page, file)
        first.start()
        until(lambda: parts.status(deployed.server_url(0), "/readyz") == 200, "ready again")
        time.sleep(2 * AWAY)  # until the web server in front uses it again
        for number in range(4):  # the page stays with the server that has it, though the other one is back
            other = file.with_name(f"seeds-{number}.md")
            other.write_text(file.read_text(encoding="utf-8") + f"\n{number}\n", encoding="utf-8")
            add_file(page, other)
        fill(page, "Title", "Seeds")
        page.get_by_role("button", name="Bring it in").click()
        expect(page.locator(f"{WORDS} strong")).to_have_text("free")
        second.kill()
        assert {client.get(path).status_code for path in ["/", "/library"] * 5} == {200}
        page.locator(WORDS).press("Control+End")
        page.keyboard.type(" To sow.")
        expect(page.locator(STATUS)).to_contain_text("Saved")
        page.reload()
        expect(page.locator(WORDS)).to_contain_text("To sow.")
        second.start()
        until(lambda: parts.status(deployed.server_url(1), "/readyz") == 200, "ready again")
    time.sleep(2 * AWAY)


def test_database_and_store_are_away_for_a_while(deployed: Installation) -> None:
    scene = deployed.scene
    proposal = scene.proposal(title="While it is away")
    ended, acknowledged, pictures = threading.Event(), [0], list[str]()

    def write() -> None:
        with deployed.client("author@example.org") as client:
            while not ended.wait(0.05):
                acknowledged[0] = _put_draft(client, proposal.id, acknowledged[0])
                pictures.extend(_add_picture(client, proposal.id, acknowledged[0]))

    writer = threading.Thread(target=write)
    writer.start()
    for part in (deployed.store, deployed.database):
        before = acknowledged[0]
        until(lambda n=before: acknowledged[0] > n + 2, "drafts are saved")
        part.stop()
        until(lambda: deployed.status() == 503, "not ready")
        assert [parts.status(deployed.server_url(number), "/readyz") for number in (0, 1)] == [503, 503]
        assert [parts.status(deployed.server_url(number), "/healthz") for number in (0, 1)] == [200, 200]
        time.sleep(AWAY)
        part.start()
        until(lambda: deployed.status() == 200, "ready again")
    before = acknowledged[0]
    until(lambda: acknowledged[0] > before + 2, "drafts are saved again")
    ended.set()
    writer.join()
    kept = drafts.read_draft(deployed.workbench, scene["author"], proposal.id)
    assert kept
    assert kept.sequence >= acknowledged[0]
    with deployed.client("author@example.org") as client:
        assert {client.get(f"/{src}").status_code for src in pictures} == {200}


def test_a_worker_is_killed_and_another_continues(installation: Installation) -> None:
    scene, bench = installation.scene, installation.workbench
    edition = publish(scene)
    until(lambda: state(scene, edition) is EditionState.BUILDING, "being built")
    victim = next(
        worker for worker in installation.workers if worker.process and f"-{worker.process.pid}-" in builder(bench)
    )
    victim.kill()
    until(lambda: state(scene, edition) is EditionState.PUBLISHED, "published by the other", 300)
    artifacts = editions.read_edition(bench, scene["editor"], edition.id).artifacts
    assert artifacts
    assert all(bench.exports.find(artifact) for artifact in artifacts)
    victim.start()


def _put_draft(client: httpx.Client, proposal_id: str, last: int) -> int:
    """Save the next draft; the number of the last one that was acknowledged."""
    sequence = last + 1
    draft = {"base": 1, "title": "T", "markdown": f"Sentence {sequence}.", "sequence": sequence}
    try:
        saved = client.put(f"/api/drafts/{proposal_id}", json=draft).status_code == 200
    except httpx.TransportError:
        saved = False
    return sequence if saved else last


def _add_picture(client: httpx.Client, proposal_id: str, number: int) -> list[str]:
    """Add a picture of its own; its address when it was acknowledged."""
    try:
        answer = client.post(f"/api/images/{proposal_id}", files={"file": ("a.png", png(1 + number % 500, 3))})
    except httpx.TransportError:
        return []
    return [answer.json()["src"]] if answer.status_code in (200, 201) else []
