"""The public library as a reader meets it: no account, no cookie, no script."""

import html
import re

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from blueprint.domain.editions import Edition
from blueprint.locales import DOMAIN, FOLDER, translations
from blueprint.publishing import places
from blueprint.text import split
from tests.web.serving import Site

Published = tuple[str, Edition]
UNREVIEWED = "This translation awaits review by a speaker of the language. In English:"


def read(site: Site, path: str) -> str:
    with site.client() as client:
        answer = client.get(path)
    assert answer.status_code == 200, answer.text
    assert "set-cookie" not in answer.headers
    assert "<script" not in answer.text.replace('<script type="application/ld+json">', "")
    return answer.text


def test_the_library_shows_each_collections_newest_edition(site: Site, edition: Published) -> None:
    slug, frozen = edition
    page = read(site, "/library")
    assert f'href="/library/{slug}/{frozen.number}"' in page
    assert "&lt;script&gt;alert" in page
    for artifact in frozen.artifacts:
        assert f'href="/library/{slug}/{frozen.number}/{artifact.filename}"' in page


def test_a_collection_lists_its_editions(site: Site, edition: Published) -> None:
    slug, frozen = edition
    assert f'href="/library/{slug}/{frozen.number}"' in read(site, f"/library/{slug}")


def test_an_edition_is_read_with_numbers_and_lasting_addresses(site: Site, edition: Published) -> None:
    slug, frozen = edition
    page = read(site, f"/library/{slug}/{frozen.number}/1")
    chapter = frozen.chapters[0]
    lineages = {start: lineage for start, _, lineage in chapter.paragraphs}
    found = [place for place in places(split(chapter.markdown), chapter.dialect, lineages) if place]
    assert {place.number is None for place in found} == {True, False}
    for number, label, anchor in found:
        kind = f'class="number item" aria-label="{label}">#<' if number is None else f'class="number">{number}<'
        assert f'<a href="#{anchor}" {kind}' in page
        assert page.count(f'id="{anchor}"') == 1
    assert "Water belongs to everyone" in page


def test_a_claim_names_the_paragraphs_that_show_it(site: Site, edition: Published) -> None:
    slug, frozen = edition
    page = read(site, f"/library/{slug}/{frozen.number}/1")
    ((lineage,),) = frozen.chapters[0].evidence
    shown = re.search(rf'<dd class="evidence">Paragraph\s+<a href="#p-{lineage}">(\d+)</a>\s*</dd>', page)
    assert shown
    assert f'<a href="#p-{lineage}" class="number">{shown[1]}</a>' in page


def test_every_link_within_the_page_leads_somewhere(site: Site, edition: Published, image: str) -> None:
    for path in (f"/library/{edition[0]}/1", f"/library/{edition[0]}/1/1", f"{_edition_with_image(site)}/1"):
        page = read(site, path)
        names = set(re.findall(r'id="([^"]+)"', page))
        assert set(re.findall(r'href="#([^"]+)"', page)) <= names
        assert len(re.findall(r'id="([^"]+)"', page)) == len(names)


def test_an_image_is_shown_with_its_words(site: Site, image: str) -> None:
    page = read(site, f"{_edition_with_image(site)}/1")
    assert f'<img src="/{image}" alt="A red square"' in page


def _edition_with_image(site: Site) -> str:
    found = re.search(r'href="(/library/with-a-picture[^"/]*/1)"', read(site, "/library"))
    assert found
    return found[1]


def test_what_runs_from_the_right_says_so(site: Site, edition: Published) -> None:
    slug, frozen = edition
    arabic = frozen.chapters[1]
    cover = read(site, f"/library/{slug}/{frozen.number}")
    assert f'<li id="{arabic.proposal_id}" lang="ar" dir="rtl">' in cover
    page = read(site, f"/library/{slug}/{frozen.number}/2")
    assert '<html lang="ar" dir="rtl">' in page
    assert re.search(r'<div[^>]* dir="ltr"[^>]*>\s*<p>.*?It is also written in English', page, re.DOTALL)


def test_it_says_who_why_and_under_what_licence(site: Site, edition: Published) -> None:
    slug, frozen = edition
    text = read(site, f"/library/{slug}/{frozen.number}/1")
    assert "<bdi>Author</bdi>" in text
    assert "&lt;b&gt;Why&lt;/b&gt;" in text
    page = read(site, f"/library/{slug}/{frozen.number}")
    assert "https://creativecommons.org/licenses/by-sa/4.0/" in page
    assert re.search(r"sha256:[0-9a-f]{64}", page)
    assert f'<link rel="canonical" href="{site.workbench.settings.base_url}/library/{slug}/{frozen.number}">' in page


def test_a_page_that_has_not_changed_is_not_sent_again(site: Site, edition: Published) -> None:
    path = f"/library/{edition[0]}/{edition[1].number}"
    with site.client() as client:
        first = client.get(path)
        again = client.get(path, headers={"if-none-match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
        head = client.head(path)
        assert (head.status_code, head.content) == (200, b"")


@pytest.mark.parametrize(
    "path",
    [
        "none",
        "none/1",
        "{slug}/99",
        "{slug}/0",
        "{slug}/-1",
        "{slug}/x",
        "{slug}/1/none.pdf",
        "{slug}/" + "9" * 5_000,
        "{slug}/01",
        "{slug}/1/99",
        "{slug}/1/0",
        "{slug}/1/nothing",
        "{slug}/1/1/since/1",
        "principles/none",
        "people/nobody",
        "languages/xx",
        "languages/xx/principles",
        "languages/ar/principles/none",
        "languages/ar/people/nobody",
        "%00",
        "{slug}/%00",
    ],
)
def test_what_is_not_there_gets_a_sentence(site: Site, edition: Published, path: str) -> None:
    with site.client() as client:
        answer = client.get("/library/" + path.format(slug=edition[0]))
    assert answer.status_code == 404
    assert "Go to the library" in answer.text


def test_search_engines_may_read_the_library(site: Site) -> None:
    assert "Allow: /library" in read(site, "/robots.txt")


def test_a_trailing_slash_does_no_harm(site: Site, edition: Published) -> None:
    with site.client() as client:
        assert client.get("/library/").headers["location"] == "/library"
        assert client.get("/library//evil.example/").headers["location"] == "/library//evil.example"


def test_every_principle_has_a_page_with_its_symbol(site: Site, edition: Published) -> None:
    every = read(site, "/library/principles")
    for at, principle in enumerate(site.workbench.principles.all()):
        assert f'href="/library/principles/{principle.key}"' in every
        page = read(site, f"/library/principles/{principle.key}")
        assert f'viewBox="-4 {at * 136 - 4} 108 108"' in page
        assert html.escape(principle.statement) in page
    just = read(site, "/library/principles/just")
    assert f'href="/library/{edition[0]}/1/1"' in just
    assert "&lt;b&gt;Why&lt;/b&gt;" in just


def test_a_principle_is_told_in_the_readers_language_and_who_has_not_looked_at_that(
    site: Site, edition: Published
) -> None:
    page, arabic = read(site, "/library/languages/ar/principles/just"), site.workbench.principles.all("ar")[2]
    assert f'<h1><bdi lang="ar">{arabic.name}</bdi></h1>' in page
    assert f'<bdi lang="ar">{arabic.sentence}</bdi>' in page
    unreviewed = translations("ar").gettext(UNREVIEWED)
    assert f'{unreviewed} <bdi class="original" lang="en" dir="ltr">Just. We aspire to a world that redresses' in page
    assert UNREVIEWED not in read(site, "/library/principles/just")
    every = read(site, "/library/languages/ar/principles")
    assert all(
        f'<strong lang="ar"><bdi>{principle.name}</bdi>' in every for principle in site.workbench.principles.all("ar")
    )


def test_an_edition_names_the_principles_that_its_symbols_mean(site: Site, edition: Published) -> None:
    page = read(site, f"/library/{edition[0]}/1")
    named = page.partition('<ul class="advances"')[2].partition("</ul>")[0]
    assert re.findall('href="([^"]+)"><bdi lang="en">([^<]+)<', named) == [("/library/principles/just", "Just")]


def test_every_contributor_has_a_page(site: Site, edition: Published) -> None:
    assert 'href="/library/people/author"' in read(site, "/library/people")
    page = read(site, "/library/people/author")
    assert f'href="/library/{edition[0]}/1/2"' in page


def test_a_language_has_a_home_page_of_its_own(site: Site, edition: Published) -> None:
    page = read(site, "/library/languages/ar")
    assert '<html lang="ar" dir="rtl">' in page
    assert f'href="/library/{edition[0]}/1"' in page


@pytest.mark.parametrize("path", ["/principles", "/principles/just", "/people", "/people/author", "/feeds"])
def test_principles_people_and_feeds_are_in_the_readers_language(site: Site, edition: Published, path: str) -> None:
    home, base = "/library/languages/ar", site.workbench.settings.base_url
    page = read(site, f"{home}{path}")
    assert '<html lang="ar" dir="rtl">' in page
    english = _said(read(site, f"/library{path}"))
    assert english
    assert not english & _said(page)
    assert {f'href="{home}{rest}"' for rest in ("/principles", "/people", "/feeds")} <= set(
        re.findall('href="[^"]+"', page)
    )
    assert not re.search(r'href="/library/(principles|people|feeds(?!/all))[^"]*"(?! lang="en")', page)
    assert f'<link rel="canonical" href="{base}{home}{path}">' in page
    for language, english_home in (("en", "/library"), ("x-default", "/library"), ("ar", home)):
        assert f'<link rel="alternate" hreflang="{language}" href="{base}{english_home}{path}">' in page
    assert f'<link rel="canonical" href="{base}/library{path}">' in read(site, f"/library/languages/en{path}")


def _said(page: str) -> set[str]:
    """The English interface's words that are on a page."""
    text = html.unescape(re.sub("<[^>]*>", "\n", page))
    with (FOLDER / "ar" / "LC_MESSAGES" / f"{DOMAIN}.po").open("rb") as file:
        messages = {str(message.id) for message in read_po(file) if _of_the_library(message)}
    return messages & set(map(str.strip, text.splitlines()))


def _of_the_library(message: Message) -> bool:
    return bool(message.id) and any(path.startswith("blueprint/web/") for path, _ in message.locations)


def test_a_text_leads_to_people_and_principles_in_its_language(site: Site, edition: Published) -> None:
    assert 'href="/library/languages/ar/people/author"' in read(site, f"/library/{edition[0]}/1/2")
    assert 'href="/library/people/author"' in read(site, f"/library/{edition[0]}/1/1")
