"""Signs of lists, boxes of tasks and formulas in the reading view and in comparisons."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Visit
from tests.factories import Scene

pytestmark = pytest.mark.browser

MARKDOWN = """\
The council:

(a) sets the fee;
(b) reports:

    (i) in print;
    (ii) online.

- [ ] ask
- [x] tell

It costs $c = \\frac{p}{q}$, and $$\\sum_i c_i$$ in all; not $\\frac{1$.

|  |  |
| --- | --- |
| a<br>(b) x | c |
"""


def test_the_reading_view_shows_signs_boxes_and_formulas(scene: Scene, visit: Visit) -> None:
    proposal = scene.proposal(title="Fees", markdown=MARKDOWN)
    page = visit("reviewer", f"/proposal?id={proposal.id}")
    expect(page.locator(".fo-marker")).to_have_text(["(a)", "(b)", "(i)", "(ii)"])
    assert page.locator(".fo-marker[aria-hidden]").count() == 0
    expect(page.get_by_role("img", name="Done", exact=True)).to_have_text("\u2611")
    expect(page.get_by_role("img", name="Not done")).to_have_text("\u2610")
    expect(page.locator(".fo-formula math")).to_have_count(2)
    expect(page.locator(".fo-formula math[display=block]")).to_have_count(1)
    expect(page.locator(".fo-formula.is-wrong")).to_have_text("$\\frac{1$")
    expect(page.locator("thead")).to_be_hidden()
    expect(page.locator("td").first).to_have_text("a\n(b) x")


def test_a_comparison_shows_a_changed_formula_by_its_words(scene: Scene, visit: Visit) -> None:
    proposal = scene.proposal(title="Costs", markdown="It costs $a + b$ and $c$ in all.\n")
    scene.save(proposal, "It costs $a - b$ and $c$ in all.\n")
    page = visit("reviewer", f"/review?id={proposal.id}")
    expect(page.locator(".fo-formula math")).not_to_have_count(0)
    expect(page.locator(".fo-ins, .fo-del").first).to_be_visible()
