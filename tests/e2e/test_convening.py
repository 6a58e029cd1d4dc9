"""Step 2: a convenor begins a convening, invites three people in three roles, and sees who has accepted."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Visit
from tests.factories import Scene, add_person
from tests.streamlit_page import choose, expand, fill

pytestmark = pytest.mark.browser


def test_a_convenor_invites_and_sees_who_has_accepted(scene: Scene, visit: Visit) -> None:
    add_person(scene.workbench, "guest")
    page = visit("steward", "/convenings")
    expand(page, "Start a convening")
    fill(page, "Title", "Rivers without owners")
    fill(page, "Purpose", "To write down what a river is owed.")
    page.get_by_text("Everyone with an account here may read").click()
    page.get_by_role("button", name="Start the convening").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Rivers without owners")

    links = {
        who: _invite(page, f"{who}@example.org", role)
        for who, role in (("rosa", "Author"), ("guest", "Editor"), ("sam", "Reviewer"))
    }
    expect(page.get_by_text("not accepted yet")).to_have_count(3)

    rosa = visit(None, links["rosa"])
    expect(rosa.locator("main")).to_contain_text("To write down what a river is owed.")
    expect(rosa.locator("main")).to_contain_text("You take part as author.")
    rosa.get_by_label("Your name").fill("Rosa Quispe")
    rosa.get_by_label("Password").fill("reeds along the river")
    rosa.get_by_role("button", name="Create my account and accept").click()
    expect(rosa.get_by_role("heading", level=1)).to_have_text("Rivers without owners")
    expect(rosa.get_by_text("you are author here")).to_be_visible()

    guest = visit("guest", links["guest"])
    guest.get_by_role("button", name="Accept as Guest").click()
    expect(guest.get_by_text("you are editor here")).to_be_visible()

    page.reload()
    expect(page.get_by_text("not accepted yet")).to_have_count(1)
    members = page.locator(".bp-person .bp-name")
    expect(members.filter(has_text="Rosa Quispe")).to_be_visible()
    expect(members.filter(has_text="Guest")).to_be_visible()
    expand(page, "Earlier invitations")
    expect(page.locator("li", has_text="rosa@example.org")).to_contain_text("accepted")
    expect(visit(None, links["rosa"]).locator("main")).to_contain_text("This link has been used")


def _invite(page: Page, email: str, role: str) -> str:
    """Invite somebody; gives the link to hand over."""
    fill(page, "Email address", email)
    choose(page, "Role", f"{role}:")
    page.get_by_role("button", name="Invite", exact=True).click()
    handed = page.get_by_text(f"Send this link to {email} yourself")
    expect(handed).to_be_visible()
    link = page.get_by_test_id("stCode").inner_text().strip()
    page.get_by_role("button", name="Done").click()
    expect(handed).to_have_count(0)
    return link
