"""Step 3: starting from a template and from files, writing with toolbar and keys, and never losing a word."""

from pathlib import Path

import pypandoc
import pytest
from playwright.sync_api import Page, expect

from blueprint.domain.drafts import Draft
from blueprint.domain.proposals import Proposal
from blueprint.services.drafting import drafts, proposals, revisions
from tests.browsers import PHONE_WIDTH, Visits
from tests.e2e.conftest import Visit
from tests.factories import TEXT, Scene
from tests.streamlit_page import choose, expand, fill, toast

pytestmark = pytest.mark.browser

WORDS, STATUS = ".bp-text", "p.bp-save-status"
UPLOADED = "# Seeds for all\n\nSeeds are **free**.\n\n- to sow\n- to share\n"


def append_text(page: Page, words: str) -> None:
    """Type at the end of the text."""
    page.locator(WORDS).press("Control+End")
    page.keyboard.type(words)


def wait_until_saved(page: Page) -> None:
    """Wait until the page says that the words are safe."""
    expect(page.locator(STATUS)).to_contain_text("Saved")


def newest(scene: Scene, title: str) -> Proposal:
    """The proposal of that title."""
    found = proposals.list_proposals(scene.workbench, scene["author"], scene.convening.id)
    return next(proposal for proposal in found if proposal.title == title)


def text_of(scene: Scene, proposal: Proposal) -> str:
    """The Markdown of its newest revision."""
    return revisions.read_revision(scene.workbench, scene["author"], proposal.id).markdown


def test_a_text_is_written_from_a_template_with_toolbar_and_keys(scene: Scene, visit: Visit) -> None:
    page = visit("author", f"/convening?id={scene.convening.id}")
    expand(page, "Start a proposal")
    choose(page, "Template", "Short statement")
    fill(page, "Title", "Rights of rivers")
    page.get_by_role("button", name="Start writing").click()
    expect(page.locator(WORDS)).to_be_visible()
    expect(page.locator(".bp-principle-list")).to_contain_text("Democratic")
    assert _size(page, "textarea.bp-title-field") > _size(page, WORDS)
    page.locator(WORDS).press("Control+a")
    page.keyboard.press("Delete")
    _type_everything(page)
    wait_until_saved(page)
    page.get_by_label("What did you change?").fill("First words")
    page.get_by_role("button", name="Save revision").click()
    expect(toast(page, "Saved as revision 2.")).to_be_visible()
    proposal = newest(scene, "Rights of rivers")
    assert text_of(scene, proposal).strip() == (
        "## What a river is owed\n\nWater that **flows** and *clears* itself.\n\n- reeds\n- fish\n\n"
        "> It was here first.[^1]\n\n[^1]: Ask anyone."
    )
    page.get_by_role("link", name="History", exact=True).click()
    expect(page.locator(".bp-message").first).to_have_text("First words")


def _size(page: Page, selector: str) -> float:
    """The size of its letters in pixels."""
    return float(page.locator(selector).evaluate("(element) => parseFloat(getComputedStyle(element).fontSize)"))


def _type_everything(page: Page) -> None:
    keys = page.keyboard
    page.get_by_label("Paragraph style").select_option("Heading 2")
    keys.type("What a river is owed")
    keys.press("Enter")
    keys.type("Water that ")
    keys.press("Control+b")
    keys.type("flows")
    keys.press("Control+b")
    keys.type(" and ")
    page.get_by_role("button", name="Italic").click()
    keys.type("clears")
    page.get_by_role("button", name="Italic").click()
    keys.type(" itself.")
    keys.press("Enter")
    keys.type("- reeds")
    keys.press("Enter")
    keys.type("fish")
    keys.press("Enter")
    keys.press("Enter")
    page.get_by_role("button", name="Quotation").click()
    keys.type("It was here first.")
    page.get_by_role("button", name="Footnote").click()
    keys.type("Ask anyone.")


@pytest.mark.parametrize("name", ["seeds.md", "seeds.docx"])
def test_a_text_is_brought_in_from_a_file(scene: Scene, visit: Visit, tmp_path: Path, name: str) -> None:
    file, title = tmp_path / name, f"Out of {name}"
    if name.endswith(".docx"):
        pypandoc.convert_text(UPLOADED, "docx", format="markdown", outputfile=str(file))
    else:
        file.write_text(UPLOADED, encoding="utf-8")
    page = visit("author", f"/convening?id={scene.convening.id}")
    expand(page, "Start a proposal")
    page.get_by_text("A file", exact=True).click()
    page.locator("input[type=file]").set_input_files(file)
    fill(page, "Title", title)
    expect(page.get_by_text(name).first).to_be_visible()
    page.get_by_role("button", name="Bring it in").click()
    expect(page.locator(f"{WORDS} strong")).to_have_text("free")
    expect(page.locator(f"{WORDS} li")).to_have_count(2)
    assert "Seeds are **free**." in text_of(scene, newest(scene, title))


def test_closing_the_tab_or_losing_the_connection_loses_nothing(scene: Scene, visit: Visit) -> None:
    proposal = scene.proposal(title="Never lost")
    address = f"/draft?id={proposal.id}"
    page = visit("author", address)
    append_text(page, " Typed first.")
    wait_until_saved(page)
    page.reload()
    expect(page.locator(WORDS)).to_contain_text("Typed first.")
    append_text(page, " Typed while the tab was closing.")
    page.close()
    page = visit("author", address)
    expect(page.locator(WORDS)).to_contain_text("Typed first. Typed while the tab was closing.")

    page.context.set_offline(True)
    append_text(page, " Typed offline.")
    expect(page.locator(STATUS)).to_contain_text("No connection. Your words are kept on this device")
    page.context.set_offline(False)
    wait_until_saved(page)
    assert "closing. Typed offline." in _draft(scene, proposal).markdown
    assert text_of(scene, proposal) == TEXT


def _draft(scene: Scene, proposal: Proposal) -> Draft:
    draft = drafts.read_draft(scene.workbench, scene["author"], proposal.id)
    assert draft is not None
    return draft


def test_a_session_that_ends_while_typing_keeps_the_words(scene: Scene, visits: Visits, visit: Visit) -> None:
    proposal = scene.proposal("colleague", title="Signed out while typing")
    page = visit("colleague", f"/draft?id={proposal.id}", width=PHONE_WIDTH)
    expect(page.locator(WORDS)).to_be_visible()
    page.context.clear_cookies()
    append_text(page, " Typed too late.")
    status = page.locator(STATUS)
    expect(status).to_contain_text("You have been signed out. Your words are kept on this device.")
    with page.context.expect_page() as opened:
        status.get_by_role("link", name="Sign in again").click()
    expect(opened.value.get_by_role("heading", level=1)).to_have_text("Sign in")
    visits.sign_in(page.context, "colleague@example.org")
    expect(status).to_contain_text("Saved")
    draft = drafts.read_draft(scene.workbench, scene["colleague"], proposal.id)
    assert draft is not None
    assert "Typed too late." in draft.markdown
