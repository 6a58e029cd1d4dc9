"""Every kind of page of the library, in English and in Arabic, wide and narrow, in light and dark colours.

axe-core finds nothing, nothing is wider than the screen, and what a first visit loads (all but images) is under 100 KB.
"""

from collections.abc import Iterator
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Response

from blueprint.domain.editions import Edition
from blueprint.domain.errata import ErratumKind
from blueprint.domain.principles import Stance
from blueprint.domain.proposals import Decision
from blueprint.services.publishing import build, collections, editions, errata
from blueprint.services.review import decisions, tags
from tests.browsers import DESKTOP_WIDTH, PHONE_WIDTH, chromium
from tests.factories import TEXT, Scene
from tests.web.serving import Site

pytestmark = [pytest.mark.slow, pytest.mark.browser]

Published = tuple[str, Edition]
MAX_BYTES = 100_000
"""Bytes of a first visit without images, as they are sent."""

ARABIC = """\
## الماء حق

لكل أسرة الحق في خمسين لترًا من الماء النظيف كل يوم.

1. مجلس منتخب يحدد الأسعار.
2. يجتمع علنًا أربع مرات في السنة.

> الماء حياة، والحياة ليست للبيع.

## من يقرر

| ماذا | من |
|---|---|
| السعر | المجلس |

See also the *English* text.[^1]

[^1]: حاشية.
"""


@pytest.fixture(scope="module")
def arabic(group: Scene) -> str:
    """An Arabic collection with two editions and a note on the first; its name in addresses."""
    slug, first = _twice(group, "الماء للجميع", ARABIC, ARABIC.replace("خمسين", "ستين") + "\nفقرة جديدة.\n", "ar")
    body, instead = "الصحيح ستون لترًا.", "https://law.example/"
    errata.add_erratum(
        group.workbench, group["editor"], first.id, kind=ErratumKind.ERRATUM, body=body, successor=instead
    )
    return slug


@pytest.fixture(scope="module")
def english(group: Scene) -> str:
    """An English collection with two editions; its name in addresses. Those of other tests stay as they are."""
    return _twice(group, "Water, twice over", TEXT, TEXT.replace("fifty", "sixty"), "en")[0]


def _twice(group: Scene, title: str, markdown: str, changed: str, language: str) -> tuple[str, Edition]:
    """A collection of one text that was published, reopened, changed and published again; its name, its first edition."""
    bench, editor = group.workbench, group["editor"]
    proposal = group.proposal(title=title, markdown=markdown, language=language)
    tags.tag_proposal(bench, editor, proposal.id, principle="just", stance=Stance.ADVANCES, rationale=title)
    words = {"title": title, "foreword": markdown, "language": language}
    made = collections.create_collection(bench, editor, group.convening.id, **words)
    collections.edit_collection(bench, editor, made.id, **words, proposals=(proposal.id,))
    _decide(group, proposal.id, Decision.SUBMIT, Decision.ADOPT)
    first = _edition(group, made.id)
    _decide(group, proposal.id, Decision.REOPEN)
    group.save(proposal, changed)
    _decide(group, proposal.id, Decision.SUBMIT, Decision.ADOPT)
    _edition(group, made.id)
    return made.slug, first


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A Chromium of this module's own."""
    with chromium() as found:
        yield found


def paths(english: str, arabic: str) -> list[str]:
    """One address of every kind, in both languages."""
    of_each = ["", "/1", "/2", "/2/1", "/2/1/since/1"]
    return [
        "/library",
        "/library/languages/ar",
        *(f"/library/{slug}{path}" for slug in (english, arabic) for path in of_each),
        "/library/principles",
        "/library/principles/just",
        "/library/principles/plural",
        "/library/people",
        "/library/people/author",
        "/library/feeds",
        *(
            f"/library/languages/ar/{page}"
            for page in ("principles", "principles/just", "people", "people/author", "feeds")
        ),
        "/library/search",
        "/library/search?q=council",
        "/library/search?q=nothingofthekind",
        "/library/search?q=%D8%A7%D9%84%D9%85%D8%A7%D8%A1&language=ar",
        "/library/none",
    ]


@pytest.mark.parametrize(
    ("width", "colours"), [(DESKTOP_WIDTH, "light"), (PHONE_WIDTH, "dark"), (PHONE_WIDTH, "light")]
)
def test_every_kind_of_page(
    site: Site, browser: Browser, edition: Published, english: str, arabic: str, width: int, colours: Any
) -> None:
    found: dict[str, list[str]] = {}
    for path in paths(english, arabic):
        context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=colours, base_url=site.url)
        found[path] = _problems(context.new_page(), path)
        context.close()
    assert {path: problems for path, problems in found.items() if problems} == {}


def _problems(page: Page, path: str) -> list[str]:
    sent: list[Response] = []
    page.on("response", lambda response: sent.append(response))  # noqa: PLW0108 Playwright takes no built-in
    page.goto(path, wait_until="networkidle")
    page.evaluate("document.fonts.ready")
    weight = sum(_sent_bytes(response) for response in sent)
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    page.evaluate(_axe())
    seen = page.evaluate("axe.run({resultTypes: ['violations']})")
    return [
        *(f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in seen["violations"]),
        *([f"{weight} bytes: {[response.url for response in sent]}"] if weight > MAX_BYTES else []),
        *([f"{wide} pixels too wide"] if wide > 0 else []),
    ]


def _sent_bytes(response: Response) -> int:
    return 0 if response.request.resource_type == "image" else int(response.request.sizes()["responseBodySize"])


@lru_cache(maxsize=1)
def _axe() -> str:
    spec = find_spec("axe_playwright_python")
    assert spec
    assert spec.origin
    return Path(spec.origin).with_name("axe.min.js").read_text(encoding="utf-8")


def _decide(group: Scene, proposal_id: str, *steps: Decision) -> None:
    for step in steps:
        decisions.decide(group.workbench, group["convenor"], proposal_id, step)


def _edition(group: Scene, collection_id: str) -> Edition:
    edition = editions.publish_edition(group.workbench, group["editor"], collection_id)
    build.build_edition_here(group.workbench, edition.id)
    return edition
