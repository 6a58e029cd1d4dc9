"""Makes the guide's pictures of the sample convening: `python -m tools.screenshots [FOLDER]` (else docs/guide)."""

import sys
import tempfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, expect

from blueprint.services.admin.sample_events import Sample
from blueprint.services.publishing import collections, editions
from blueprint.services.publishing.build import build_edition_here
from tests.browsers import DESKTOP_WIDTH, PHONE_WIDTH, TIMEOUT, Visits, chromium, sample_site
from tests.web.serving import ROOT, Site

LARGEST = 200_000
"""Bytes of one picture."""
COLOURS = (256, 128, 64, 32)

Prepare = Callable[[Page], None]


def main(folder: Path) -> None:
    """Take every picture into that folder."""
    expect.set_options(timeout=TIMEOUT)
    with tempfile.TemporaryDirectory() as data, sample_site(Path(data)) as (site, sample), chromium() as browser:
        visits = Visits(site, browser)
        for name, email, address, width, prepare in _pictures(site, sample):
            page = visits.open(email, address, width=width, height=900 if width == DESKTOP_WIDTH else 780)
            _settled(page)
            prepare(page)
            _settled(page)
            (folder / f"{name}.png").write_bytes(_small(page.screenshot()))
            print(name, flush=True)
        assert visits.close_all() == []


def _pictures(site: Site, sample: Sample) -> list[tuple[str, str | None, str, int, Prepare]]:
    """Each picture's name, who looks, at which address, in which width, and what they do first."""
    text, arabic = sample.proposals["debt-cancellation"], sample.proposals["water-commons"]
    edition_path = _published(site, sample)
    reading, comparing = f"/proposal?id={text}", f"/review?id={text}&old=2&new=4"
    drafting = f"/draft?id={sample.proposals['arms-to-care']}"
    writer, reviewer = "haruka@example.org", "meena@example.org"
    return [
        ("reading", reviewer, reading, DESKTOP_WIDTH, _to_the_text),
        ("drafting", writer, drafting, DESKTOP_WIDTH, _writing),
        ("comparing", reviewer, comparing, DESKTOP_WIDTH, _at_a_change),
        ("coverage", "jonas@example.org", f"/coverage?id={sample.convening_id}", DESKTOP_WIDTH, _pointing),
        ("library", None, "/library", DESKTOP_WIDTH, _nothing),
        ("edition", None, edition_path, DESKTOP_WIDTH, _nothing),
        ("reading-phone", reviewer, reading, PHONE_WIDTH, _to_the_text),
        ("drafting-phone", writer, drafting, PHONE_WIDTH, _writing),
        ("comparing-phone", reviewer, comparing, PHONE_WIDTH, _at_a_change),
        ("reading-arabic", "amina@example.org", f"/proposal?id={arabic}", DESKTOP_WIDTH, _to_the_text),
    ]


def _published(site: Site, sample: Sample) -> str:
    """Publish the sample's collection; gives where it is read."""
    editor = sample.people["jonas"]
    (collection, *_) = collections.list_collections(site.workbench, editor, sample.convening_id)
    edition = editions.publish_edition(site.workbench, editor, collection.id)
    build_edition_here(site.workbench, edition.id)
    return f"/library/{collection.slug}/{edition.number}"


def _settled(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    expect(page.locator("[data-test-script-state]:not([data-test-script-state='notRunning'])")).to_have_count(0)
    page.evaluate("document.fonts.ready.then(() => null)")


def _nothing(_page: Page) -> None:
    """The page as it opens."""


def _to_the_text(page: Page) -> None:
    """Scroll to where a thread stands beside its words."""
    page.locator(".fo-card:not(.fo-resolved)").first.wait_for()
    page.evaluate(
        "document.querySelector('mark.fo-commented')?.scrollIntoView({ block: 'center', behavior: 'instant' })"
    )


def _writing(page: Page) -> None:
    page.locator(".bp-text p").first.click()
    page.locator(".bp-toolbar").evaluate("(bar) => bar.scrollIntoView({ block: 'start', behavior: 'instant' })")


def _at_a_change(page: Page) -> None:
    """Go to a change that is talked about."""
    card = page.locator(".fo-block[data-change] .fo-card:not(.fo-resolved)").first
    card.wait_for()
    page.evaluate("document.activeElement?.blur()")
    card.evaluate("(card) => card.scrollIntoView({ block: 'center', behavior: 'instant' })")


def _pointing(page: Page) -> None:
    mark = page.locator(".coverage tbody button").first
    mark.wait_for()
    page.locator(".coverage").evaluate("(shown) => shown.scrollIntoView({ block: 'start', behavior: 'instant' })")
    mark.focus()


def _small(picture: bytes) -> bytes:
    """The same picture with as many colours as fit."""
    image = Image.open(BytesIO(picture)).convert("RGB")
    for colours in COLOURS:
        written = BytesIO()
        image.quantize(colours).save(written, "PNG", optimize=True)
        if written.tell() < LARGEST:
            return written.getvalue()
    raise AssertionError(f"no picture under {LARGEST} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "guide")
