"""Reading long texts: `python -m benchmarks.long_texts [--paragraphs 5000] [--rounds 3]`.

A text of so many paragraphs in two revisions, with a thread on every hundredth paragraph, in a real browser: how long until
its last paragraph is in the page and a frame is drawn, how many elements the text has then, and how long one long task of
the page's own thread is at most. Read, compared with all of it unfolded, and written, beside the workbench's lightest page.
The machine's load is printed with the figures: compare only what was measured side by side.
"""

import argparse
import os
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, sync_playwright

from benchmarks.serving import MeasuredSite, served
from blueprint.services.drafting import proposals, revisions
from blueprint.services.review import threads
from tools import chromium

WORDS = "Clause {n}: what was decided in year {y} holds for **every town**, its council and its people, until changed."
THREADS_EVERY = 100
"""Paragraphs from one that has a thread to the next."""
_DRAWN = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))"


def main(paragraphs: int, rounds: int) -> None:
    """Measure and print."""
    with TemporaryDirectory() as folder, served(Path(folder), 1) as site, sync_playwright() as playwright:
        proposal_id = long_proposal(site, paragraphs)
        browser = playwright.chromium.launch(executable_path=chromium.program(), args=chromium.FLAGS)
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        context.add_cookies([{"name": "session", "value": site.sessions[0], "url": site.url}])
        page = context.new_page()
        page.set_default_timeout(180_000)
        print(f"load of the machine before: {os.getloadavg()[0]:.2f} on {os.cpu_count()} processors")
        last = f"Clause {paragraphs - 1}:"
        measure("lightest page", rounds, page, lambda: open_account(page, site))
        measure("reading", rounds, page, lambda: open_page(page, site, f"proposal?id={proposal_id}", last))
        compared = f"review?id={proposal_id}&old=1&new=2"
        measure("comparing", rounds, page, lambda: open_page(page, site, compared, last))
        measure("writing", rounds, page, lambda: open_page(page, site, f"draft?id={proposal_id}", last))
        print(f"load of the machine after: {os.getloadavg()[0]:.2f}")
        browser.close()


def measure(name: str, rounds: int, page: Page, step: Callable[[], None]) -> None:
    """A line for a step: its seconds, and the elements of the page after it."""
    seconds = []
    for _ in range(rounds + 1):
        began = time.perf_counter()
        step()
        seconds.append(time.perf_counter() - began)
    counted = seconds[1:]  # the first fills caches
    elements = page.evaluate("document.querySelectorAll('*').length")
    print(f"{name:<14} median {statistics.median(counted):.2f} s, slowest {max(counted):.2f} s; {elements} elements")


def long_proposal(site: MeasuredSite, paragraphs: int) -> str:
    """So many paragraphs in two revisions that differ in every tenth, with threads on the second."""
    bench, author = site.workbench, site.sample.people["thandeka"]
    before = [WORDS.format(n=n, y=1000 + n) for n in range(paragraphs)]
    after = [text.replace("its council", "its assembly") if n % 10 == 9 else text for n, text in enumerate(before)]
    made = proposals.start_proposal(
        bench, author, site.sample.convening_id, title="A long text", language="en", markdown="\n\n".join(before)
    )
    saved = revisions.save_revision(bench, author, made.id, base=1, title=made.title, markdown="\n\n".join(after))
    for at in range(0, paragraphs, THREADS_EVERY):
        start = saved.paragraphs[at].start
        threads.start_thread(
            bench, author, made.id, revision=2, start=start, end=start + 30, body="Does this hold for villages too?"
        )
    return made.id


def open_account(page: Page, site: MeasuredSite) -> None:
    """The lightest page."""
    page.goto(f"{site.url}/account")
    page.get_by_role("heading", level=1).wait_for()
    page.evaluate(_DRAWN)


def open_page(page: Page, site: MeasuredSite, path: str, last: str) -> None:
    """A page with the text, until its last paragraph is in it and a frame is drawn."""
    page.goto(f"{site.url}/{path}")
    page.wait_for_function("(words) => document.body.textContent.includes(words)", arg=last, polling=50)
    page.evaluate(_DRAWN)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--paragraphs", type=int, default=5_000)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    main(asked.paragraphs, asked.rounds)
