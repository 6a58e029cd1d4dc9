"""Step 4: two people save from the same revision, and nobody's words are lost."""

import pytest
from playwright.sync_api import Page, expect

from blueprint.domain.proposals import Proposal
from blueprint.services.drafting import drafts, revisions
from tests.e2e.conftest import Visit
from tests.factories import Scene
from tests.streamlit_page import fill, toast

pytestmark = pytest.mark.browser

THREE = "The first paragraph.\n\nThe second paragraph.\n\nThe third paragraph.\n"


def open_two_editors(scene: Scene, visit: Visit, title: str, markdown: str = THREE) -> tuple[Proposal, Page, Page]:
    """The author and the editor, both writing from revision 1."""
    proposal = scene.proposal(title=title, markdown=markdown)
    pages = [visit(who, f"/draft?id={proposal.id}") for who in ("author", "editor")]
    for page in pages:
        expect(page.locator(".bp-text")).to_contain_text("The third paragraph.")
    return proposal, pages[0], pages[1]


def rewrite(page: Page, number: int, words: str) -> None:
    """Write a paragraph anew and press the button."""
    page.locator(".bp-text p").nth(number - 1).click(click_count=3)
    page.keyboard.type(words)
    page.get_by_role("button", name="Save revision").click()


def newest(scene: Scene, proposal: Proposal) -> str:
    """The text of the newest revision."""
    return revisions.read_revision(scene.workbench, scene["author"], proposal.id).markdown


def test_changes_to_different_paragraphs_come_together_by_themselves(scene: Scene, visit: Visit) -> None:
    proposal, author, editor = open_two_editors(scene, visit, "Different paragraphs")
    rewrite(author, 1, "The first, by its author.")
    expect(toast(author, "Saved as revision 2.")).to_be_visible()
    rewrite(editor, 3, "The third, by the editor.")
    expect(toast(editor, "Saved as revision 3, together with what others changed meanwhile.")).to_be_visible()
    assert newest(scene, proposal) == (
        "The first, by its author.\n\nThe second paragraph.\n\nThe third, by the editor.\n"
    )
    expect(editor.locator(".bp-text p").first).to_have_text("The first, by its author.")


def test_who_saves_second_sees_both_wordings_and_chooses(scene: Scene, visit: Visit) -> None:
    proposal, author, editor = open_two_editors(scene, visit, "The same paragraph")
    rewrite(author, 2, "The second, as its author wants it.")
    expect(toast(author, "Saved as revision 2.")).to_be_visible()
    rewrite(editor, 2, "The second, as the editor wants it.")
    expect(editor.get_by_role("heading", name="Two of you changed the same passage")).to_be_visible()
    columns = editor.locator(".bp-wording")
    for column, heading, words in (
        (0, "As it was", "The second paragraph."),
        (1, "As Author has it", "as its author wants it"),
        (2, "As you have it", "as the editor wants it"),
    ):
        expect(columns.nth(column)).to_contain_text(heading)
        expect(columns.nth(column)).to_contain_text(words)
    save = editor.get_by_role("button", name="Save revision")
    expect(save).to_be_disabled()
    assert "as its author wants it" in newest(scene, proposal)

    editor.get_by_role("button", name="Back to writing").click()
    expect(editor.locator(".bp-text")).to_contain_text("as the editor wants it")
    expect(save).to_have_count(1)
    save.click()
    editor.get_by_role("radiogroup").get_by_text("As Author has it").click()
    expect(save).to_be_enabled()
    save.click()
    expect(editor.get_by_role("toolbar", name="Reading")).to_be_visible()
    assert "The second, as its author wants it." in newest(scene, proposal)
    assert drafts.read_draft(scene.workbench, scene["editor"], proposal.id) is None


def test_changes_that_fit_together_are_shown_before_they_are_saved(scene: Scene, visit: Visit) -> None:
    long = "Every town shall publish its budget before the end of March and explain each item in plain language."
    proposal, author, editor = open_two_editors(
        scene, visit, "Two words of one paragraph", f"{long}\n\nThe third paragraph.\n"
    )
    rewrite(author, 1, long.replace("March", "April"))
    expect(toast(author, "Saved as revision 2.")).to_be_visible()
    rewrite(editor, 1, long.replace("town", "village"))
    together = long.replace("March", "April").replace("town", "village")
    expect(editor.locator(".bp-wording").nth(3)).to_contain_text("Both changes together")
    expect(editor.get_by_role("radio", name="Both changes together")).to_be_checked()
    editor.get_by_role("button", name="Save revision").click()
    expect(editor.get_by_role("toolbar", name="Reading")).to_be_visible()
    assert newest(scene, proposal) == f"{together}\n\nThe third paragraph.\n"


def test_who_saves_second_may_write_a_third_wording(scene: Scene, visit: Visit) -> None:
    proposal, author, editor = open_two_editors(scene, visit, "A third wording")
    rewrite(author, 2, "One wording.")
    expect(toast(author, "Saved as revision 2.")).to_be_visible()
    rewrite(editor, 2, "Another wording.")
    editor.get_by_text("I write it anew").click()
    fill(editor, "Your wording", "A wording of both.")
    editor.get_by_role("textbox", name="Your wording").press("Tab")
    editor.get_by_role("button", name="Save revision").click()
    expect(editor.get_by_role("toolbar", name="Reading")).to_be_visible()
    assert newest(scene, proposal) == "The first paragraph.\n\nA wording of both.\n\nThe third paragraph.\n"
