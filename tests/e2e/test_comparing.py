"""Step 5: two revisions of a text compared, side by side and in one column, by keyboard, on a phone."""

import re

import pytest
from playwright.sync_api import Page, expect

from blueprint.services.admin.sample_events import Sample
from tests.browsers import DESKTOP_WIDTH, PHONE_WIDTH
from tests.e2e.conftest import Visit
from tests.streamlit_page import choose

pytestmark = pytest.mark.browser


@pytest.fixture
def address(sample: Sample) -> str:
    """Where the two newest revisions of a sample text are compared."""
    return f"/review?id={sample.proposals['public-power']}"


def no_wider_than(page: Page, width: int) -> bool:
    """Whether nothing has to be scrolled sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth") <= width)


def test_what_changed_is_seen_side_by_side_and_in_one_column(address: str, visit: Visit) -> None:
    page = visit("meena", address)
    expect(page.locator(".fo-summary")).to_have_text(re.compile(r"\d+ edited"))
    page.get_by_role("button", name="Side by side").click()
    edited = page.locator(".fo-is-edited").first
    old, new = (edited.locator(f".fo-half.fo-{side}").bounding_box() for side in ("old", "new"))
    assert old
    assert new
    assert new["x"] >= old["x"] + old["width"] - 1
    expect(page.locator(".fo-old del").first).to_be_visible()
    expect(page.locator(".fo-new ins").first).to_be_visible()

    page.get_by_role("button", name="One column").click()
    expect(page.locator(".fo-half")).to_have_count(0)
    expect(page.locator(".fo-is-edited ins").first).to_be_visible()
    page.reload()
    expect(page.get_by_role("button", name="One column")).to_have_attribute("aria-pressed", "true")


def test_unchanged_runs_are_folded_and_keys_go_from_change_to_change(address: str, visit: Visit) -> None:
    page = visit("meena", address)
    fold = page.locator(".fo-fold").first
    expect(fold).to_contain_text(re.compile(r"\d+ paragraphs unchanged"))
    before = page.locator(".fo-row").count()
    fold.get_by_role("button").click()
    expect(page.locator(".fo-row").nth(before)).to_be_attached()
    page.keyboard.press("n")
    position = page.locator(".fo-position")
    expect(position).to_have_text(re.compile(r"Change 1 of \d+"))
    expect(page.locator("[data-current]")).to_be_in_viewport()
    page.keyboard.press("n")
    expect(position).to_have_text(re.compile(r"Change 2 of \d+"))
    page.keyboard.press("p")
    expect(position).to_have_text(re.compile(r"Change 1 of \d+"))


def test_any_two_revisions_can_be_chosen(address: str, visit: Visit) -> None:
    page = visit("meena", address)
    choose(page, "From", "Revision 2")
    expect(page).to_have_url(re.compile("old=2&new=5"))
    choose(page, "To", "Revision 3")
    expect(page).to_have_url(re.compile("old=2&new=3"))
    expect(page.locator(".fo-block").first).to_be_visible()


def test_a_comparison_fits_a_phone(address: str, visit: Visit) -> None:
    page = visit("meena", address, width=PHONE_WIDTH, height=800)
    expect(page.locator("ins").first).to_be_attached()
    expect(page.locator(".fo-half")).to_have_count(0)
    page.get_by_role("button", name="Next change").click()
    expect(page.locator("[data-current]")).to_be_in_viewport()
    assert no_wider_than(page, PHONE_WIDTH)
    page.set_viewport_size({"width": DESKTOP_WIDTH, "height": 900})
    expect(page.locator(".fo-half").first).to_be_visible()
    page.set_viewport_size({"width": PHONE_WIDTH, "height": 800})
    expect(page.locator(".fo-half")).to_have_count(0)
