"""Lists that go on: their beginning, how many there are, and more of them by a button that keeps place and focus."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from blueprint.domain.events import EventKind
from blueprint.domain.proposals import Proposal, Status
from blueprint.domain.revisions import content_hash
from blueprint.services.drafting import proposals as all_proposals
from blueprint.storage import events, proposals, revisions
from tests.factories import Scene
from tests.ui.review.conftest import Visit

PROPOSALS, REVISIONS, EVENTS = 50, 55, 120
LONGEST_PAGE = 100_000
"""Bytes of a page's own HTML."""
_SCROLLED = "() => document.querySelector('[data-testid=stMain]').scrollTop"


@pytest.fixture(scope="module")
def grown(scene: Scene) -> Proposal:
    """A proposal with many revisions in a convening with many proposals and events."""
    bench = scene.workbench
    made = scene.proposal(markdown="Water 1.")
    with bench.database.transaction() as session:
        first = revisions.get(session, made.id, 1)
        assert first
        for n in range(2, REVISIONS + 1):
            markdown = f"Water {n}."
            spans = (first.paragraphs[0].model_copy(update={"end": len(markdown)}),)
            text = {"number": n, "parent": n - 1, "markdown": markdown, "paragraphs": spans}
            text["content_hash"] = content_hash(first.title, first.language, markdown)
            revision = first.model_copy(update=text)
            revisions.add(session, revision, revisions.compressed(session, revision))
        proposals.set_head(session, first.model_copy(update={"number": REVISIONS}))
        for n in range(PROPOSALS):
            at = bench.now() - timedelta(hours=n)
            row = proposals.ProposalRow(
                id=f"many{n:08}", convening_id=scene.convening.id, title=f"Proposal {n} " + "of many words " * 9,
                language="en", status=Status.DRAFT, head=1, created_at=at, changed_at=at,
            )  # fmt: skip
            proposals.add(session, row, [scene["author"]])
        for _n in range(EVENTS):
            row_of = {"fact": EventKind.COMMENT_WRITTEN, "convening_id": scene.convening.id, "data": {}}
            events.add(
                session, events.EventRow(at=bench.now(), actor_id=scene["author"], proposal_id=made.id, **row_of)
            )
    return made


def size(page: Page) -> int:
    """Bytes of the page's own HTML, without what Streamlit has around it."""
    return int(page.locator('[data-testid="stMain"]').evaluate("(main) => new Blob([main.innerHTML]).size"))


@pytest.mark.parametrize("width", [1280, 390])
def test_more_of_a_list_keeps_place_and_focus_by_keyboard(
    visit: Visit, scene: Scene, grown: Proposal, width: int
) -> None:
    total = all_proposals.list_proposals(scene.workbench, scene["author"], scene.convening.id, 1).total
    page = visit("author", f"/convening?id={scene.convening.id}", width=width)
    rows, more = page.locator(".bp-rows li"), page.get_by_role("button", name="Show 20 more")
    expect(rows).to_have_count(20)
    expect(more).to_contain_text(f"(20 of {total} are shown)")
    assert size(page) < LONGEST_PAGE
    more.focus()
    before, last = page.evaluate(_SCROLLED), rows.nth(19).bounding_box()
    page.keyboard.press("Enter")
    expect(rows).to_have_count(40)
    assert page.evaluate(_SCROLLED) == before
    assert rows.nth(19).bounding_box() == last
    button = page.get_by_role("button", name=f"Show {total - 40} more")
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    expect(rows).to_have_count(total)
    expect(page.get_by_role("button", name="more (")).to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("link", name="What happened").click()
    page.get_by_role("button", name="Show 50 more").wait_for()
    page.get_by_role("link", name="Proposals", exact=True).click()
    expect(rows).to_have_count(total)  # as it was left


def test_every_revision_and_event_can_be_reached(visit: Visit, scene: Scene, grown: Proposal) -> None:
    page = visit("author", f"/history?id={grown.id}")
    ordinals = page.locator(".bp-ordinal")
    expect(ordinals).to_have_count(20)
    assert page.locator('[data-testid="stMain"] *').count() < 2_500
    assert size(page) < LONGEST_PAGE
    for shown in (40, REVISIONS):
        page.get_by_role("button", name=f"of {REVISIONS} are shown").click()
        expect(ordinals).to_have_count(shown)
    expect(ordinals.last).to_have_text("1")
    happened = page.locator(".bp-events li")
    expect(happened).to_have_count(50)
    page.get_by_role("button", name="Show 50 more").click()
    expect(happened).to_have_count(100)


def test_old_revisions_are_read_and_compared_by_their_addresses(visit: Visit, scene: Scene, grown: Proposal) -> None:
    page = visit("author", f"/proposal?id={grown.id}&revision=2")
    expect(page.locator(".fo-words")).to_have_text("Water 2.")
    page.goto(f"{page.url.split('/proposal', maxsplit=1)[0]}/review?id={grown.id}&old=1&new=3")
    expect(page.locator("del.fo-del").first).to_have_text("1")
    expect(page.locator("ins.fo-ins").first).to_have_text("3")


def test_home_is_bounded(visit: Visit, scene: Scene, grown: Proposal) -> None:
    page = visit("author", "/")
    page.get_by_role("heading", name="Lately").wait_for()
    assert size(page) < LONGEST_PAGE
    expect(page.get_by_role("button", name="are shown)")).to_have_count(1)
