"""Steps 8, 9 and 10: a text is decided on, put into a collection, published, and read by everyone."""

import zipfile
from io import BytesIO
from pathlib import Path

import httpx
import pypdf
import pytest
from playwright.sync_api import Page, expect

from blueprint.domain.collections import Collection
from blueprint.domain.editions import EditionState
from blueprint.domain.proposals import Decision, Proposal, Status
from blueprint.services.drafting import proposals
from blueprint.services.publishing import collections, editions
from blueprint.services.review import decisions
from tests.browsers import PHONE_WIDTH
from tests.e2e.conftest import Visit
from tests.factories import TEXT, Scene
from tests.streamlit_page import choose, expand, fill, toast
from tests.web.serving import Site

pytestmark = pytest.mark.browser

FOREWORD = "These texts were written **together**."
BUILD_TIMEOUT = 180_000
"""Milliseconds for an edition of two short texts on a busy machine."""
LONG = 400
"""Times that a text says the same, so that its other files take longer than a hand on its way to “Stop”."""


def status(scene: Scene, proposal: Proposal) -> Status:
    """Where it stands now."""
    return proposals.read_proposal(scene.workbench, scene["steward"], proposal.id)[0].status


def test_each_step_is_taken_by_those_who_may_and_recorded(scene: Scene, visit: Visit) -> None:
    proposal = scene.proposal(title="Wells for every village")
    address = f"/proposal?id={proposal.id}"
    author = visit("author", address)
    author.get_by_role("button", name="Submit for review").click()
    expect(toast(author, "It is in review now.")).to_be_visible()
    expect(author.get_by_role("button", name="Return to draft")).to_be_visible()
    expect(author.get_by_role("button", name="Adopt")).to_have_count(0)

    reviewer = visit("reviewer", address)
    expect(reviewer.get_by_text("Open for everyone's comments.")).to_be_visible()
    for step in ("Adopt", "Withdraw", "Return to draft"):
        expect(reviewer.get_by_role("button", name=step)).to_have_count(0)

    editor = visit("editor", address)
    editor.get_by_role("button", name="Adopt").click()
    expect(toast(editor, "It is adopted")).to_be_visible()
    assert status(scene, proposal) is Status.ADOPTED
    author.reload()
    expect(author.get_by_text("An editor or a convenor can reopen it.")).to_be_visible()
    expect(author.get_by_role("link", name="Write", exact=True)).to_have_count(0)
    author.get_by_role("link", name="History", exact=True).click()
    happened = author.locator(".bp-events")
    expect(happened).to_contain_text("submitted")
    expect(happened).to_contain_text("adopted")


def test_a_collection_becomes_an_edition_that_anyone_can_read(
    site: Site, scene: Scene, visit: Visit, tmp_path: Path
) -> None:
    for title in ("The first text", "The second text"):
        _adopted(scene, title)
    editor = visit("editor", f"/collections?id={scene.convening.id}")
    _collect(editor)
    _publish(editor)
    _check_pdf(_downloaded(editor, "PDF", tmp_path))
    _check_epub(_downloaded(editor, "EPUB", tmp_path))
    address = editor.get_by_role("link", name="Read", exact=True).get_attribute("href")
    assert address is not None

    library = visit(None, "/library", java_script_enabled=False, width=PHONE_WIDTH)
    library.get_by_role("link", name="Water, twice over").last.click()
    expect(library.get_by_role("heading", level=1)).to_have_text("Water, twice over")
    assert library.url.endswith(address)
    assert library.locator(".proposals h3").all_inner_texts() == ["The second text", "The first text"]
    expect(library.locator("main")).to_contain_text("Every household has a right to fifty litres")
    expect(library.locator("#foreword strong")).to_have_text("together")
    _check_ranges(site.url + str(library.get_by_role("link", name="PDF").first.get_attribute("href")))
    library.get_by_role("link", name="The second text").click()
    expect(library.get_by_role("heading", level=1)).to_have_text("The second text")
    expect(library.locator(".numbered").first).to_contain_text("Every household has a right to fifty litres")


@pytest.mark.slow
def test_the_check_list_links_to_problems_and_a_build_can_be_stopped_and_tried_again(
    scene: Scene, visit: Visit
) -> None:
    short = _adopted(scene, "The short text", f"{TEXT}\nSee [there](#nowhere).\n")
    collection = _collect_directly(scene, short)
    editor = visit("editor", f"/collection?id={collection.id}")
    editor.get_by_role("button", name="Check before publishing").click()
    dead = editor.locator(".bp-panel li", has_text="The link to “#nowhere” leads nowhere.")
    expect(dead).to_contain_text("The short text, paragraph 4:")
    dead.get_by_role("link", name="The short text").click()
    expect(editor.get_by_role("heading", level=1)).to_have_text("The short text")
    expect(editor.locator(".fo-words:focus")).to_have_text("See there.")

    _collect_directly(scene, short, _adopted(scene, "The long text", TEXT * LONG), into=collection)
    editor.goto(f"/collection?id={collection.id}")
    editor.get_by_role("button", name="Publish an edition").click()
    done = editor.locator(".bp-step-done").first
    expect(done).to_have_text("PDF done")
    editor.get_by_role("button", name="Stop", exact=True).click()
    said = "nothing was published. Editor stopped it. What is made already is kept."
    expect(editor.get_by_role("alert")).to_contain_text(said)
    expect(editor.get_by_role("progressbar")).to_have_count(0)
    assert _states(scene, collection) == [EditionState.FAILED]
    editor.get_by_role("button", name="Try again").click()
    expect(done).to_have_text("PDF done")
    expect(editor.locator(".bp-editions")).to_contain_text("Edition 1", timeout=BUILD_TIMEOUT)
    expect(editor.get_by_role("alert")).to_have_count(0)
    assert _states(scene, collection) == [EditionState.PUBLISHED]


def _states(scene: Scene, collection: Collection) -> list[EditionState]:
    return [edition.state for edition in editions.list_editions(scene.workbench, scene["editor"], collection.id)]


def _collect_directly(scene: Scene, *texts: Proposal, into: Collection | None = None) -> Collection:
    bench, editor, words = (
        scene.workbench,
        scene["editor"],
        {"title": "Long or short", "foreword": "", "language": "en"},
    )
    made = into or collections.create_collection(bench, editor, scene.convening.id, **words)
    return collections.edit_collection(bench, editor, made.id, **words, proposals=tuple(text.id for text in texts))


def _adopted(scene: Scene, title: str, markdown: str = TEXT) -> Proposal:
    proposal = scene.proposal(title=title, markdown=markdown)
    for step in (Decision.SUBMIT, Decision.ADOPT):
        decisions.decide(scene.workbench, scene["editor"], proposal.id, step)
    return proposal


def _collect(page: Page) -> None:
    """Begin a collection of both texts, and change their order."""
    expand(page, "Start a collection")
    fill(page, "Title", "Water, twice over")
    page.get_by_role("button", name="Start the collection").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Water, twice over")
    expand(page, "Title, foreword and language")
    fill(page, "Foreword", FOREWORD)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(toast(page, "The collection is saved.")).to_be_visible()
    titles = page.locator(".bp-entry a")
    for count, title in enumerate(("The first text", "The second text"), start=1):
        choose(page, "Add a proposal", title)
        expect(titles).to_have_count(count)
    page.get_by_role("button", name="Move down").first.click()
    expect(titles.first).to_have_text("The second text")


def _publish(page: Page) -> None:
    page.get_by_role("button", name="Publish an edition").click()
    expect(page.get_by_role("progressbar").first).to_be_visible()
    expect(page.locator(".bp-editions")).to_contain_text("Edition 1", timeout=BUILD_TIMEOUT)


def _downloaded(page: Page, name: str, folder: Path) -> bytes:
    with page.expect_download() as started:
        page.locator(".bp-editions").get_by_role("link", name=name).click()
    file = folder / started.value.suggested_filename
    started.value.save_as(file)
    return file.read_bytes()


def _check_pdf(content: bytes) -> None:
    book = pypdf.PdfReader(BytesIO(content))
    words = "\n".join(page.extract_text() for page in book.pages)
    assert words.index("The second text") < words.index("The first text")
    assert "fifty litres" in words


def _check_epub(content: bytes) -> None:
    with zipfile.ZipFile(BytesIO(content)) as book:
        first = book.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert book.read("mimetype") == b"application/epub+zip"
        assert book.testzip() is None


def _check_ranges(address: str) -> None:
    whole = httpx.get(address)
    assert whole.headers["content-type"] == "application/pdf"
    part = httpx.get(address, headers={"range": "bytes=0-3"})
    assert (part.status_code, part.content) == (206, b"%PDF")
    assert part.headers["content-range"] == f"bytes 0-3/{len(whole.content)}"
    again = httpx.get(address, headers={"if-none-match": whole.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
