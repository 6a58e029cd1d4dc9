"""A text of thousands of paragraphs: all of it is in the page, and the browser draws what is near the view."""

import pytest
from playwright.sync_api import Locator, Page, expect

from blueprint.domain.proposals import Proposal
from blueprint.services.drafting import revisions
from blueprint.services.review import threads
from tests.factories import Scene
from tests.ui.review.conftest import Visit

PARAGRAPHS = 3_000
THREADS = (4, 1_500, 1_501, 2_990)
"""The paragraphs, from 0, that have a thread."""

_WORDS = "Clause {n}: what is decided holds for **every town**, its council and its people, until it is changed."
_COUNT = "(selector) => document.querySelectorAll(`.folio ${selector}`).length"
_IS_DRAWN = "(words) => words.checkVisibility({ contentVisibilityAuto: true })"
_DRAWN_PARTS = """() => [...document.querySelectorAll(".fo-part")].filter((part) =>
  part.firstElementChild.checkVisibility({ contentVisibilityAuto: true })).length"""


@pytest.fixture(scope="module")
def proposal(scene: Scene) -> Proposal:
    """Every tenth paragraph of its first half is a heading, of its second an item; some are in Arabic."""
    markdown = "\n\n".join(_paragraph(n) for n in range(PARAGRAPHS))
    made = scene.proposal(markdown=markdown)
    saved = revisions.read_revision(scene.workbench, scene["author"], made.id, 1)
    for n in THREADS:
        start = saved.paragraphs[n].start
        threads.start_thread(
            scene.workbench, scene["reviewer"], made.id, revision=1, start=start, end=start + 8, body=f"On {n}."
        )
    return made


def _paragraph(n: int) -> str:
    if n % 10 == 7:
        return f"## Chapter {n}" if n < PARAGRAPHS / 2 else f"- Item {n} of **many**"
    if n % 10 == 3:
        return f"الفقرة {n}: الماء حقّ للجميع ولا يُباع."
    return _WORDS.format(n=n)


def opened(page: Page) -> Page:
    page.locator(".fo-words").nth(PARAGRAPHS - 1).wait_for(state="attached")
    return page


def paragraph(page: Page, n: int) -> Locator:
    """The words of a paragraph, counted from 0."""
    return page.locator(f'.fo-words[data-row="{n}"]')


def test_it_has_few_elements_and_all_of_its_words(visit: Visit, scene: Scene, proposal: Proposal) -> None:
    page = opened(visit("reviewer", f"/proposal?id={proposal.id}"))
    assert page.evaluate(_COUNT, "*") <= 3.5 * PARAGRAPHS
    words = page.locator(".fo-content").text_content()
    assert all(f"Clause {n}:" in (words or "") for n in (0, 1_499, PARAGRAPHS - 1))
    assert page.evaluate(_DRAWN_PARTS) < 10
    assert page.locator(".fo-card").count() == 1  # the others are far from here
    assert page.locator(".fo-thread-number").count() == len(THREADS)


def test_what_comes_near_the_view_is_drawn_with_its_cards(visit: Visit, scene: Scene, proposal: Proposal) -> None:
    page = opened(visit("reviewer", f"/proposal?id={proposal.id}"))
    paragraph(page, 2_989).scroll_into_view_if_needed()
    expect(paragraph(page, 2_989)).to_be_in_viewport()
    expect(page.locator(".fo-card").filter(has_text="On 2990.")).to_be_visible()
    assert paragraph(page, 1_200).evaluate(_IS_DRAWN) is False


@pytest.mark.parametrize("width", [1280, 390])
def test_keys_go_from_one_comment_to_the_next_however_far(
    visit: Visit, scene: Scene, proposal: Proposal, width: int
) -> None:
    page = opened(visit("reviewer", f"/proposal?id={proposal.id}", width=width))
    for n in THREADS:
        page.keyboard.press("n")
        expect(page.locator(".fo-card.fo-active")).to_contain_text(f"On {n}.")
        expect(page.locator(".fo-card.fo-active")).to_be_in_viewport()
        expect(paragraph(page, n)).to_be_in_viewport()
    page.keyboard.press("p")
    expect(page.locator(".fo-card.fo-active")).to_contain_text("On 1501.")


def test_it_opens_at_a_line_and_keys_go_on_from_there(visit: Visit, scene: Scene, proposal: Proposal) -> None:
    page = opened(visit("reviewer", f"/proposal?id={proposal.id}&line={2 * 2_500 + 1}"))
    expect(paragraph(page, 2_500)).to_be_in_viewport()
    expect(page.locator(".fo-words:focus")).to_contain_text("Clause 2500:")
    page.keyboard.press("j")
    expect(page.locator(".fo-words:focus")).to_contain_text("Clause 2501:")
    page.keyboard.press("Enter")
    page.locator(".fo-new-comment textarea").fill("On this very paragraph.")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".fo-card").filter(has_text="On this very paragraph.")).to_be_visible(timeout=20_000)
    said = threads.list_threads(scene.workbench, scene["author"], proposal.id, 1)
    mine = next(thread for thread in said if thread.comments[0].body == "On this very paragraph.")
    assert "Clause 2501:" in mine.anchor.exact
    threads.retract_comment(scene.workbench, scene["reviewer"], mine.comments[0].id)
    threads.resolve_thread(scene.workbench, scene["reviewer"], mine.id)


def test_find_in_page_and_copying_reach_all_of_it(visit: Visit, scene: Scene, proposal: Proposal) -> None:
    page = opened(visit("reviewer", f"/proposal?id={proposal.id}"))
    assert page.evaluate("window.find('Clause 2222:')")
    page.evaluate("getSelection().anchorNode.parentElement.scrollIntoView()")
    expect(paragraph(page, 2_222)).to_be_in_viewport()
    copied = page.evaluate(
        "() => { getSelection().selectAllChildren(document.querySelector('.fo-content')); return String(getSelection()); }"
    )
    assert "Clause 0:" in copied
    assert f"Clause {PARAGRAPHS - 1}:" in copied


def test_it_is_printed_whole(visit: Visit, scene: Scene, proposal: Proposal) -> None:
    page = opened(visit("reviewer", f"/proposal?id={proposal.id}"))
    page.emulate_media(media="print")
    assert paragraph(page, 2_989).evaluate(_IS_DRAWN) is True


def test_two_of_them_are_compared_with_few_elements(visit: Visit, scene: Scene) -> None:
    before = [_WORDS.format(n=n) for n in range(PARAGRAPHS)]
    after = [text.replace("town", "village") if n % 5 == 4 else text for n, text in enumerate(before)]
    compared = scene.proposal(markdown="\n\n".join(before))
    scene.save(compared, "\n\n".join(after))
    page = visit("reviewer", f"/review?id={compared.id}&old=1&new=2")
    page.get_by_text(f"Clause {PARAGRAPHS - 1}:").first.wait_for(state="attached")
    shown = page.locator(".fo-words").count()
    assert page.evaluate(_COUNT, "*") <= 5 * shown
    assert page.evaluate(_DRAWN_PARTS) < 10
    for _ in range(3):
        page.keyboard.press("n")
    expect(page.locator("[data-current]")).to_contain_text("Clause 14:")
    expect(page.locator("[data-current]")).to_be_in_viewport()
    page.keyboard.press("p")
    expect(page.locator("[data-current]")).to_contain_text("Clause 9:")
