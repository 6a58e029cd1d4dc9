"""Every kind of page that people see without the workbench is valid HTML, in three languages, one of them from the right."""

import re
import time
from pathlib import Path

import httpx
import pytest

from blueprint.domain.convenings import Role
from blueprint.domain.editions import Edition, EditionState
from blueprint.domain.errata import ErratumKind
from blueprint.domain.principles import Stance
from blueprint.domain.proposals import Decision
from blueprint.services.accounts import one_time_links
from blueprint.services.convenings import invitations
from blueprint.services.publishing import build, collections, editions, errata
from blueprint.services.review import decisions, tags
from blueprint.web.http import templates
from tests.factories import Scene
from tests.publishing.checkers import nu_html
from tests.web.serving import Site

Published = tuple[str, Edition]

pytestmark = pytest.mark.slow

WORDS = {
    "en": ("Water, “twice” & over <b>", "household", "footnote"),
    "ar": ("الماء للجميع", "أسرة", "حاشية"),
    "de": ("Wasser für alle", "Haushalt", "Fußnote"),
}
"""For each language a title, a word of the text, and one of its footnote."""

TEXT = """\
## {title}

{word} *one*.[^1] **Two**[^2] H~2~O, m^2^, $x^2$ and `code`.

(a) First.
(b) Second, with <mark>this</mark>, <u>that</u> and <a name="place">a place</a>.

- [ ] open
- [x] done

1. One
   - under it

> Quoted, with a [link](#place) and [another](https://example.org/?a=b&c=d).

| {word} | b |
|---|---:|
| c<br>d | **e** |

|  |  |
|---|---|
| without | head |

$$\\sum_i x_i$$

---

    indented code

<div>Words in HTML</div>

### {word}

An English sentence. هذه جملة عربية.

[^1]: {note} one, in *two*

    paragraphs.
[^2]: {note} two.
"""


@pytest.fixture(scope="module")
def slugs(group: Scene) -> dict[str, str]:
    """In each language a collection with two editions and a note on the first; its name in addresses."""
    return {language: _published(group, language) for language in WORDS}


def _published(group: Scene, language: str) -> str:
    bench, editor = group.workbench, group["editor"]
    title, word, note = WORDS[language]
    markdown = TEXT.format(title=title, word=word, note=note)
    proposal = group.proposal(title=title, markdown=markdown, language=language)
    tags.tag_proposal(bench, editor, proposal.id, principle="just", stance=Stance.ADVANCES, rationale=title)
    tags.tag_proposal(bench, editor, proposal.id, principle="plural", stance=Stance.TENSION, rationale=word)
    words = {"title": title, "foreword": markdown, "language": language}
    made = collections.create_collection(bench, editor, group.convening.id, **words)
    collections.edit_collection(bench, editor, made.id, **words, proposals=(proposal.id,))
    first = _edition(group, made.id, proposal.id)
    errata.add_erratum(
        bench, editor, first.id, kind=ErratumKind.ERRATUM, body=word, successor="https://law.example/?a=b&c=d"
    )
    decisions.decide(bench, group["convenor"], proposal.id, Decision.REOPEN)
    group.save(proposal, markdown.replace("Two", "Three").replace("Second", "A second"))
    _edition(group, made.id, proposal.id)
    return made.slug


def _edition(group: Scene, collection_id: str, proposal_id: str) -> Edition:
    for step in (Decision.SUBMIT, Decision.ADOPT):
        decisions.decide(group.workbench, group["convenor"], proposal_id, step)
    edition = editions.publish_edition(group.workbench, group["editor"], collection_id)
    build.build_edition_here(group.workbench, edition.id)
    _await(group, edition.id)
    return edition


def _await(group: Scene, edition_id: str) -> None:
    """Wait until the edition is published: the server may be making it too."""
    until = time.monotonic() + 180
    while editions.read_edition(group.workbench, group["editor"], edition_id).state is not EditionState.PUBLISHED:
        assert time.monotonic() < until
        time.sleep(0.1)


def _library_paths(slugs: dict[str, str]) -> list[str]:
    of_each = ["", "/1", "/2", "/1/1", "/2/1", "/2/1/since/1"]
    in_each = ["", "/principles", "/principles/just", "/principles/plural", "/people", "/people/author", "/feeds"]
    asked = ["", "?q=author", "?q=nothingofthekind", "?q=autor", "?q=one&page=2"]
    searched = [f"?q={word}&language={language}" for language, (_, word, _) in WORDS.items()]
    roots = ["/library", *(f"/library/languages/{language}" for language in WORDS)]
    return [
        *(f"/library/{slug}{path}" for slug in slugs.values() for path in of_each),
        *(f"{root}{path}" for root in roots for path in in_each),
        *(f"/library/search{query}" for query in (*asked, *searched)),
    ]


def test_every_page_is_valid(
    site: Site, group: Scene, edition: Published, slugs: dict[str, str], tmp_path: Path
) -> None:
    bench = site.workbench
    sent = invitations.invite(bench, group["convenor"], group.convening.id, "new@example.org", Role.REVIEWER)
    invited = sent.link.removeprefix(bench.settings.base_url)
    pages = {}
    for language in WORDS:
        spoken = {"accept-language": language}
        token = one_time_links.link_to_sign_in(bench, "author@example.org")
        with site.client(**spoken) as reader, site.client("editor@example.org", **spoken) as member:
            answers = [
                *(reader.get(path) for path in ("/sign-in", "/sign-in?next=/people", f"/enter/{token}", "/enter/none")),
                *(reader.get(path) for path in ("/library/none", "/sign-out", invited, "/invitation/none")),
                reader.post("/sign-in", data={"email": "author@example.org", "password": "wrong"}),
                reader.post("/sign-in", content=b"x"),
                reader.post("/sign-in", data={"email": "a@b.c"}, headers={"origin": "https://evil.example"}),
                reader.post("/sign-in/link", data={"email": "author@example.org"}),
                *(member.get(path) for path in ("/sign-out", "/delete-account", invited)),
            ]
        pages |= {f"{language} {number} {answer.url.path}": _page(answer) for number, answer in enumerate(answers)}
        first = {"problem": "Write a name.", "name": "A", "email": "a@example.org"}
        pages[f"{language} first account"] = templates.render("first_account.html", language, **first)
    with site.client() as reader:
        pages |= {path: _page(reader.get(path)) for path in _library_paths(slugs)}
        for slug in slugs.values():
            name = re.search(rf'href="(/library/{slug}/2/[^"]+\.html)"', pages[f"/library/{slug}/2"])
            assert name
            pages[name[1]] = _page(reader.get(name[1]))
    assert nu_html.findings(pages, tmp_path) == {}
    assert len(pages) > 90


def _page(answer: httpx.Response) -> str:
    assert answer.headers["content-type"].startswith("text/html"), answer.url
    assert answer.text.lstrip().startswith(("<!doctype", "<!DOCTYPE")), answer.url
    return answer.text


def test_the_checker_does_find_faults(tmp_path: Path) -> None:
    time = "<time datetime='2026-11-29T14:10:24.123456+00:00'>today</time>"
    page = f"<!doctype html><html lang='en'><title>A</title><p id='a'>{time}<p id='a'>"
    assert len(nu_html.findings({"faulty": page}, tmp_path)["faulty"]) == 3
