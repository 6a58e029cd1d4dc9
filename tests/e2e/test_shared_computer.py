"""One browser, two people: what one of them typed and could not send is for nobody else, and waits until they are back."""

import re

import pytest
from playwright.sync_api import Page, expect

from blueprint.domain.convenings import Role
from blueprint.services.convenings import membership
from blueprint.services.drafting import drafts
from blueprint.services.review import threads
from tests.browser_storage import everything_stored, read_as, stored_texts
from tests.browsers import Visits
from tests.e2e.conftest import Visit
from tests.e2e.test_commenting import BOX, select_by_dragging
from tests.factories import Scene
from tests.web.serving import Site

pytestmark = pytest.mark.browser

TEXT, STATUS = ".bp-text", "p.bp-save-status"
SECRET = "The wells of the north are poisoned."


def be(scene: Scene, who: str, role: Role) -> None:
    """Give somebody another role."""
    membership.change_role(scene.workbench, scene["convenor"], scene.convening.id, scene[who], role)


def sign_out(page: Page) -> None:
    """Sign out on the page that says what becomes of words that were not sent."""
    page.goto("/sign-out")
    expect(page.locator("main")).to_contain_text("stay in this browser, encrypted")
    page.get_by_role("button", name="Sign out of this browser").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")


def next_person(visits: Visits, page: Page, who: str, path: str) -> None:
    """Somebody else sits down at the same tab."""
    visits.sign_in(page.context, f"{who}@example.org")
    page.goto(path)


def assert_nothing_is_read(page: Page) -> None:
    """No word of the secret is stored in plain, or on the page."""
    stored = everything_stored(page)
    assert [word for word in re.findall(r"[a-z]{5,}", SECRET) if word in stored] == []
    assert SECRET not in page.content()


def test_a_draft_that_was_not_sent_waits_for_its_author_alone(
    site: Site, scene: Scene, visits: Visits, visit: Visit
) -> None:
    proposal = scene.proposal(title="Wells", markdown="Begun.\n")
    path = f"/draft?id={proposal.id}"
    page = visit("author", path)
    page.locator(TEXT).press("Control+End")
    be(scene, "author", Role.OBSERVER)  # whose words are refused, also those that a page sends while it is being left
    page.keyboard.type(f" {SECRET}")
    expect(page.locator(STATUS)).to_contain_text("cannot write in this proposal")
    stored = everything_stored(page)
    assert "blueprint-draft" in stored
    assert "poisoned" not in stored
    sign_out(page)
    assert_nothing_is_read(page)

    page.go_back()
    page.go_back()
    page.wait_for_timeout(1_000)
    assert "draft" in page.url
    assert SECRET not in page.content()
    next_person(visits, page, "editor", path)
    expect(page.locator(TEXT)).to_have_text("Begun.")
    page.locator(TEXT).press("Control+End")
    page.keyboard.type(" Checked.")
    expect(page.locator(STATUS)).to_contain_text("Saved")
    assert_nothing_is_read(page)
    sign_out(page)

    be(scene, "author", Role.AUTHOR)
    next_person(visits, page, "author", path)
    expect(page.locator(TEXT)).to_contain_text(SECRET)
    expect(page.locator(".bp-notice")).to_contain_text("We kept what you typed")
    expect(page.locator(STATUS)).to_contain_text("Saved")
    draft = drafts.read_draft(site.workbench, scene["author"], proposal.id)
    assert draft is not None
    assert SECRET in draft.markdown
    assert "blueprint-draft" not in everything_stored(page)


def test_a_page_that_a_browser_brings_back_from_memory_is_asked_for_again(visits: Visits, visit: Visit) -> None:
    page = visit("author", "/account")
    expect(page.get_by_role("heading", level=1)).to_have_text("Account")
    page.context.clear_cookies()
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: false }))")
    page.wait_for_timeout(500)
    assert page.url.endswith("/account")
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    page.wait_for_url("**/sign-in?next=*")


def test_plain_words_of_an_earlier_version_are_encrypted_when_their_author_is_back(
    site: Site, scene: Scene, visit: Visit
) -> None:
    proposal = scene.proposal(title="Old wells", markdown="Begun.\n")
    page = visit("author", "/account")
    entry = {"base": 1, "title": "Old wells", "markdown": f"{SECRET}\n", "sequence": 1_795_000_000_000}
    names = [f"blueprint-draft:draft:{proposal.id}:{scene[who]}:d" for who in ("author", "colleague")]
    for name in names:
        page.evaluate("([name, entry]) => localStorage.setItem(name, JSON.stringify(entry))", [name, entry])
    page.context.route("**/api/drafts/**", lambda route: route.abort())
    page.goto(f"/draft?id={proposal.id}")
    expect(page.locator(TEXT)).to_contain_text(SECRET)
    read_as(page, site.workbench, scene["author"])
    assert f"{SECRET}\n" in stored_texts(page)
    kept = page.evaluate("(names) => names.map((name) => localStorage.getItem(name))", names)
    assert (kept[0] or "sealed-1:")[:9] == "sealed-1:"
    assert SECRET in kept[1]
    page.context.unroute("**/api/drafts/**")
    expect(page.locator(STATUS)).to_contain_text("Saved")


def test_a_comment_that_is_half_typed_waits_for_its_author_alone(
    site: Site, scene: Scene, visits: Visits, visit: Visit
) -> None:
    proposal = scene.proposal(title="Half a comment")
    path = f"/proposal?id={proposal.id}"
    page = visit("reviewer", path)
    expect(page.locator(".fo-content")).to_contain_text("free of charge")
    select_by_dragging(page, "free of charge")
    page.locator(BOX).fill(SECRET)
    assert "poisoned" not in everything_stored(page)
    sign_out(page)
    assert_nothing_is_read(page)

    next_person(visits, page, "editor", path)
    expect(page.locator(".fo-content")).to_contain_text("free of charge")
    page.wait_for_timeout(500)
    expect(page.locator(BOX)).to_have_count(0)
    assert_nothing_is_read(page)
    sign_out(page)

    next_person(visits, page, "reviewer", path)
    expect(page.locator(BOX)).to_have_value(SECRET)
    page.locator(".fo-new-comment").get_by_role("button", name="Comment").click()
    expect(page.locator(BOX)).to_have_count(0)
    assert [thread.comments[0].body for thread in threads.list_threads(site.workbench, scene["editor"], proposal.id, 1)]
    assert "folio:" not in everything_stored(page)
