"""The same author in two tabs and on two devices: each shows what the other wrote, and no word is lost."""

import time

import pytest
from playwright.sync_api import Page, expect

from blueprint.domain.drafts import Draft
from blueprint.domain.proposals import Proposal
from blueprint.services.drafting import drafts, revisions
from tests.browsers import PHONE_WIDTH
from tests.e2e.conftest import Visit
from tests.factories import Scene
from tests.streamlit_page import toast

pytestmark = pytest.mark.browser

WORDS, STATUS, NOTICE = ".bp-text", "p.bp-save-status", ".bp-conflicts"
TEXT = "Water is a right.\n\nTowns own the pipes.\n\nPrices are public.\n"
SECONDS = 3_000
"""Milliseconds within which another device is told."""


def open_twice(scene: Scene, visit: Visit, title: str) -> tuple[Proposal, Page, Page]:
    """A proposal of the author's on a laptop and on a telephone."""
    proposal = scene.proposal(title=title, markdown=TEXT)
    pages = [visit("author", f"/draft?id={proposal.id}", width=width) for width in (1280, PHONE_WIDTH)]
    for page in pages:
        expect(page.locator(WORDS)).to_be_visible()
        page.wait_for_timeout(500)
    return proposal, pages[0], pages[1]


def type_after(page: Page, paragraph: str, words: str) -> None:
    """Type at the end of the paragraph that begins so."""
    page.locator(f"{WORDS} > p", has_text=paragraph).click()
    page.keyboard.press("End")
    page.keyboard.type(words)


def stored(scene: Scene, proposal: Proposal) -> Draft:
    draft = drafts.read_draft(scene.workbench, scene["author"], proposal.id)
    assert draft is not None
    return draft


def test_the_other_device_shows_it_within_seconds_and_keeps_its_place(scene: Scene, visit: Visit) -> None:
    proposal, laptop, phone = open_twice(scene, visit, "Shown elsewhere")
    type_after(phone, "Prices", "")
    phone.keyboard.press("ArrowLeft")
    type_after(laptop, "Water", " Everywhere.")
    expect(phone.locator(WORDS)).to_contain_text("right. Everywhere.", timeout=SECONDS)
    expect(phone.locator(STATUS)).to_contain_text("Brought up to date")
    phone.keyboard.type(" and low")
    expect(laptop.locator(WORDS)).to_contain_text("Prices are public and low.", timeout=SECONDS)
    assert stored(scene, proposal).markdown == (
        "Water is a right. Everywhere.\n\nTowns own the pipes.\n\nPrices are public and low.\n"
    )
    phone.keyboard.press("Control+z")
    expect(phone.locator(WORDS)).to_contain_text("Everywhere.")
    expect(phone.locator(WORDS)).not_to_contain_text("low")


def test_two_tabs_of_one_browser(scene: Scene, visit: Visit) -> None:
    proposal = scene.proposal(title="Two tabs", markdown=TEXT)
    one = visit("author", f"/draft?id={proposal.id}")
    other = one.context.new_page()
    other.goto(one.url)
    for page in (one, other):
        expect(page.locator(WORDS)).to_be_visible()
    one.context.set_offline(True)
    type_after(one, "Water", " Everywhere.")
    type_after(other, "Prices", " Always.")
    for page in (one, other):
        expect(page.locator(STATUS)).to_contain_text("No connection")
    one.context.set_offline(False)
    for page in (one, other):
        expect(page.locator(WORDS)).to_contain_text("Everywhere.")
        expect(page.locator(WORDS)).to_contain_text("Always.")
    assert (stored(scene, proposal).conflicts, one.locator(NOTICE).count()) == ((), 0)


def test_both_wordings_of_a_passage_are_shown_and_the_author_decides(scene: Scene, visit: Visit) -> None:
    proposal, laptop, phone = open_twice(scene, visit, "Two wordings")
    phone.context.set_offline(True)
    type_after(laptop, "Towns", " All of them.")
    type_after(phone, "Towns", " Nobody else does.")
    expect(laptop.locator(STATUS)).to_contain_text("Saved")
    phone.context.set_offline(False)
    for page in (laptop, phone):
        expect(page.locator(NOTICE)).to_contain_text("You worded 1 passage differently")
        expect(page.locator(f"{WORDS} > p.bp-two-wordings")).to_have_count(2)
    assert "pipes. All of them.\n\nTowns own the pipes. Nobody else does.\n" in stored(scene, proposal).markdown
    laptop.locator(NOTICE).get_by_role("button", name="Keep this wording").last.click()
    for page in (laptop, phone):
        expect(page.locator(NOTICE)).to_have_count(0)
        expect(page.locator(WORDS)).not_to_contain_text("All of them.")
    assert stored(scene, proposal).markdown == TEXT.replace("pipes.", "pipes. Nobody else does.")


TABLE = "| Year | Price |\n|---|---|\n| 2025 | 12 |\n| 2026 | 10 |\n"


def test_two_wordings_of_a_row_are_shown_as_a_row(scene: Scene, visit: Visit) -> None:
    proposal = scene.proposal(title="Two rows", markdown=TABLE)
    laptop, phone = (visit("author", f"/draft?id={proposal.id}", width=width) for width in (1280, PHONE_WIDTH))
    for page in (laptop, phone):
        expect(page.locator(WORDS)).to_be_visible()
    phone.context.set_offline(True)
    for page, typed in ((laptop, "5"), (phone, "7")):
        page.locator(f"{WORDS} td", has_text="12").click()
        page.keyboard.press("End")
        page.keyboard.type(typed)
    expect(laptop.locator(STATUS)).to_contain_text("Saved")
    phone.context.set_offline(False)
    for page in (laptop, phone):
        expect(page.locator(f"{NOTICE} q")).to_have_text(["2025 · 125", "2025 · 127"])
        expect(page.locator(f"{WORDS} td")).to_have_text(["2025", "125", "2025", "127", "2026", "10"])
        expect(page.locator(f"{WORDS} tr.bp-two-wordings")).to_have_count(2)
    phone.keyboard.type("0")
    expect(laptop.locator(f"{WORDS} td")).to_have_text(["2025", "125", "2025", "1270", "2026", "10"])


def test_saving_on_one_device_brings_the_other_up_to_date(scene: Scene, visit: Visit) -> None:
    proposal, laptop, phone = open_twice(scene, visit, "Saved elsewhere")
    type_after(phone, "Prices", " Always.")
    type_after(laptop, "Water", " Everywhere.")
    laptop.get_by_role("button", name="Save revision").click()
    expect(toast(laptop, "Saved as revision 2.")).to_be_visible()
    expect(phone.locator(WORDS)).to_contain_text("Everywhere.")
    type_after(phone, "Towns", " All.")
    expect(phone.locator(STATUS)).to_contain_text("Saved")
    phone.get_by_role("button", name="Save revision").click()
    expect(toast(phone, "Saved as revision 3")).to_be_visible()
    head = revisions.read_revision(scene.workbench, scene["author"], proposal.id)
    assert head.markdown == "Water is a right. Everywhere.\n\nTowns own the pipes. All.\n\nPrices are public. Always.\n"
    expect(laptop.locator(WORDS)).to_contain_text("pipes. All.")


def test_two_titles_are_shown(scene: Scene, visit: Visit) -> None:
    proposal, laptop, phone = open_twice(scene, visit, "Two titles")
    phone.context.set_offline(True)
    laptop.get_by_label("Title", exact=True).fill("Water for towns")
    phone.get_by_label("Title", exact=True).fill("Water for everyone")
    expect(laptop.locator(STATUS)).to_contain_text("Saved")
    expect(phone.locator(STATUS)).to_contain_text("No connection")
    phone.context.set_offline(False)
    expect(phone.locator(NOTICE)).to_contain_text("You wrote two titles")
    phone.locator(NOTICE).get_by_role("button", name="Keep this wording").first.click()
    expect(laptop.locator(NOTICE)).to_have_count(0)
    expect(laptop.get_by_label("Title", exact=True)).to_have_value("Water for towns")
    expect(phone.locator(STATUS)).to_contain_text("Saved")
    until = time.monotonic() + 10
    while stored(scene, proposal).title != "Water for towns":  # “Saved” may be what was saved before the choice
        assert time.monotonic() < until
        time.sleep(0.1)
