"""Step 7: an editor says what a proposal does to a principle, and the convening's coverage shows it, and its gaps."""

import pytest
from playwright.sync_api import expect

from blueprint.domain.convenings import Role
from blueprint.services.convenings import convenings
from blueprint.storage import convenings as membership
from tests.e2e.conftest import Visit
from tests.factories import Scene
from tests.streamlit_page import add, expand, toast

pytestmark = pytest.mark.browser

WHY = "Nobody is cut off for being poor."


@pytest.fixture
def fresh(scene: Scene) -> Scene:
    """The same people in a convening without a proposal."""
    bench = scene.workbench
    convening = convenings.create_convening(bench, scene["steward"], title="What we cover", purpose="Everything?")
    with bench.database.transaction() as session:
        for role in Role:
            membership.set_role(session, convening.id, scene[role.value], role, bench.now())
    return Scene(bench, convening, scene.people)


def test_a_tag_is_in_the_coverage_beside_the_gaps(fresh: Scene, visit: Visit) -> None:
    proposal = fresh.proposal(title="Water for the poor")
    page = visit("editor", f"/principles?id={proposal.id}")
    expand(page, "Say what it does: Just")
    other = page.locator(".st-key-bp-principle-just").get_by_role("textbox", name="Why")
    other.fill("Half a ")
    page.get_by_text("Say what it does: Egalitarian").click()
    other.press_sequentially("thought")
    claim = page.locator(".st-key-bp-principle-egalitarian")
    claim.get_by_role("textbox", name="Why").fill(WHY)
    add(claim, "Paragraphs that show it", "Every household has a right")
    claim.get_by_role("button", name="Save", exact=True).click()
    expect(toast(page, "Saved what it does to the principle Egalitarian.")).to_be_visible()
    expect(other).to_have_value("Half a thought")
    expect(claim).to_contain_text(WHY)
    expect(claim.locator(".bp-evidence")).to_contain_text("Every household has a right")

    observer = visit("observer", f"/coverage?id={fresh.convening.id}")
    expect(observer.get_by_role("heading", name="11 principles no proposal advances yet")).to_be_visible()
    expect(observer.locator(".bp-gaps li strong").filter(has_text="Egalitarian")).to_have_count(0)
    expect(observer.locator(".bp-gaps li strong").filter(has_text="Peaceful")).to_be_visible()
    observer.get_by_role("button", name="Water for the poor advances Egalitarian").focus()
    expect(observer.locator(".panel")).to_contain_text(WHY)
    observer.get_by_role("link", name="Water for the poor").click()
    expect(observer.get_by_role("heading", level=1)).to_have_text("Water for the poor")
    expect(observer.locator(".bp-tag-summary")).to_contain_text("Egalitarian")


def test_who_is_no_editor_is_offered_no_way_to_tag(scene: Scene, visit: Visit) -> None:
    proposal = scene.proposal(title="Tagged by editors only")
    page = visit("author", f"/principles?id={proposal.id}")
    expect(page.locator(".bp-claims > li")).to_have_count(12)
    expect(page.get_by_role("button", name="Save", exact=True)).to_have_count(0)
