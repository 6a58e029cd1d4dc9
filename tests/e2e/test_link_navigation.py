"""Links between the workbench's pages, in a real browser: followed in the session, and left to the browser elsewhere."""

import pytest
from playwright.sync_api import Page, expect

from blueprint.services.admin.sample import Sample
from tests.e2e.conftest import Visit
from tests.e2e.test_for_everyone import settled

pytestmark = pytest.mark.browser

LINK = """([href, attributes]) => {
  const link = Object.assign(document.createElement("a"), { href, textContent: "A link of the test" });
  for (const [name, value] of Object.entries(attributes)) link.setAttribute(name, value);
  document.querySelectorAll(".of-the-test").forEach((earlier) => earlier.remove());
  link.className = "of-the-test";
  document.querySelector('[data-testid="stMainBlockContainer"]').prepend(link);
}"""
SCROLLED = "document.querySelector('[data-testid=stMain]').scrollTop"


def mark_window(page: Page) -> None:
    """Set a variable in the window, which a reload would lose."""
    page.evaluate("window.__mark = true")


def is_not_reloaded(page: Page) -> bool:
    """Whether the window still has the variable."""
    return bool(page.evaluate("window.__mark === true"))


def insert_link(page: Page, href: str, **attributes: str) -> None:
    """Put a link on the page."""
    page.evaluate(LINK, [href, attributes])


def click(page: Page, **options: object) -> None:
    """Click that link."""
    page.get_by_text("A link of the test").click(**options)  # type: ignore[arg-type]


def test_links_are_followed_within_the_session_and_back_and_forward_lead_where_they_should(
    sample: Sample, visit: Visit
) -> None:
    page, title = visit("ines", "/convenings"), sample.proposals["debt-cancellation"]
    heading = page.get_by_role("heading", level=1)
    page.get_by_role("link", name="Common Wealth").click()
    expect(heading).to_contain_text("Common Wealth")
    mark_window(page)
    page.get_by_role("link", name="Coverage", exact=True).click()
    expect(page).to_have_title("Coverage")
    settled(page)
    page.get_by_role("link", name="Cancel the Debt").first.click()
    expect(heading).to_contain_text("Cancel the Debt")
    assert page.url.endswith(f"/proposal?id={title}")
    page.get_by_role("link", name="History", exact=True).press("Enter")
    expect(page.get_by_role("heading", name="Revisions")).to_be_visible()
    expect(page).to_have_title("History")
    settled(page)
    convening = f"id={sample.convening_id}"
    for step, address in (
        (page.go_back, f"/proposal?id={title}"),
        (page.go_back, f"/coverage?{convening}"),
        (page.go_back, f"/convening?{convening}"),
        (page.go_forward, f"/coverage?{convening}"),
        (page.go_forward, f"/proposal?id={title}"),
        (page.go_forward, f"/history?id={title}"),
    ):
        step()
        expect(page.locator(f".bp-view-{HERE[address[1:].partition('?')[0]]}")).to_be_visible()
        settled(page)
        assert page.url.endswith(address)
    assert is_not_reloaded(page)


HERE = {"convening": "proposals", "coverage": "coverage", "proposal": "proposal", "history": "history"}
"""By page, what its own entry among the sections is called."""


def test_a_link_to_another_revision_of_the_same_page_is_followed(sample: Sample, visit: Visit) -> None:
    proposal = sample.proposals["debt-cancellation"]
    page = visit("ines", f"/history?id={proposal}")
    page.locator("a[href$='revision=1']", has_text="Read").click()
    expect(page.locator(".bp-older-revision")).to_contain_text("You are reading revision 1")
    mark_window(page)
    settled(page)
    insert_link(page, f"/proposal?id={proposal}&revision=2")
    click(page)
    expect(page.locator(".bp-older-revision")).to_contain_text("You are reading revision 2")
    settled(page)
    assert page.url.endswith(f"/proposal?id={proposal}&revision=2")
    page.go_back()
    expect(page.locator(".bp-older-revision")).to_contain_text("You are reading revision 1")
    assert page.url.endswith(f"/proposal?id={proposal}&revision=1")
    insert_link(page, f"/proposal?id={proposal}")
    click(page)
    expect(page.locator(".bp-older-revision")).to_have_count(0)
    settled(page)
    assert page.url.endswith(f"/proposal?id={proposal}")
    assert is_not_reloaded(page)


def test_the_next_page_begins_at_its_top(sample: Sample, visit: Visit) -> None:
    page = visit("ines", f"/proposal?id={sample.proposals['debt-cancellation']}")
    page.locator("p.fo-words").last.scroll_into_view_if_needed()
    settled(page)
    assert page.evaluate(SCROLLED) > 0
    page.get_by_role("link", name="History", exact=True).evaluate("(link) => link.click()")
    expect(page.get_by_role("heading", name="Revisions")).to_be_visible()
    settled(page)
    assert page.evaluate(SCROLLED) == 0


@pytest.mark.parametrize(
    "attributes", [{"target": "_blank"}, {"target": "elsewhere"}], ids=["a new tab", "a window with a name"]
)
def test_a_target_of_its_own_is_opened_by_the_browser(visit: Visit, attributes: dict[str, str]) -> None:
    page = visit("ines", "/account")
    settled(page)
    insert_link(page, "/convenings", **attributes)
    with page.context.expect_page() as opened:
        click(page)
    expect(opened.value.get_by_role("heading", level=1)).to_have_text("Convenings")
    expect(page.get_by_role("heading", level=1)).to_have_text("Account")


def test_a_click_with_a_modifier_key_opens_a_tab(visit: Visit) -> None:
    page = visit("ines", "/account")
    settled(page)
    insert_link(page, "/convenings")
    with page.context.expect_page() as opened:
        click(page, modifiers=["Control"])
    expect(opened.value.get_by_role("heading", level=1)).to_have_text("Convenings")
    expect(page.get_by_role("heading", level=1)).to_have_text("Account")


def test_a_download_is_a_download(visit: Visit) -> None:
    page = visit("ines", "/account")
    settled(page)
    insert_link(page, "/convenings", download="page.html")
    with page.expect_download() as download:
        click(page)
    assert download.value.suggested_filename == "page.html"
    expect(page.get_by_role("heading", level=1)).to_have_text("Account")


@pytest.mark.parametrize("href", ["/library", "/convenings#there", "/no-such-page"])
def test_what_is_no_page_of_the_workbench_or_has_a_fragment_is_loaded_by_the_browser(visit: Visit, href: str) -> None:
    page = visit("ines", "/account")
    settled(page)
    mark_window(page)
    insert_link(page, href)
    click(page)
    page.wait_for_function("window.__mark !== true")
    assert page.url.endswith(href)


def test_without_a_connection_the_browser_loads_the_page(visit: Visit) -> None:
    page = visit("ines", "/account")
    settled(page)
    mark_window(page)
    page.evaluate("""document.querySelector('[data-testid="stApp"]').dataset.testConnectionState = "PINGING_SERVER" """)
    insert_link(page, "/convenings")
    click(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Convenings")
    assert not is_not_reloaded(page)
