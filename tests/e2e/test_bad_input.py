"""What is hostile, wrong or not for one's eyes gets a clear sentence, runs nothing, and loses nothing."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from blueprint.domain.convenings import Role
from blueprint.domain.limits import LARGEST_TEXT_UPLOAD
from blueprint.domain.people import Profile
from blueprint.services.accounts import account
from blueprint.services.convenings import invitations
from tests.e2e.conftest import Visit
from tests.factories import Scene, add_person
from tests.streamlit_page import expand, fill, toast
from tests.web.serving import Site

pytestmark = pytest.mark.browser

HOSTILE = "<script>window.__pwned = 1</script><img src=x onerror='window.__pwned=1'> **x** :red[y] $z$"


def nothing_ran(page: Page) -> bool:
    """Whether no script of ours got to run, and no element of ours was made."""
    made = page.locator("img[src='x'], [onerror]").count()
    return page.evaluate("window.__pwned === undefined") and made == 0


def test_what_people_type_is_shown_as_they_typed_it_and_runs_nothing(scene: Scene, visit: Visit) -> None:
    page = visit("steward", f"/convening?id={scene.convening.id}")
    expand(page, "Start a proposal")
    fill(page, "Title", HOSTILE)
    page.get_by_role("button", name="Start writing").click()
    page.locator(".bp-text").press("Control+End")
    page.keyboard.type(f" {HOSTILE}")
    page.get_by_label("What did you change?").fill(HOSTILE)
    page.get_by_role("button", name="Save revision").click()
    expect(toast(page, "Saved as revision 2.")).to_be_visible()
    assert nothing_ran(page)

    page.get_by_role("link", name="History", exact=True).click()
    expect(page.locator(".bp-message").first).to_have_text(HOSTILE)
    page.get_by_role("link", name="Principles", exact=True).click()
    expand(page, "Say what it does: Democratic")
    fill(page, "Why", HOSTILE)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".bp-rationale")).to_have_text(HOSTILE)
    page.get_by_role("link", name="Read", exact=True).click()
    page.locator("p.fo-words").last.click()
    page.locator(".fo-new-comment textarea").fill(HOSTILE)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".fo-comment-body")).to_have_text(HOSTILE)
    expect(page.get_by_role("heading", level=1)).to_have_text(HOSTILE)
    assert nothing_ran(page)

    for address in ("/", f"/convening?id={scene.convening.id}", f"/coverage?id={scene.convening.id}"):
        page.goto(address)
        expect(page.get_by_text("window.__pwned").locator("visible=true").first).to_be_visible()
        assert nothing_ran(page)


def test_a_name_and_a_foreword_are_escaped_too(site: Site, scene: Scene, visit: Visit) -> None:
    person = add_person(site.workbench, "hostile")
    account.change_profile(site.workbench, person.id, Profile(name=HOSTILE[:190], organisation=HOSTILE[:190]))
    link = invitations.invite(site.workbench, scene["convenor"], scene.convening.id, person.email, Role.EDITOR)
    page = visit("hostile", link.link)
    expect(page.get_by_role("button", name="Accept as")).to_contain_text(HOSTILE[:60])
    assert nothing_ran(page)
    page.get_by_role("button", name="Accept as").click()
    page.get_by_role("link", name="Collections", exact=True).click()
    expand(page, "Start a collection")
    fill(page, "Title", HOSTILE)
    page.get_by_role("button", name="Start the collection").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(HOSTILE)
    expand(page, "Title, foreword and language")
    fill(page, "Foreword", HOSTILE)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(toast(page, "The collection is saved.")).to_be_visible()
    assert nothing_ran(page)
    page.goto(f"/people?id={scene.convening.id}")
    expect(page.locator(".bp-name").filter(has_text="window.__pwned").first).to_be_visible()
    assert nothing_ran(page)


def test_a_link_to_what_one_may_not_see_says_what_to_do(scene: Scene, visit: Visit) -> None:
    proposal = scene.proposal(title="Not for the outsider")
    page = visit("outsider", None)
    for path in ("proposal", "draft", "review", "history", "principles"):
        page.goto(f"/{path}?id={proposal.id}")
        expect(page.get_by_role("alert")).to_have_text(
            "There is nothing here that you can see. Check the address, or ask who sent it."
        )
        expect(page.get_by_text("Not for the outsider")).to_have_count(0)


def test_files_that_are_not_what_they_say_are_refused_and_nothing_is_lost(
    scene: Scene, visit: Visit, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"PK\x03\x04 this is no Word file")
    page = visit("author", f"/convening?id={scene.convening.id}")
    expand(page, "Start a proposal")
    page.get_by_text("A file", exact=True).click()
    page.locator("input[type=file]").set_input_files(broken)
    expect(page.get_by_text("broken.docx").first).to_be_visible()
    expect(page.get_by_role("alert")).to_contain_text("Word")
    for name, size, said in (
        ("note.pdf", 9, "Choose a Word (.docx)"),
        ("old.doc", 9, "save it"),
        ("large.docx", LARGEST_TEXT_UPLOAD + 1, "File must be"),
    ):
        page.locator("input[type=file]").set_input_files(
            {"name": name, "mimeType": "application/octet-stream", "buffer": bytes(size)}
        )
        refusal = page.get_by_role("alert").filter(has_text=said)
        expect(refusal).to_be_visible()
        assert (refusal.bounding_box() or {}).get("width", 0) > 100
    expect(page.get_by_role("button", name="Bring it in")).to_have_count(0)

    proposal = scene.proposal(title="With no picture")
    page.goto(f"/draft?id={proposal.id}")
    page.get_by_role("button", name="Picture").click()
    page.get_by_label("Picture file").set_input_files(broken)
    page.get_by_role("button", name="Add picture").click()
    expect(page.locator(".bp-dialog-message")).to_contain_text("picture")
    page.get_by_role("button", name="Cancel").click()
    expect(page.locator(".bp-text")).to_contain_text("fifty litres")


def test_a_part_of_the_page_that_cannot_be_loaded_is_asked_for_again(scene: Scene, visit: Visit) -> None:
    proposal = scene.proposal(title="Loaded later")
    page = visit("author", None)
    page.route("**/editor.js*", lambda route: route.abort(), times=2)
    page.goto(f"/draft?id={proposal.id}")
    expect(page.locator(".bp-text")).to_contain_text("fifty litres")
    page.route("**/folio.js*", lambda route: route.abort())
    page.goto(f"/proposal?id={proposal.id}")
    expect(page.get_by_role("alert")).to_contain_text("This part of the page could not be loaded.")


def test_a_form_without_words_is_refused_in_a_sentence(scene: Scene, visit: Visit) -> None:
    page = visit("author", f"/convening?id={scene.convening.id}")
    expand(page, "Start a proposal")
    page.get_by_role("button", name="Start writing").click()
    expect(page.get_by_role("alert")).to_contain_text("title")
