"""Opening a large proposal for review: `python -m benchmarks.review [--rounds 5]`.

A proposal of 200 paragraphs with 50 threads, in a real browser: how long until its comparison stands on the screen, and
until a click on a paragraph shows the comment box. Both beside the workbench's lightest page, opened in the same run. And
how long a page takes whose link is followed, beside the same address loaded anew.
"""

import argparse
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, sync_playwright

from benchmarks.serving import MeasuredSite, served
from blueprint.services.drafting import proposals, revisions
from blueprint.services.drafting.revisions import Revision
from blueprint.services.review import threads
from tools import chromium

PARAGRAPHS, THREADS = 200, 50


def main(rounds: int) -> None:
    """Measure and print."""
    with TemporaryDirectory() as folder, served(Path(folder), 1) as site, sync_playwright() as playwright:
        proposal_id = large_proposal(site)
        browser = playwright.chromium.launch(executable_path=chromium.program(), args=chromium.FLAGS)
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        context.add_cookies([{"name": "session", "value": site.sessions[0], "url": site.url}])
        page = context.new_page()
        light, heavy, clicked, followed, loaded = [], [], [], [], []
        for _ in range(rounds + 1):
            light.append(timed(lambda: open_account(page, site)))
            followed.append(timed(lambda: follow_link(page)))
            loaded.append(timed(lambda: load_convenings(page, site)))
            heavy.append(timed(lambda: open_review(page, site, proposal_id)))
            clicked.append(timed(lambda: click_paragraph(page)))
        browser.close()
    figures = {
        "account page": light,
        "review page": heavy,
        "click to comment box": clicked,
        "a link followed": followed,
        "the same loaded anew": loaded,
    }
    for name, seconds in figures.items():
        counted = seconds[1:]  # the first fills the browser's cache
        print(f"{name:<22} median {statistics.median(counted):.3f} s, slowest {max(counted):.3f} s")
    print(f"review to account page: {statistics.median(heavy[1:]) / statistics.median(light[1:]):.2f}")
    print(f"loaded anew to followed: {statistics.median(loaded[1:]) / statistics.median(followed[1:]):.2f}")


def timed(step: Callable[[], None]) -> float:
    """Seconds that a step takes."""
    began = time.perf_counter()
    step()
    return time.perf_counter() - began


def large_proposal(site: MeasuredSite) -> str:
    """200 paragraphs in two revisions that differ in every tenth, with 50 threads on the first."""
    bench, sample = site.workbench, site.sample
    author = sample.people["thandeka"]
    words = "Clause {n}: what was decided in year {y} holds for every town, its council and its people, until changed."
    before = [words.format(n=n, y=1900 + n) for n in range(PARAGRAPHS)]
    after = [text.replace("its council", "its assembly") if n % 10 == 0 else text for n, text in enumerate(before)]
    made = proposals.start_proposal(
        bench, author, sample.convening_id, title="Two hundred clauses", language="en", markdown="\n\n".join(before)
    )
    first = revisions.read_revision(bench, author, made.id, 1)
    for n in range(THREADS):
        discuss(site, first, n * PARAGRAPHS // THREADS)
    revisions.save_revision(bench, author, made.id, base=1, title=made.title, markdown="\n\n".join(after))
    return made.id


def discuss(site: MeasuredSite, revision: Revision, position: int) -> None:
    """A thread on a few words of one paragraph."""
    start = revision.paragraphs[position].start
    threads.start_thread(
        site.workbench,
        site.sample.people["meena"],
        revision.proposal_id,
        revision=revision.number,
        start=start,
        end=start + 30,
        body="Does this hold for villages too?",
    )


def open_account(page: Page, site: MeasuredSite) -> None:
    """The lightest page."""
    page.goto(f"{site.url}/account")
    page.get_by_role("heading", level=1).wait_for()


def follow_link(page: Page) -> None:
    """The convenings, by the link above every page."""
    page.get_by_role("link", name="Convenings").click()
    page.get_by_role("heading", level=1, name="Convenings").wait_for()


def load_convenings(page: Page, site: MeasuredSite) -> None:
    """The convenings, by their address."""
    page.goto(f"{site.url}/convenings")
    page.get_by_role("heading", level=1, name="Convenings").wait_for()


def open_review(page: Page, site: MeasuredSite, proposal_id: str) -> None:
    """The comparison, until its last paragraph is drawn."""
    page.goto(f"{site.url}/review?id={proposal_id}&old=1&new=2")
    page.get_by_text("its assembly").last.wait_for(state="attached")


def click_paragraph(page: Page) -> None:
    """A click on a paragraph, until one can type."""
    page.get_by_text("Clause 1:").last.click()
    page.locator("textarea:visible").first.wait_for()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    main(parser.parse_args().rounds)
