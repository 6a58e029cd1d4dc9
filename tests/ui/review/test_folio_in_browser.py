"""The folio in a real browser: commenting beside words, threads through revisions, comparing, small and right-to-left."""

import pytest
from playwright.sync_api import Page, expect

from blueprint.services.review import threads
from tests.factories import Scene
from tests.ui.review.conftest import Visit

pytestmark = pytest.mark.browser

TRICKY = """\
## Water *for all*

Some **bold words** and [a linked phrase](https://example.org "t") with \\*escapes\\* &amp; an 🌊 emoji and more.

الماء *حقّ للجميع* ولا يُباع.

Every household has a right to fifty litres a day.

1. A council sets the prices.
   - It meets in public.
"""

SELECT = """([text, nth]) => {
  const walker = document.createTreeWalker(document.querySelector(".fo-content"), NodeFilter.SHOW_TEXT);
  const nodes = [];
  for (let node; (node = walker.nextNode()); ) {
    const inside = node.parentElement.closest(".fo-words, button");
    if (inside?.matches(".fo-words")) nodes.push(node);
  }
  const all = nodes.map((node) => node.data).join("");
  let at = -1;
  for (let i = 0; i <= nth; i += 1) at = all.indexOf(text, at + 1);
  const point = (offset, end) => {
    for (const node of nodes) {
      if (offset < node.length || (end && offset === node.length)) return [node, offset];
      offset -= node.length;
    }
    return null;
  };
  document.activeElement?.blur();
  const range = document.createRange();
  range.setStart(...point(at, false));
  range.setEnd(...point(at + text.length, true));
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  document.dispatchEvent(new MouseEvent("mouseup", { bubbles: true }));
}"""


def select(page: Page, text: str, nth: int = 0) -> None:
    page.evaluate(SELECT, [text, nth])


def comment(page: Page, words: str) -> None:
    box = page.locator(".fo-new-comment textarea")
    box.fill(words)
    box.press("Control+Enter")
    expect(page.locator(".fo-new-comment")).to_have_count(0)


def opened(page: Page) -> Page:
    page.wait_for_selector(".fo-words")
    return page


def test_a_click_on_a_paragraph_shows_the_box_at_once(visit: Visit, scene: Scene) -> None:
    proposal = scene.proposal(markdown=TRICKY)
    page = opened(visit("reviewer", f"/proposal?id={proposal.id}"))
    page.locator("p.fo-words").nth(1).click()
    expect(page.locator(".fo-new-comment textarea")).to_be_focused()
    comment(page, "What about <b>the north</b>?")
    expect(page.locator(".fo-comment-body")).to_have_text("What about <b>the north</b>?")
    thread = threads.list_threads(scene.workbench, scene["author"], proposal.id, 1)[0]
    assert thread.anchor.exact == "الماء *حقّ للجميع* ولا يُباع."


SELECTED = {
    "bold words and a linked": "bold words** and [a linked",
    "*escapes* &": "*escapes\\* &amp;",
    "🌊 emoji": "🌊 emoji",
    "more": "more",
    "حقّ للجميع ولا": "حقّ للجميع* ولا",
    "meets in public": "meets in public",
    "for all": "for all",
}
"""Words as a reader sees them, and as the source has them."""


def test_a_comment_is_on_the_selected_words(visit: Visit, scene: Scene) -> None:
    proposal = scene.proposal(markdown=TRICKY)
    page = opened(visit("reviewer", f"/proposal?id={proposal.id}"))
    for words in SELECTED:
        select(page, words)
        expect(page.locator(".fo-quote")).to_have_text(f"“{words}”")
        comment(page, "These words.")
    expect(page.locator(".fo-card")).to_have_count(len(SELECTED))
    said = threads.list_threads(scene.workbench, scene["author"], proposal.id, 1)
    assert {thread.anchor.exact for thread in said} == set(SELECTED.values())
    marked = "".join(page.locator("mark.fo-commented").all_inner_texts())
    assert sorted(marked) == sorted("".join(SELECTED))


def test_words_half_typed_survive_another_comment_and_a_reload(visit: Visit, scene: Scene) -> None:
    proposal = scene.proposal(markdown=TRICKY)
    page = opened(visit("reviewer", f"/proposal?id={proposal.id}"))
    page.locator("p.fo-words").first.click()
    page.locator(".fo-new-comment textarea").fill("Half a thought")
    select(page, "household")
    box = page.locator(".fo-new-comment", has_text="household").locator("textarea")
    box.fill("A whole one")
    box.press("Control+Enter")
    expect(page.locator(".fo-card")).to_have_count(1)
    expect(page.locator(".fo-new-comment textarea")).to_have_value("Half a thought")
    page.reload()
    opened(page)
    expect(page.locator(".fo-new-comment textarea")).to_have_value("Half a thought")


def test_a_thread_says_what_became_of_its_words(visit: Visit, scene: Scene) -> None:
    proposal = scene.proposal(markdown=TRICKY)
    page = opened(visit("reviewer", f"/proposal?id={proposal.id}"))
    select(page, "fifty litres a day")
    comment(page, "Too little")
    select(page, "council")
    comment(page, "Which one?")
    changed = TRICKY.replace("fifty litres a day", "sixty litres each day").replace(
        "1. A council sets the prices.\n   - It meets in public.\n", ""
    )
    scene.save(proposal, changed)
    page.reload()
    opened(page)
    expect(page.locator(".fo-card")).to_have_count(2)
    expect(page.locator(".fo-card", has_text="Too little").locator(".fo-chip")).to_contain_text(
        "The words changed since. They were: “fifty litres a day”"
    )
    lost = page.locator(".fo-card", has_text="Which one?")
    expect(lost.locator(".fo-chip")).to_contain_text("These words were removed. They were: “council”")
    lost.click()
    lost.get_by_role("button", name="Place on other words").click()
    select(page, "household")
    page.get_by_role("button", name="Place here").click()
    expect(page.locator("mark.fo-commented", has_text="household")).to_be_visible()
    expect(page.locator(".fo-removed-words")).to_have_count(0)


def test_replying_resolving_and_reopening(visit: Visit, scene: Scene) -> None:
    proposal = scene.proposal(markdown=TRICKY)
    threads.start_thread(scene.workbench, scene["reviewer"], proposal.id, revision=1, start=0, end=17, body="First")
    page = opened(visit("author", f"/proposal?id={proposal.id}"))
    page.locator(".fo-card").click()
    page.get_by_role("button", name="Reply", exact=True).click()
    page.locator(".fo-card textarea").fill("Second")
    page.locator(".fo-card textarea").press("Control+Enter")
    expect(page.locator(".fo-comment-body")).to_have_text(["First", "Second"])
    page.get_by_role("button", name="Resolve").click()
    expect(page.locator(".fo-unfold")).to_contain_text("Resolved, 2 comments")
    page.locator(".fo-unfold").click()
    page.get_by_role("button", name="Reopen").click()
    expect(page.locator(".fo-unfold")).to_have_count(0)
    expect(page.locator("mark.fo-commented, .fo-commented-whole")).to_have_count(1)


def test_the_comparison_folds_what_is_the_same_and_goes_from_change_to_change(visit: Visit, scene: Scene) -> None:
    many = "\n\n".join(f"Paragraph number {n} says something of its own about the river {n}." for n in range(1, 31))
    proposal = scene.proposal(markdown=many)
    changed = many.replace("number 3 says something", "number 3 tells us something").replace(
        "Paragraph number 25 says something of its own about the river 25.\n\n", ""
    )
    scene.save(proposal, changed)
    page = opened(visit("reviewer", f"/review?id={proposal.id}"))
    expect(page.locator(".fo-summary")).to_have_text("1 edited, 1 removed.")
    expect(page.locator(".fo-fold")).to_have_count(2)
    expect(page.locator(".fo-half.fo-old del.fo-del").first).to_have_text("says")
    expect(page.locator(".fo-half.fo-new ins.fo-ins").first).to_have_text("tells us")
    before = page.locator(".fo-row").count()
    page.locator(".fo-fold button").last.click()
    assert page.locator(".fo-row").count() > before
    page.keyboard.press("n")
    expect(page.locator("[data-current]")).to_have_class("fo-block fo-is-edited")
    page.keyboard.press("n")
    expect(page.locator("[data-current]")).to_have_class("fo-block fo-is-deleted")
    expect(page.locator(".folio [role=status]")).to_have_text("Change 2 of 2: Removed")
    page.get_by_role("button", name="One column").click()
    expect(page.locator(".fo-is-edited .fo-words")).to_contain_text("number 3 saystells us something")


def test_a_comment_on_removed_words_is_on_the_old_revision(visit: Visit, scene: Scene) -> None:
    proposal = scene.proposal(markdown=TRICKY)
    scene.save(proposal, TRICKY.replace("fifty litres", "a bucket"))
    page = opened(visit("reviewer", f"/review?id={proposal.id}"))
    page.get_by_role("button", name="One column").click()
    select(page, "fifty litres")
    comment(page, "Why less?")
    thread = threads.list_threads(scene.workbench, scene["author"], proposal.id, 2)[0]
    assert (thread.anchor.revision, thread.anchor.exact) == (1, "fifty litres")
    select(page, "a bucket")
    comment(page, "How big?")
    exact = {
        t.anchor.exact: t.anchor.revision
        for t in threads.list_threads(scene.workbench, scene["author"], proposal.id, 2)
    }
    assert exact == {"fifty litres": 1, "a bucket": 2}


def test_on_a_phone_cards_are_under_their_words_and_nothing_is_cut_off(visit: Visit, scene: Scene) -> None:
    proposal = scene.proposal(markdown=TRICKY)
    threads.start_thread(scene.workbench, scene["reviewer"], proposal.id, revision=1, start=19, end=60, body="Here")
    page = opened(visit("reviewer", f"/proposal?id={proposal.id}", width=390, height=800))
    card, words = page.locator(".fo-card").bounding_box(), page.locator("p.fo-words").first.bounding_box()
    assert card
    assert words
    assert card["y"] >= words["y"] + words["height"] - 1
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    scene.save(proposal, TRICKY.replace("household", "home"))
    page.goto(page.url.replace("/proposal", "/review"))
    opened(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_arabic_runs_from_the_right_with_its_numbers_at_the_right(visit: Visit, scene: Scene) -> None:
    proposal = scene.proposal(markdown="الماء حقّ للجميع.\n\n- أولًا\n", language="ar")
    page = opened(visit("reviewer", f"/proposal?id={proposal.id}"))
    words = page.locator("p.fo-words").first
    assert words.evaluate("(element) => getComputedStyle(element).direction") == "rtl"
    row, box = page.locator(".fo-row").first, words.bounding_box()
    assert row.evaluate("(element) => getComputedStyle(element, '::before').content") == '"1"'
    around = row.bounding_box()
    assert around
    assert box
    gutter = around["x"] + around["width"] - box["x"] - box["width"]
    assert gutter > 30  # the first column, with the number, is at the right


def test_hostile_text_is_escaped(visit: Visit, scene: Scene) -> None:
    hostile = "<script>window.hit = 1</script>\n\n[x](javascript:window.hit=1) <img src=x onerror='window.hit=1'> ![a](https://evil.example/x.png)\n"
    proposal = scene.proposal(markdown=hostile, title="<img src=x onerror='window.hit=1'>")
    threads.start_thread(
        scene.workbench, scene["reviewer"], proposal.id, revision=1, start=0, end=8, body="<svg onload='window.hit=1'>"
    )
    page = opened(visit("reviewer", f"/proposal?id={proposal.id}"))
    expect(page.locator(".fo-comment-body")).to_have_text("<svg onload='window.hit=1'>")
    assert page.evaluate("window.hit") is None
    assert page.locator(".folio a[href^='javascript']").count() == 0
    assert page.locator(".folio img").count() == 0


def test_two_hundred_paragraphs_with_fifty_threads_open_with_every_card(visit: Visit, scene: Scene) -> None:
    paragraph = (
        "Paragraph {} speaks at some length of rivers, wells and pipes, and of who may draw from them and when. "
    )
    proposal = scene.proposal(markdown="\n\n".join((paragraph * 5).format(*[n] * 5) for n in range(200)))
    for n in range(50):
        start = scene_start(scene, proposal.id, n * 4)
        threads.start_thread(
            scene.workbench,
            scene["reviewer"],
            proposal.id,
            revision=1,
            start=start,
            end=start + 20,
            body=f"Thought {n}",
        )
    page = opened(visit("reviewer", f"/proposal?id={proposal.id}"))
    for path, cards in (("/proposal", 50), ("/review", 22)):  # the others are folded away with what did not change
        if path == "/review":
            scene.save(
                proposal,
                "\n\n".join(
                    (paragraph * 5).format(*[n] * 5).replace("pipes", "taps" if n % 7 == 0 else "pipes")
                    for n in range(200)
                ),
            )
        page.goto("about:blank")
        page.goto(page_address(scene, path, proposal.id), wait_until="commit")
        expect(page.locator(".fo-card")).to_have_count(cards)


def scene_start(scene: Scene, proposal_id: str, index: int) -> int:
    from blueprint.services.drafting import revisions

    return revisions.read_revision(scene.workbench, scene["author"], proposal_id).paragraphs[index].start


def page_address(scene: Scene, path: str, proposal_id: str) -> str:
    return f"{scene.workbench.settings.base_url}{path}?id={proposal_id}"
