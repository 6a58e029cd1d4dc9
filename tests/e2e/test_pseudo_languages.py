"""Every page of the workbench in two pseudo-languages: no visible word is outside the catalogue, no layout breaks.

What people wrote is Greek here, so a Latin letter outside the brackets of a pseudo-language is a word of the interface
that no translator would get, unless it is listed below.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from blueprint.domain.limits import LARGEST_TEXT_UPLOAD, megabytes
from blueprint.domain.people import Person
from blueprint.domain.published_editions import first_words
from blueprint.locales import using_language
from blueprint.services.accounts import standing
from blueprint.services.context import Workbench
from blueprint.services.convenings import convenings
from blueprint.services.drafting import proposals, revisions
from blueprint.ui.components.convening_list import LONGEST
from tests.browsers import DESKTOP_WIDTH, PHONE_WIDTH
from tests.e2e.conftest import Visit
from tests.e2e.greek_scene import FIRST, PASSAGE, GreekScene, make_greek_scene, set_language
from tests.page_addresses import page_addresses
from tests.web.serving import Site

pytestmark = [pytest.mark.browser, pytest.mark.slow]

_COMMENT = re.compile(r"^/\*.*?\*/\s*", re.DOTALL)
WORDS, FAULTS = (
    _COMMENT.sub("", (Path(__file__).with_name(name)).read_text(encoding="utf-8"))
    for name in ("visible_words.js", "layout_faults.js")
)

ATTEMPTS = 15
"""How often the layout is measured, 0.2 seconds apart, until nothing is wrong with it: what unfolds takes its time."""

STREAMLIT = (
    "Skip to main content", "Help for", "Open", "Clear all", "Remove", "Show password",
    "Choose date", "year,", "month,", "day,", "yyyy-mm-dd",
    "file upload", "Upload", f"{megabytes(LARGEST_TEXT_UPLOAD)}MB per file",
)  # fmt: skip
"""Words of Streamlit's own for which it has no parameter."""
PROPER = ("Blueprint", "PDF", "EPUB", "HTML", "Markdown", "English", "https://", "a test")
"""Names of the workbench, of formats and languages, a sign of an address, and what the tests' browsers call themselves."""
_EMAIL = re.compile(r"\w+@example\.org")
_DATE = re.compile(
    r"(\d{1,2} )?(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*( \d{1,2})?,?( \d{4})?(, \d+:\d+\s[AP]M)?"
    r"|\d+ (second|minute|hour)s? ago"
)
_KEYS = re.compile(r"\((Ctrl|Alt|Shift|\+|[\w,.])+\)|Ctrl\+Enter")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")


@pytest.fixture(scope="module")
def greek(site: Site) -> GreekScene:
    """The convening whose pages are visited."""
    with using_language("en-XA"):
        return make_greek_scene(site.workbench)


def known_words(workbench: Workbench, who: Person) -> tuple[str, ...]:
    """Words that need no translation, the longest first: the body's own, those of other convenings, and those listed."""
    principles = [text for one in workbench.principles.all() for text in (one.name, one.statement)]
    templates = [text for one in proposals.templates(workbench.policies) for text in (one.name, one.description)]
    seen = [
        text
        for one, _role in convenings.list_convenings(workbench, who.id)
        for text in (one.title, one.purpose, first_words((one.purpose,), LONGEST))
    ]
    others = standing.list_accounts(workbench, who.id) if who.steward else ()
    called = [text for one in others for text in (one.name, one.organisation, *re.findall(r"\w+", one.name)) if text]
    written = (" ".join(text.split()) for text in (*principles, *templates, *seen, *called))
    return tuple(sorted((*written, *STREAMLIT, *PROPER), key=len, reverse=True))


def unknown(words: str, known: tuple[str, ...]) -> str:
    """What is left of words outside brackets once everything known is taken away; empty when no letter is."""
    for pattern in (_EMAIL, _DATE, _KEYS):
        words = pattern.sub("", words)
    for one in known:
        words = words.replace(one, "")
    return words if _LATIN.search(words) else ""


def settled(page: Page) -> None:
    """Wait until the page is drawn and Streamlit is at rest."""
    expect(page.locator(".bp-masthead")).to_be_visible()
    expect(page.locator("[data-test-script-state='notRunning']")).to_have_count(1)


class LanguageCheck:
    """One person's browser in the workbench, and the faults found on its pages."""

    def __init__(self, page: Page, known: tuple[str, ...]) -> None:
        self.page, self.known = page, known
        self.faults: list[str] = []

    def check_words(self, name: str) -> None:
        """Add every unknown word on the screen to the faults."""
        for found in self.page.evaluate(WORDS):
            words = unknown(found["words"], self.known)
            if words:
                self.faults.append(f"{name}: {words!r} ({found['kind']} of {found['where']})")

    def check_layout(self, name: str) -> None:
        """Add the faults of the layout at both widths."""
        for width in (PHONE_WIDTH, DESKTOP_WIDTH):
            self.page.set_viewport_size({"width": width, "height": 900})
            self.faults += [f"{name}, {width} px: {fault}" for fault in self._lasting_faults()]

    def _lasting_faults(self) -> list[str]:
        found: list[str] = self.page.evaluate(FAULTS)
        for _ in range(ATTEMPTS):
            if not found:
                break
            self.page.wait_for_timeout(200)
            found = self.page.evaluate(FAULTS)
        return found

    def visit(self, name: str, path: str) -> None:
        """Open a page and all of its expanders; check words and layout."""
        self.page.goto(path)
        settled(self.page)
        self.page.evaluate("document.querySelectorAll('details:not([open]) > summary').forEach((one) => one.click())")
        settled(self.page)
        self.check_words(name)
        self.check_layout(name)


@pytest.fixture
def start(visit: Visit, greek: GreekScene) -> Iterator[Any]:
    """`start(person, "ar-XB")` opens the browser of that person in that language."""

    def begin(person: Person, language: str) -> LanguageCheck:
        set_language(greek.workbench, person, language)
        return LanguageCheck(
            visit(person.email.removesuffix("@example.org"), None), known_words(greek.workbench, person)
        )

    yield begin
    for person in (greek.convenor, greek.author, greek.newcomer):
        set_language(greek.workbench, person, "en")


def addresses(greek: GreekScene) -> dict[str, str]:
    """Every page, and those that have several faces, by what they show."""
    pages = page_addresses(
        convening_id=greek.convening.id, proposal_id=greek.discussed.id, collection_id=greek.collection_id
    )
    return {
        **pages,
        "an older revision": f"{pages['proposal']}&revision=1",
        "an adopted proposal": f"/proposal?id={greek.adopted.id}",
        "a proposal in review": f"/proposal?id={greek.short.id}",
        "one revision": f"/review?id={greek.short.id}",
        "nothing": "/proposal?id=nothing",
        **{f"an empty {name}": f"/{name}?id={greek.empty.id}" for name in ("convening", "coverage", "collections")},
    }  # fmt: skip


@pytest.mark.parametrize("who", ["convenor", "author"])
@pytest.mark.parametrize("language", ["en-XA", "ar-XB"])
def test_every_page_is_in_the_persons_language_and_fits_its_window(
    greek: GreekScene, start: Any, who: str, language: str
) -> None:
    check = start(getattr(greek, who), language)
    for name, path in addresses(greek).items():
        check.visit(name, path)
    assert check.page.locator("html").get_attribute("lang") == language
    assert check.page.locator("html").evaluate("(root) => getComputedStyle(root).direction") == (
        "rtl" if language == "ar-XB" else "ltr"
    )
    assert check.faults == []


def test_who_takes_part_in_nothing_reads_their_language(greek: GreekScene, start: Any) -> None:
    check = start(greek.newcomer, "en-XA")
    for name, path in (("home", "/"), ("convenings", "/convenings"), ("account", "/account")):
        check.visit(name, path)
    assert check.faults == []


def test_a_file_is_asked_for_in_the_persons_language(greek: GreekScene, start: Any) -> None:
    check = start(greek.author, "en-XA")
    check.visit("convening", f"/convening?id={greek.convening.id}")
    check.page.get_by_text("A file").click()
    expect(check.page.locator("[data-testid=stFileUploader]")).to_be_visible()
    settled(check.page)
    check.check_words("a file")
    check.check_layout("a file")
    assert check.faults == []


def test_a_thread_is_begun_and_placed_in_the_persons_language(greek: GreekScene, start: Any) -> None:
    check = start(greek.author, "ar-XB")
    page = check.page
    page.goto(f"/proposal?id={greek.discussed.id}")
    page.locator("p.fo-words").nth(2).click()
    expect(page.locator("textarea:visible").first).to_be_visible()
    check.check_words("a comment box")
    page.keyboard.press("Escape")
    page.locator(".fo-card").first.click()
    check.check_words("an open card")
    check.check_layout("an open card")
    assert check.faults == []


def test_the_editors_dialogs_are_in_the_persons_language(greek: GreekScene, start: Any) -> None:
    check = start(greek.author, "ar-XB")
    page = check.page
    page.goto(f"/draft?id={greek.short.id}")
    page.locator(".bp-text p").first.click()
    for tool in ("link", "image"):
        page.locator(f"[data-tool={tool}]").click()
        expect(page.locator("dialog[open]")).to_be_visible()
        check.check_words(f"the dialog of {tool}")
        page.keyboard.press("Escape")
    for tool in ("table", "footnote", "source"):
        page.locator(f"[data-tool={tool}]").click()
        check.check_words(tool)
    check.check_layout("the source")
    assert check.faults == []


def test_the_passages_to_decide_are_shown_in_the_persons_language(greek: GreekScene, start: Any) -> None:
    check = start(greek.author, "en-XA")
    page, workbench = check.page, greek.workbench
    page.goto(f"/draft?id={greek.contested.id}")
    page.locator(".bp-text p", has_text=PASSAGE).click()
    page.keyboard.press("End")
    page.keyboard.type(" Και εδώ.")
    revisions.save_revision(
        workbench, greek.convenor.id, greek.contested.id, base=1, title=greek.contested.title,
        markdown=FIRST.replace(PASSAGE, f"{PASSAGE} Κι αλλού."),
    )  # fmt: skip
    page.locator(".bp-primary").click()
    expect(page.locator("[class*=st-key-bp-conflict]").first).to_be_visible()
    settled(page)
    check.check_words("passages to decide")
    check.check_layout("passages to decide")
    assert check.faults == []
