"""For people who read from the right, by ear, by keyboard or on a phone: what can be told without looking."""

import pytest
from playwright.sync_api import Page, expect

from blueprint.services.admin.sample_events import Sample
from blueprint.services.publishing import collections
from tests.browsers import DESKTOP_WIDTH, PHONE_WIDTH
from tests.e2e.conftest import Visit
from tests.factories import Scene
from tests.page_addresses import page_addresses
from tests.web.serving import Site

pytestmark = pytest.mark.browser

NAMELESS = """() => [...document.querySelectorAll("input, textarea, select, button, a[href]")]
  .filter((one) => one.checkVisibility() && one.type !== "hidden" && !one.closest("[aria-hidden=true]"))
  .filter((one) => !(one.getAttribute("aria-label") || one.getAttribute("aria-labelledby") || one.title
    || one.labels?.length || one.innerText?.trim() || one.closest("label")
    || one.querySelector("img[alt], svg[aria-label]")))
  .map((one) => one.outerHTML.slice(0, 200))"""
TOO_WIDE = """() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => {
  const wide = document.documentElement.scrollWidth;
  resolve(wide > innerWidth ? [`${wide} pixels wide`] : []);
})))"""
STREAMLITS_OWN = """() => [...document.querySelectorAll("[role=dialog], [data-testid=stMainMenu], "
  + "[data-testid=stAppDeployButton], [data-testid=stToolbar] button, [data-testid=stSkillsNudge]")]
  .filter((one) => one.checkVisibility()).map((one) => one.outerHTML.slice(0, 200))"""
DIRECTION = "(element) => getComputedStyle(element).direction"


def settled(page: Page) -> None:
    """Wait until the page is drawn, and Streamlit at rest where it drew it."""
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    expect(page.locator("[data-test-script-state]:not([data-test-script-state='notRunning'])")).to_have_count(0)


def addresses(site: Site, sample: Sample) -> dict[str, str]:
    """Every page of the workbench, and the library."""
    convening, person = sample.convening_id, sample.people["ines"]
    collection = collections.list_collections(site.workbench, person, convening)[0].id
    proposal = sample.proposals["debt-cancellation"]
    pages = page_addresses(convening_id=convening, proposal_id=proposal, collection_id=collection)
    return pages | {"library": "/library"}


def test_every_page_has_one_title_a_name_for_everything_one_can_use_and_fits_a_phone(
    site: Site, sample: Sample, visit: Visit
) -> None:
    page = visit("ines", None)
    found = {}
    for name, address in addresses(site, sample).items():
        page.set_viewport_size({"width": DESKTOP_WIDTH, "height": 900})
        page.goto(address)
        settled(page)
        page.keyboard.press("c")  # of Streamlit's: to clear its cache
        found[name] = page.evaluate(NAMELESS) + page.evaluate(STREAMLITS_OWN)
        page.set_viewport_size({"width": PHONE_WIDTH, "height": 800})
        found[name] += page.evaluate(NAMELESS) + page.evaluate(TOO_WIDE)
    assert {name: faults for name, faults in found.items() if faults} == {}


def test_arabic_is_right_to_left_wherever_it_is(sample: Sample, visit: Visit) -> None:
    arabic = sample.proposals["water-commons"]
    page = visit("amina", f"/proposal?id={arabic}")
    words = page.locator("p.fo-words").first
    expect(words).to_be_visible()
    said = page.locator(".fo-comment-body", has_text="عندنا ينتخبون")
    for shown in (words, page.get_by_role("heading", level=1), said):
        assert shown.evaluate(DIRECTION) == "rtl"
    assert page.locator(".folio").get_attribute("lang") == "ar"
    assert page.locator(".fo-more").first.evaluate(DIRECTION) == "ltr"
    card, paragraph = page.locator(".fo-card").first.bounding_box(), words.bounding_box()
    assert card
    assert paragraph
    assert card["x"] < paragraph["x"]


def test_arabic_is_written_from_the_right(scene: Scene, visit: Visit) -> None:
    proposal = scene.proposal(
        title="الماء للجميع", markdown="الماء حقّ للجميع.\n\n- أولًا\n\nEnglish too.\n", language="ar"
    )
    page = visit("author", f"/draft?id={proposal.id}")
    text = page.locator(".bp-text")
    expect(text).to_have_attribute("lang", "ar")
    for selector, way in (("p >> nth=0", "rtl"), ("ul", "rtl"), ("p:has-text('English')", "ltr")):
        assert text.locator(selector).evaluate(DIRECTION) == way
