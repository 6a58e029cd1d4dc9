"""The server killed, frozen and started again while somebody types: every key is in the text, and no dialog comes."""

import os
import signal
import time
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from blueprint.domain.proposals import Proposal
from blueprint.services.drafting import drafts
from blueprint.services.review import threads
from tests.browser_storage import read_as, stored_texts
from tests.browsers import Visits
from tests.e2e.test_kill import Server, wait_until, workbench
from tests.factories import Scene, make_scene
from tests.web.serving import Site

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WORDS, STATUS = ".bp-text", "p.bp-save-status"
AWAY = "The workbench does not answer at the moment."
KEYS = "Every key that is typed while the server is away is in the text."
TRUTH_WITHIN = 2_000
"""Milliseconds until the line says that the server is gone, or back."""
FOCUSED = "document.activeElement?.className ?? ''"


class Desk:
    """A server that comes and goes, and an author's browser on it."""

    def __init__(self, server: Server, scene: Scene, visits: Visits) -> None:
        self.server, self.scene, self.visits = server, scene, visits

    def open(self, title: str) -> tuple[Proposal, Page]:
        """The editor of a new proposal, with the caret at the end."""
        if not self.server.answers():
            self.server.start()
        proposal = self.scene.proposal(title=title, markdown="Begun.\n")
        page = self.visits.open("author@example.org", f"/draft?id={proposal.id}")
        page.locator(WORDS).press("Control+End")
        page.wait_for_timeout(500)
        read_as(page, self.scene.workbench, self.scene["author"])
        return proposal, page

    def draft(self, proposal: Proposal) -> str:
        """The text on the server."""
        found = drafts.read_draft(self.scene.workbench, self.scene["author"], proposal.id)
        return found.markdown if found else ""

    def wait_for_draft(self, proposal: Proposal, words: str) -> None:
        """Wait until the server has the words."""
        wait_until(30, lambda: words in self.draft(proposal))


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Desk]:
    server = Server(tmp_path_factory.mktemp("away"))
    with workbench(server) as bench:
        scene = make_scene(bench)
        server.start()
        visits = Visits(Site(server.url, bench), browser)
        yield Desk(server, scene, visits)
        visits.close_all()
        if server.answers():
            server.kill()


def type_with(page: Page, at: int, act: Callable[[], None]) -> None:
    """Type all keys, as fast as a person does, and do something after the first few."""
    for number, key in enumerate(KEYS):
        if number == at:
            act()
        page.keyboard.type(key)
        page.wait_for_timeout(60)


@pytest.mark.parametrize("at", [1, 11, 37])
def test_killed_at_a_key_and_started_again(desk: Desk, at: int) -> None:
    proposal, page = desk.open(f"Killed at key {at}")
    type_with(page, at, desk.server.kill)
    expect(page.locator(STATUS)).to_contain_text(AWAY, timeout=TRUTH_WITHIN)
    assert "bp-text" in page.evaluate(FOCUSED)
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator(WORDS)).to_contain_text(KEYS)
    page.wait_for_timeout(600)
    assert any(KEYS in text for text in stored_texts(page))
    desk.server.start()
    expect(page.locator(STATUS)).to_contain_text("Saved", timeout=TRUTH_WITHIN)
    assert KEYS in desk.draft(proposal)
    page.wait_for_timeout(5_000)  # Streamlit is connected again by then
    expect(page.locator(WORDS)).to_have_text(f"Begun.{KEYS}")
    assert "bp-text" in page.evaluate(FOCUSED)
    page.keyboard.type(" And on.")
    desk.wait_for_draft(proposal, f"{KEYS} And on.")


def test_killed_and_the_page_reloaded_before_the_server_is_back(desk: Desk) -> None:
    proposal, page = desk.open("Killed and reloaded")
    type_with(page, 5, desk.server.kill)
    page.wait_for_timeout(600)
    address = page.url
    page.goto("about:blank")
    desk.server.start()
    page.goto(address)
    expect(page.locator(WORDS)).to_contain_text(KEYS)
    expect(page.locator(".bp-notice")).to_contain_text("We kept what you typed")
    desk.wait_for_draft(proposal, KEYS)


def test_a_frozen_server_is_told_within_two_seconds(desk: Desk) -> None:
    proposal, page = desk.open("Frozen")
    assert desk.server.process is not None
    os.kill(desk.server.process.pid, signal.SIGSTOP)
    try:
        expect(page.locator(STATUS)).to_contain_text(AWAY, timeout=TRUTH_WITHIN + 200)
        page.keyboard.type(KEYS)
        page.wait_for_timeout(600)
        assert any(KEYS in text for text in stored_texts(page))
    finally:
        os.kill(desk.server.process.pid, signal.SIGCONT)
    expect(page.locator(STATUS)).to_contain_text("Saved", timeout=TRUTH_WITHIN)
    desk.wait_for_draft(proposal, KEYS)


def test_a_reply_and_a_button_wait_for_the_server_and_are_done_once(desk: Desk) -> None:
    if not desk.server.answers():
        desk.server.start()
    proposal = desk.scene.proposal(title="Answered while away")
    for words in ("fifty litres", "open to all"):
        desk.scene.start_thread(proposal.id, words, body=f"About {words}.")
    page = desk.visits.open("author@example.org", f"/proposal?id={proposal.id}")
    replied, resolved = (page.locator(".fo-card", has_text=words) for words in ("fifty litres", "open to all"))
    replied.click()
    replied.get_by_role("button", name="Reply", exact=True).click()
    page.keyboard.type("Typed before")
    desk.server.kill()
    page.keyboard.type(" and after.")
    page.keyboard.press("Control+Enter")
    expect(replied.locator(".fo-error")).to_contain_text("Not sent yet")
    page.keyboard.type(" And changed.")
    resolved.click()
    resolved.get_by_role("button", name="Resolve").click()
    desk.server.start()
    expect(replied.locator(".fo-comment-body").last).to_have_text("Typed before and after. And changed.")
    expect(page.get_by_role("button", name="Resolved, 1 comment")).to_be_visible()
    found = threads.list_threads(desk.scene.workbench, desk.scene["author"], proposal.id, 1)
    assert sorted(len(thread.comments) for thread in found) == [1, 2]
    page.get_by_role("link", name="History", exact=True).click()
    expect(page.locator(".bp-message").first).to_be_visible()


def test_other_pages_say_so_in_a_line_and_fields_can_be_typed_into(desk: Desk) -> None:
    if not desk.server.answers():
        desk.server.start()
    page = desk.visits.open("author@example.org", "/account")
    field = page.get_by_role("textbox").first
    field.click()
    page.keyboard.press("End")
    desk.server.kill()
    killed = time.monotonic()
    for key in KEYS:
        page.keyboard.type(key)
        page.wait_for_timeout(100)
    expect(page.locator(".bp-away")).to_contain_text(AWAY)
    assert field.input_value().endswith(KEYS)
    while time.monotonic() < killed + 25:  # Streamlit's own dialog comes after six attempts
        expect(page.get_by_role("dialog")).to_have_count(0)
        page.wait_for_timeout(1_000)
    assert page.evaluate("document.activeElement?.tagName") == "INPUT"
    desk.server.start()
    expect(page.locator(".bp-away")).to_have_count(0)
    assert field.input_value().endswith(KEYS)
