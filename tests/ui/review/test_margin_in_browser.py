"""The margin in a real browser: every point of a card answers to that card, however tall the card is."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from blueprint.domain.proposals import Proposal
from blueprint.services.drafting import revisions
from blueprint.services.review import threads
from tests.factories import Scene
from tests.ui.review.conftest import Visit

pytestmark = pytest.mark.browser

SHORT = {
    "en": ["Water is free.", "Nobody sells it.", "The town decides.", "Books are open.", "So it stays."],
    "ar": ["الماء مجاني.", "لا أحد يبيعه.", "المدينة تقرر.", "الدفاتر مفتوحة.", "وهكذا يبقى."],
}
LONG = "This needs a longer answer than its paragraph has words. " * 12

COVERED = """(element) => {
  element.scrollIntoView({ block: "center", behavior: "instant" });
  const box = element.getBoundingClientRect();
  const covered = [];
  for (let x = box.left + 3; x < box.right - 2; x += (box.width - 6) / 7.001) {
    for (let y = box.top + 3; y < box.bottom - 2; y += 8) {
      if (y < 0 || y >= innerHeight) continue;
      const found = document.elementFromPoint(x, y);
      if (element.contains(found) || found?.closest(".fo-toolbar")) continue;
      covered.push(`${Math.round(y - box.top)}px down: ${found?.className}`);
    }
  }
  return covered;
}"""
"""The points of an element's grid that answer to another element than itself or the bar at the top of the window."""

AT_REST = """() => new Promise((resolve) => requestAnimationFrame(() => {
  const moving = document.querySelector(".folio").getAnimations({ subtree: true });
  Promise.allSettled(moving.map((animation) => animation.finished)).then(() => resolve(null));
}))"""


def discussed(scene: Scene, language: str = "en") -> Proposal:
    """Five one-line paragraphs, each with a thread of a long comment and a reply."""
    proposal = scene.proposal(title="Tall cards", markdown="\n\n".join(SHORT[language]), language=language)
    for paragraph in revisions.read_revision(scene.workbench, scene["author"], proposal.id).paragraphs:
        place = {"revision": 1, "start": paragraph.start, "end": paragraph.end}
        thread = threads.start_thread(scene.workbench, scene["reviewer"], proposal.id, **place, body=LONG)
        threads.reply(scene.workbench, scene["author"], thread.id, LONG)
    return proposal


def arranged(page: Page, cards: int = 5) -> Locator:
    """The cards, once all of them are at rest in the margin."""
    found = page.locator(".fo-margin .fo-card")
    expect(found).to_have_count(cards)
    expect(page.locator(".fo-content")).to_have_attribute("style", re.compile("min-height"))
    page.evaluate(AT_REST)
    return found


def assert_uncovered(elements: Locator) -> None:
    """Every point of each of them answers to it."""
    for element in elements.all():
        assert element.evaluate(COVERED) == []


@pytest.mark.parametrize("language", SHORT)
def test_no_part_of_a_tall_card_is_covered(visit: Visit, scene: Scene, language: str) -> None:
    proposal = discussed(scene, language)
    page = visit("reviewer", f"/proposal?id={proposal.id}")
    cards = arranged(page)
    words = page.locator("p.fo-words").first.bounding_box()
    card = cards.first.bounding_box()
    assert words
    assert card
    assert card["height"] > 2 * words["height"]
    assert_uncovered(cards)
    cards.nth(2).click()
    expect(cards.nth(2)).to_have_class(re.compile("fo-active"))
    assert_uncovered(arranged(page))


def test_a_click_anywhere_on_a_card_opens_it_and_no_box(visit: Visit, scene: Scene) -> None:
    proposal = discussed(scene)
    page = visit("reviewer", f"/proposal?id={proposal.id}")
    for at in range(5):
        card = arranged(page).nth(at)
        card.scroll_into_view_if_needed()
        box = card.bounding_box()
        assert box
        page.mouse.click(box["x"] + box["width"] - 12, box["y"] + box["height"] * (at + 1) / 6)
        expect(card).to_have_class(re.compile("fo-active"))
        expect(page.locator(".fo-new-comment")).to_have_count(0)


def test_moving_up_leaves_no_paragraph_under_the_bar(visit: Visit, scene: Scene) -> None:
    proposal = scene.proposal(title="Walked", markdown="\n\n".join(SHORT["en"] * 6))
    page = visit("reviewer", f"/proposal?id={proposal.id}", height=500)
    page.locator(".fo-words").last.click()
    page.keyboard.press("Escape")
    for _ in range(25):
        page.keyboard.press("k")
        bar, reached = page.locator(".fo-toolbar").bounding_box(), page.locator(".fo-words:focus").bounding_box()
        assert bar
        assert reached
        assert reached["y"] >= bar["y"] + bar["height"]


def test_a_new_box_and_the_cards_around_it_can_be_reached(visit: Visit, scene: Scene) -> None:
    proposal = discussed(scene)
    page = visit("reviewer", f"/proposal?id={proposal.id}")
    arranged(page)
    page.locator("p.fo-words").nth(1).click()
    expect(page.locator(".fo-new-comment textarea")).to_be_focused()
    assert_uncovered(arranged(page))
    assert_uncovered(page.locator(".fo-new-comment"))


@pytest.mark.parametrize("language", SHORT)
@pytest.mark.parametrize("layout", ["One column", "Side by side"])
def test_cards_can_be_reached_while_comparing(visit: Visit, scene: Scene, language: str, layout: str) -> None:
    proposal = discussed(scene, language)
    changed = "\n\n".join(f"{words} 2026" for words in SHORT[language])
    scene.save(proposal, changed)
    page = visit("reviewer", f"/review?id={proposal.id}")
    page.get_by_role("button", name=layout).click()
    for _ in range(3):
        page.keyboard.press("n")
    expect(page.locator("[data-current]")).to_have_count(1)
    if layout == "One column":
        arranged(page)
    cards = page.locator(".fo-card")
    expect(cards).to_have_count(5)
    assert_uncovered(cards)


def test_cards_under_their_words_can_be_reached_on_a_phone(visit: Visit, scene: Scene) -> None:
    proposal = discussed(scene)
    page = visit("reviewer", f"/proposal?id={proposal.id}", width=390, height=800)
    cards = page.locator(".fo-card")
    expect(cards).to_have_count(5)
    assert_uncovered(cards)
