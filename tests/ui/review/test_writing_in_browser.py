"""Writing in a real browser: a draft saved as a revision, and two people saving from the same one."""

import pytest
from playwright.sync_api import Page, expect

from blueprint.domain.revisions import Revision
from blueprint.services.drafting import revisions
from tests.factories import Scene
from tests.ui.review.conftest import Visit

pytestmark = pytest.mark.browser

TEXT = "The first paragraph speaks of rivers.\n\nThe second paragraph speaks of wells.\n\nThe third speaks of rain.\n"


def write_after(page: Page, words: str, added: str) -> None:
    """Put the caret at the end of a paragraph and type."""
    page.locator(".ProseMirror p", has_text=words).click()
    page.keyboard.press("End")
    page.keyboard.type(added)


def head_of(scene: Scene, proposal_id: str) -> Revision:
    return revisions.read_revision(scene.workbench, scene["author"], proposal_id)


def test_what_two_people_wrote_in_different_paragraphs_is_brought_together(visit: Visit, scene: Scene) -> None:
    proposal = scene.proposal(markdown=TEXT)
    page = visit("author", f"/draft?id={proposal.id}")
    write_after(page, "The first paragraph", " And of lakes.")
    scene.save(proposal, TEXT.replace("rain", "rain and snow"), who="editor")
    page.get_by_role("button", name="Save revision").click()
    expect(page.get_by_text("Saved as revision 3, together with what others changed meanwhile.")).to_be_visible()
    assert head_of(scene, proposal.id).markdown == TEXT.replace("rivers.", "rivers. And of lakes.").replace(
        "rain", "rain and snow"
    )


def test_where_both_changed_one_paragraph_a_person_decides_and_nothing_is_lost(visit: Visit, scene: Scene) -> None:
    proposal = scene.proposal(markdown=TEXT)
    page = visit("author", f"/draft?id={proposal.id}")
    page.locator(".ProseMirror p", has_text="The second paragraph").click()
    page.keyboard.press("End")
    for _ in "wells.":
        page.keyboard.press("Backspace")
    page.keyboard.type("springs.")
    scene.save(proposal, TEXT.replace("of wells", "of deep pits"), who="editor")
    page.get_by_role("button", name="Save revision").click()
    expect(page.get_by_text("Two of you changed the same passage")).to_be_visible()
    expect(page.locator(".bp-wording").nth(1)).to_contain_text("The second paragraph speaks of wellsdeep pits.")
    expect(page.locator(".bp-wording ins")).to_have_text(["deep pits", "springs"])
    save = page.get_by_role("button", name="Save revision")
    expect(save).to_be_disabled()
    page.get_by_text("Both, one after the other").click()
    expect(save).to_be_enabled()
    save.click()
    page.wait_for_url("**/review?**")
    both = "The second paragraph speaks of deep pits.\n\nThe second paragraph speaks of springs."
    assert head_of(scene, proposal.id).markdown == TEXT.replace("The second paragraph speaks of wells.", both)
