"""Step 6: threads are begun, answered and resolved, and stand on their words through later revisions."""

import pytest
from playwright.sync_api import Locator, Page, expect

from blueprint.domain.proposals import Proposal
from blueprint.services.review import threads
from tests.browsers import PHONE_WIDTH
from tests.e2e.conftest import Visit
from tests.factories import TEXT, Scene

pytestmark = pytest.mark.browser

BOX = ".fo-new-comment textarea"


WORDS_POSITION = """(words) => {
  const walker = document.createTreeWalker(document.querySelector(".fo-content"), NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode()); ) {
    const at = node.data.indexOf(words);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + words.length);
    node.parentElement.scrollIntoView({ block: "center", behavior: "instant" });
    const lines = [...range.getClientRects()];
    const [first, last] = [lines[0], lines.at(-1)];
    return [first.left + 1, first.top + first.height / 2, last.right - 1, last.top + last.height / 2];
  }
  return null;
}"""
ATTEMPTS = 5


def select_by_dragging(page: Page, words: str) -> None:
    """Select words with the mouse, as a person does: again where the page was still settling."""
    for _ in range(ATTEMPTS):
        x, y, to_x, to_y = page.evaluate(WORDS_POSITION, words)
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(to_x, to_y, steps=5)
        page.mouse.up()
        if page.evaluate("getSelection().toString()") == words:
            return
    raise AssertionError(f"could not select “{words}”")


def comment(page: Page, words: str) -> None:
    """Write in the open box and send it."""
    page.locator(BOX).fill(words)
    page.locator(".fo-new-comment").get_by_role("button", name="Comment").click()
    expect(page.locator(BOX)).to_have_count(0)


def card(page: Page, words: str) -> Locator:
    """The thread in which these words were said."""
    return page.locator(".fo-card", has_text=words)


def quoted_words(scene: Scene, proposal: Proposal) -> set[str]:
    """What the threads of revision 1 are about."""
    return {thread.anchor.exact for thread in threads.list_threads(scene.workbench, scene["author"], proposal.id, 1)}


def test_a_reviewer_asks_and_the_author_answers_and_resolves(scene: Scene, visit: Visit) -> None:
    proposal = scene.proposal(title="Asked and answered")
    address = f"/proposal?id={proposal.id}"
    page = visit("reviewer", address)
    page.locator("p.fo-words", has_text="Utilities are owned").click()
    comment(page, "All of them?")
    select_by_dragging(page, "fifty litres")
    expect(page.locator(".fo-quote")).to_have_text("“fifty litres”")
    comment(page, "Too little in summer.")
    assert quoted_words(scene, proposal) == {
        "Utilities are owned by the towns they serve. Their books are open to all.",
        "fifty litres",
    }
    expect(page.locator("mark.fo-commented", has_text="fifty litres")).to_be_visible()

    author = visit("author", address)
    asked = card(author, "Too little in summer.")
    asked.click()
    asked.get_by_role("button", name="Reply", exact=True).click()
    asked.get_by_label("Reply").last.fill("Eighty, then.")
    author.keyboard.press("Control+Enter")
    expect(asked.locator(".fo-comment-body")).to_have_text(["Too little in summer.", "Eighty, then."])
    asked.get_by_role("button", name="Resolve").click()
    expect(author.get_by_role("button", name="Resolved, 2 comments")).to_be_visible()
    page.reload()
    expect(page.get_by_role("button", name="Resolved, 2 comments")).to_be_visible()
    expect(card(page, "All of them?")).to_be_visible()


def test_threads_follow_their_words_or_say_that_they_went(scene: Scene, visit: Visit) -> None:
    proposal = scene.proposal(title="Followed through revisions")
    page = visit("reviewer", f"/proposal?id={proposal.id}")
    for words in ("open to all", "four times a year", "Water is life"):
        page.locator(".fo-words").first.wait_for()
        select_by_dragging(page, words)
        comment(page, f"About {words}.")
    scene.save(proposal, _changed())
    page.reload()
    expect(page.locator(".fo-card")).to_have_count(3)
    expect(page.locator("mark.fo-commented", has_text="open to all")).to_be_visible()
    edited = card(page, "About four times a year.").locator(".fo-chip")
    expect(edited).to_contain_text("four times a year")
    gone = card(page, "About Water is life.").locator(".fo-chip")
    expect(gone).to_contain_text("These words were removed. They were: “Water is life”")


def _changed() -> str:
    """The text with one paragraph moved, one edited and one gone."""
    moved = "Utilities are owned by the towns they serve. Their books are open to all.\n\n"
    rest = (
        TEXT.replace(moved, "")
        .replace("four times a year", "every month")
        .replace("> Water is life, and life is not for sale.\n", "")
    )
    return f"{moved}{rest}"


def test_a_comment_is_begun_in_a_comparison_and_on_a_phone(scene: Scene, visit: Visit) -> None:
    proposal = scene.proposal(title="Commented while comparing")
    scene.save(proposal, TEXT.replace("fifty litres", "eighty litres"))
    page = visit("reviewer", f"/review?id={proposal.id}", width=PHONE_WIDTH, height=800)
    page.locator(".fo-is-edited .fo-words").click()
    comment(page, "Much better.")
    expect(card(page, "Much better.")).to_be_visible()
    (thread,) = threads.list_threads(scene.workbench, scene["author"], proposal.id, 2)
    assert thread.anchor.revision == 2


def test_the_keyboard_alone_reaches_the_box_and_sends_it(scene: Scene, visit: Visit) -> None:
    proposal = scene.proposal(title="Without a mouse")
    page = visit("reviewer", f"/proposal?id={proposal.id}")
    page.locator(".fo-words").first.wait_for()
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.classList.contains('fo-words')"):
            break
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.locator(BOX)).to_be_focused()
    page.keyboard.type("By keys alone.")
    page.keyboard.press("Control+Enter")
    expect(card(page, "By keys alone.")).to_be_visible()
    assert "Every household" in next(iter(quoted_words(scene, proposal)))


def test_an_observer_reads_and_is_offered_no_box(scene: Scene, visit: Visit) -> None:
    proposal = scene.proposal(title="Only to read")
    page = visit("observer", f"/proposal?id={proposal.id}")
    page.locator("p.fo-words").first.click()
    expect(page.locator(".fo-hint")).to_have_text("")
    expect(page.locator(BOX)).to_have_count(0)
