"""Step 1: signing in by a link and by a password, signing out here and everywhere, and who is nobody."""

import re

import pytest
from playwright.sync_api import Page, WebSocket, expect

from blueprint.services.accounts import one_time_links
from blueprint.services.drafting import proposals
from blueprint.services.review import threads
from tests.browsers import Visits
from tests.e2e.conftest import Visit
from tests.factories import Scene, add_person, set_first_password
from tests.streamlit_page import expand, fill
from tests.web.serving import Site

pytestmark = pytest.mark.browser

PASSWORD = "a river of many words"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile Safari/604.1"


def test_a_link_works_once_and_a_password_ever_after(site: Site, visit: Visit) -> None:
    person = add_person(site.workbench, "newcomer")
    link = f"/enter/{one_time_links.link_to_sign_in(site.workbench, person.email)}"
    page = visit(None, link)
    page.get_by_role("button", name="Sign in as Newcomer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Home")
    spent = visit(None, link)
    expect(spent.locator("main")).to_contain_text("This link has been used or has run out. Ask for a new one")

    page.get_by_role("link", name="Newcomer").click()
    _set_password(page)
    page.get_by_role("link", name="Sign in", exact=True).click()
    _sign_in(page, person.email, "not the password")
    expect(page.get_by_role("alert")).to_be_visible()
    _sign_in(page, person.email, PASSWORD)
    expect(page.get_by_role("heading", name="Account", exact=True)).to_be_visible()
    assert "/account" in page.url

    page.get_by_role("link", name="Sign out, here or everywhere").click()
    page.get_by_role("button", name="Sign out of this browser").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    page.goto("/account")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")


def _set_password(page: Page) -> None:
    fill(page, "New password", PASSWORD)
    fill(page, "New password once more", PASSWORD)
    page.get_by_role("button", name="Set password").click()
    expect(page.get_by_text("Your password is changed. Sign in with it to go on.")).to_be_visible()


def _sign_in(page: Page, email: str, password: str) -> None:
    page.get_by_label("Email address").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()


def test_signing_out_everywhere_ends_what_another_browser_may_do(scene: Scene, visits: Visits, visit: Visit) -> None:
    proposal = scene.proposal(title="Open in another browser")
    address = f"/proposal?id={proposal.id}"
    elsewhere = visit("reviewer", address)
    elsewhere.locator("p.fo-words").first.click()
    box = elsewhere.locator(".fo-new-comment textarea")
    box.fill("Written when it was too late")
    here = visit("reviewer", "/sign-out")
    here.get_by_role("button", name="Sign out everywhere").click()
    expect(here.get_by_role("heading", level=1)).to_have_text("Sign in")
    box.press("Control+Enter")
    expect(elsewhere.locator(".fo-error")).to_contain_text("You have been signed out. Your words are kept here")
    assert threads.list_threads(scene.workbench, scene["author"], proposal.id, 1) == ()
    elsewhere.reload()
    expect(elsewhere.get_by_role("heading", level=1)).to_have_text("Sign in")
    visits.sign_in(elsewhere.context, "reviewer@example.org")
    elsewhere.goto(address)
    expect(elsewhere.locator(".fo-new-comment textarea")).to_have_value("Written when it was too late")


def test_a_page_whose_session_has_ended_says_so_and_goes_on_after_signing_in(
    scene: Scene, visits: Visits, visit: Visit
) -> None:
    """Signed out in another tab: the page stays, with what was typed, and its socket is not asked for all the time."""
    page = visit("author", f"/convening?id={scene.convening.id}")
    expand(page, "Start a proposal")
    title = page.get_by_role("textbox", name="Title", exact=True)
    title.fill("Half a title")
    sockets: list[WebSocket] = []

    def opened(socket: WebSocket) -> None:
        sockets.append(socket)

    page.on("websocket", opened)
    other = page.context.new_page()
    other.goto("/sign-out")
    other.get_by_role("button", name="Sign out of this browser").click()
    expect(other.get_by_role("heading", level=1)).to_have_text("Sign in")
    ended = page.locator(".bp-session-ended")
    expect(ended).to_contain_text("You are signed out. What you typed is still on this page")
    before = len(sockets)
    page.wait_for_timeout(8_000)
    assert 1 <= len(sockets) - before <= 5
    expect(title).to_have_value("Half a title")
    link = ended.get_by_role("link", name="Sign in again")
    assert (link.get_attribute("href") or "").startswith("/sign-in?next=%2Fconvening")
    visits.sign_in(page.context, "author@example.org")
    expect(ended).to_have_count(0)
    expect(title).to_have_value("Half a title")
    page.get_by_role("button", name="Start writing").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Half a title")
    begun = proposals.list_proposals(scene.workbench, scene["author"], scene.convening.id)
    assert [proposal.title for proposal in begun].count("Half a title") == 1


def test_a_session_that_is_ended_from_another_browser_is_over_within_seconds_and_its_words_are_kept(
    scene: Scene, visits: Visits, visit: Visit
) -> None:
    proposal = scene.proposal(title="Written on the telephone")
    link = one_time_links.link_to_sign_in(scene.workbench, "author@example.org")
    phone = visit(None, f"/enter/{link}", user_agent=PHONE)
    phone.get_by_role("button", name="Sign in as Author").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Home")
    phone.goto(f"/draft?id={proposal.id}")
    text = phone.locator(".ProseMirror")
    text.click()
    phone.keyboard.type("Typed just now. ")
    here = visit("author", "/account")
    expect(here.get_by_text("this browser")).to_have_count(1)
    here.get_by_role("button", name="End Safari on iPhone").click()
    expect(phone.locator(".bp-session-ended")).to_contain_text("You are signed out", timeout=10_000)
    expect(here.get_by_role("button", name="End Safari on iPhone")).to_have_count(0)
    phone.keyboard.type("And a little later. ")
    visits.sign_in(phone.context, "author@example.org")
    expect(phone.locator(".bp-session-ended")).to_have_count(0)
    expect(text).to_contain_text("Typed just now. And a little later.")
    phone.reload()
    expect(phone.locator(".ProseMirror")).to_contain_text("Typed just now. And a little later.")


def test_an_account_is_deleted_by_its_person(scene: Scene, visit: Visit) -> None:
    leaver = add_person(scene.workbench, "leaver")
    set_first_password(scene.workbench, leaver, PASSWORD)
    elsewhere = visit("leaver", "/")
    page = visit("leaver", "/account")
    page.get_by_role("link", name="Delete your account").click()
    page.get_by_role("radio", name="A pseudonym").check()
    expect(page.get_by_role("textbox", name="The pseudonym")).to_have_accessible_description(re.compile("Used only if"))
    page.get_by_role("textbox", name="Your password, once more").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your account is deleted")
    expect(elsewhere.locator(".bp-session-ended")).to_be_visible(timeout=10_000)
    page.goto("/account")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    _sign_in(page, leaver.email, PASSWORD)
    expect(page.get_by_role("alert")).to_contain_text("do not match")


def test_a_person_named_in_a_header_is_not_signed_in(scene: Scene, visit: Visit) -> None:
    proposal = scene.proposal(title="For members only")
    claim = {"X-Blueprint-Person": scene["author"]}
    page = visit(None, f"/proposal?id={proposal.id}", extra_http_headers=claim)
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    expect(page.get_by_text("For members only")).to_have_count(0)
