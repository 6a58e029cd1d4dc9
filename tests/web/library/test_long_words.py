"""A word of 200 letters wherever people may write one: no page becomes wider, and on paper nothing is lost beside it."""

import io
import time
from collections.abc import Iterator

import pypdf
import pytest
from playwright.sync_api import Browser

from blueprint.domain.editions import EditionState
from blueprint.domain.errata import ErratumKind
from blueprint.domain.people import Profile
from blueprint.domain.principles import Stance
from blueprint.domain.proposals import Decision
from blueprint.services.accounts import account
from blueprint.services.drafting import proposals
from blueprint.services.publishing import build, collections, editions, errata
from blueprint.services.review import decisions, tags
from tests.browsers import DESKTOP_WIDTH, PHONE_WIDTH, chromium
from tests.factories import Scene
from tests.web.serving import Site

pytestmark = [pytest.mark.slow, pytest.mark.browser]

WORD = "Wasserversorgungs" * 11 + "gesetzgebung!"
TEXT = f"""\
## {WORD}

{WORD} and *{WORD}* and `{WORD}` and [{WORD}](https://example.org/{WORD}).[^1]

- {WORD}
  - {WORD}

(a) {WORD}

> {WORD}

| {WORD} | short |
|---|---|
| {WORD} | {WORD} |

## Second

    {WORD}

$${"x + " * 60} y$$

[^1]: {WORD}
"""

STICKING_OUT = """
() => {
  const scrolls = (one) => one && (getComputedStyle(one).overflowX === "auto" || scrolls(one.parentElement));
  const seen = [...document.querySelectorAll("main *, header *, footer *")].filter((one) => {
    const box = one.getBoundingClientRect();
    return box.width > 0 && (box.right > innerWidth + 1 || box.left < -1) && !scrolls(one);
  });
  const wide = document.documentElement.scrollWidth > document.documentElement.clientWidth;
  return [...(wide ? ["the page"] : []), ...seen.map((one) => `${one.localName}.${one.className}`)];
}
"""


@pytest.fixture(scope="module")
def slugs(group: Scene) -> list[str]:
    """A collection from the left and one from the right, with two editions and a note; their names in addresses."""
    account.change_profile(group.workbench, group["colleague"], Profile(name=WORD, organisation=WORD))
    return [_published(group, language) for language in ("de", "ar")]


def _published(group: Scene, language: str) -> str:
    bench, editor = group.workbench, group["editor"]
    proposal = group.proposal("colleague", WORD, TEXT, language)
    proposals.set_authors(bench, group["colleague"], proposal.id, (group["colleague"], group["author"]))
    tags.tag_proposal(bench, editor, proposal.id, principle="just", stance=Stance.ADVANCES, rationale=WORD)
    words = {"title": WORD, "foreword": TEXT, "language": language}
    made = collections.create_collection(bench, editor, group.convening.id, **words)
    collections.edit_collection(bench, editor, made.id, **words, proposals=(proposal.id,))
    for changed in (TEXT, TEXT.replace("Second", WORD)):
        if changed is not TEXT:
            decisions.decide(bench, group["convenor"], proposal.id, Decision.REOPEN)
            group.save(proposal, changed)
        for step in (Decision.SUBMIT, Decision.ADOPT):
            decisions.decide(bench, group["convenor"], proposal.id, step)
        edition = editions.publish_edition(bench, editor, made.id)
        build.build_edition_here(bench, edition.id)
        _await(group, edition.id)
        errata.add_erratum(
            bench, editor, edition.id, kind=ErratumKind.ERRATUM, body=WORD, successor=f"https://e.org/{WORD}"
        )
    return made.slug


def _await(group: Scene, edition_id: str) -> None:
    """Wait until the edition is published: the server may be making it too."""
    until = time.monotonic() + 180
    while editions.read_edition(group.workbench, group["editor"], edition_id).state is not EditionState.PUBLISHED:
        assert time.monotonic() < until
        time.sleep(0.1)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A Chromium of this module's own."""
    with chromium() as found:
        yield found


def paths(slugs: list[str]) -> list[str]:
    """An address of every kind of page that shows the word."""
    of_each = ["", "/1", "/2", "/2/1", "/2/1/since/1"]
    return [
        "/library",
        "/library/languages/ar",
        *(f"/library/{slug}{path}" for slug in slugs for path in of_each),
        "/library/principles/just",
        "/library/people",
        f"/library/people/{WORD.casefold().rstrip('!')}!",
        "/library/feeds",
        f"/library/search?q={WORD}",
        f"/library/search?q={WORD}x",
        f"/library/{WORD}",
        "/sign-in",
    ]


@pytest.mark.parametrize("width", [PHONE_WIDTH, DESKTOP_WIDTH])
def test_no_page_is_wider_than_the_screen(site: Site, browser: Browser, slugs: list[str], width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, base_url=site.url)
    page, found = context.new_page(), {}
    for path in paths(slugs):
        page.goto(path)
        found[path] = page.evaluate(STICKING_OUT)
    context.close()
    assert {path: problems for path, problems in found.items() if problems} == {}


@pytest.mark.parametrize("landscape", [False, True])
def test_on_paper_a_text_has_the_breadth_of_the_page(
    site: Site, browser: Browser, slugs: list[str], landscape: bool
) -> None:
    context = browser.new_context(base_url=site.url)
    page = context.new_page()
    page.goto(f"/library/{slugs[0]}/2/1")
    printed = page.pdf(format="A4", landscape=landscape)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 1123 if landscape else 794, "height": 794})
    text = page.locator("article.text").bounding_box()
    context.close()
    assert text
    assert text["width"] >= 600
    words = "".join(sheet.extract_text() for sheet in pypdf.PdfReader(io.BytesIO(printed)).pages)
    assert "".join(words.split()).count("gesetzgebung!") >= 10
