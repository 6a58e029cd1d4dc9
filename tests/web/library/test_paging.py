"""Lists of the library in pages: each is bounded, says how many there are, and leads to the one before and after."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from blueprint.domain.catalogue import Catalogue
from blueprint.domain.editions import Artifact
from blueprint.domain.errors import NotFound
from blueprint.domain.principles import Stance
from blueprint.domain.published_editions import PublishedEdition, PublishedProposal
from blueprint.services.context import Workbench
from blueprint.services.library import search
from blueprint.web.library.context import LibraryContext
from blueprint.web.library.feeds import editions as feeds
from blueprint.web.library.feeds import opds, opds2
from blueprint.web.library.pages import collections, indexes
from blueprint.web.library.paging import page_number, page_of, page_url
from blueprint.web.library.response import LibraryResponse

LONGEST_PAGE = 100_000
"""Bytes."""
COLLECTIONS = 130
_NOW = datetime(2026, 5, 3, tzinfo=UTC)


def published(n: int, *, proposals: int = 20, slug: str = "", number: int = 1) -> PublishedEdition:
    """The n-th collection's edition, each with other people and every third in Arabic."""
    language = "ar" if n % 3 == 0 else "en"
    entries = tuple(
        PublishedProposal(
            chapter=at,
            proposal_id=f"proposal{n:04}{at:04}",
            title=f"الماء {at}" if language == "ar" else f"Proposal {at} on water, land and what holds for every town",
            language=language,
            excerpt="What is decided holds for every town, its council and its people, until it is changed." * 2,
            contributors=(f"Person {n} {at}", "Ada Okafor"),
            claims=(
                ("just", Stance.ADVANCES if at % 2 else Stance.TENSION, "It gives everybody the same right. " * 5),
            ),
            content_hash="0",
        )
        for at in range(1, proposals + 1)
    )
    made = {"sha256": "0" * 64, "size": 1_234_567, "media_type": "application/pdf"}
    return PublishedEdition(
        id=f"edition{n}", collection_id=f"collection{n}", slug=slug or f"collection-{n}", number=number,
        title=f"Collection {n}", language=language, excerpt="On water. " * 20, licence="CC-BY-4.0", publisher="Blueprint",
        permalink=f"https://example.org/library/collection-{n}/1", dated=_NOW, published_at=_NOW + timedelta(minutes=n),
        entries=entries,
        artifacts=tuple(Artifact(format=of, filename=f"c{n}.{of}", **made) for of in ("pdf", "epub", "docx", "html")),
        images=frozenset(),
    )  # fmt: skip


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    """Many collections, the newest first."""
    return Catalogue(stamp=(), editions=tuple(published(n) for n in reversed(range(COLLECTIONS))))


@pytest.fixture
def context(sqlite_bench: Workbench, catalogue: Catalogue) -> LibraryContext:
    """What pages are made from."""
    return LibraryContext(sqlite_bench, catalogue)


def text(response: LibraryResponse) -> str:
    """Its body, which is bounded."""
    assert len(response.body) <= LONGEST_PAGE
    return response.body.decode()


def test_every_collection_is_on_one_page_of_the_home(context: LibraryContext) -> None:
    pages = [text(collections.home(context, page)) for page in range(1, 8)]
    found = [slug for page in pages for slug in re.findall(r'<h2><a href="/library/(collection-\d+)/1"', page)]
    assert found == [f"collection-{n}" for n in reversed(range(COLLECTIONS))]
    assert 'href="/library?page=2" rel="next"' in pages[0]
    assert "Page 1 of 7; 130 in all" in pages[0]
    assert 'rel="prev"' not in pages[0]
    assert 'href="/library" rel="prev"' in pages[1]
    assert 'rel="next"' not in pages[6]
    with pytest.raises(NotFound):
        collections.home(context, 8)


def test_a_collection_of_many_proposals_lists_the_first_and_says_how_many(sqlite_bench: Workbench) -> None:
    large = Catalogue(stamp=(), editions=(published(1, proposals=1_000),))
    page = text(collections.home(LibraryContext(sqlite_bench, large)))
    assert "All 1000 proposals" in page
    assert len(re.findall(r'<li><a href="/library/collection-1/1/\d+"', page)) == 12


def test_editions_people_and_claims_have_pages(context: LibraryContext, sqlite_bench: Workbench) -> None:
    same = tuple(published(n, slug="water", number=n) for n in range(1, 51))
    many = LibraryContext(sqlite_bench, Catalogue(stamp=(), editions=same))
    assert "Page 3 of 3; 50 in all" in text(collections.collection(many, "water", 3))
    assert text(collections.collection(many, "water")).count("newest</small>") == 1
    first, last = text(indexes.all_people(context)), text(indexes.all_people(context, page=14))
    assert "Page 1 of 14; 2601 in all" in first
    assert 'rel="next"' not in last
    person = text(indexes.person(context, "ada-okafor", page=2))
    assert "Page 2 of 130; 2600 in all" in person
    claims = [text(indexes.principle(context, "just", page=page)) for page in (1, 65, 66, 130)]
    assert ["Proposals that advance it" in page for page in claims] == [True, True, False, False]
    assert ["Proposals in tension with it" in page for page in claims] == [False, False, True, True]
    assert "/library/languages/ar/principles/just?page=3" in text(indexes.principle(context, "just", "ar", page=2))
    assert "Page 1 of" not in text(collections.feeds(context))


def test_feeds_lead_to_older_entries(context: LibraryContext) -> None:
    first, second, third = (feeds.everything(context, page).body.decode() for page in (1, 2, 3))
    assert [body.count("<entry") for body in (first, second, third)] == [60, 60, 10]
    assert 'rel="next"' in first
    assert "/library/feeds/all.xml?page=2" in first
    assert 'rel="previous"' not in first
    assert 'rel="next"' not in third
    assert "/library/feeds/all.xml?page=2" in third


def test_what_a_search_of_a_reading_app_finds_has_pages(
    context: LibraryContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = context.catalogue.newest
    monkeypatch.setattr(search, "find_editions", lambda _workbench, _words: found)
    first, last = ({"q": "water", "query": "water", "page": page} for page in ("1", "3"))
    assert opds.search_results(context, first).body.count(b"<entry") == 50
    assert b"/library/opds/search?q=water&amp;page=2" in opds.search_results(context, first).body
    assert opds.search_results(context, last).body.count(b"<entry") == COLLECTIONS - 100
    assert b'rel="next"' not in opds.search_results(context, last).body
    assert b"search.json?query=water&page=2" in opds2.search_results(context, first).body
    assert opds.search_results(context, {**first, "page": "9"}).body.count(b"<entry") == COLLECTIONS - 100


def test_a_page_of_nothing_is_the_first_one() -> None:
    page = page_of((), 1, "/library")
    assert (page.items, page.pages, page.total, page.next_url, page.previous_url) == ((), 1, 0, "", "")
    assert page_url("/library", 1) == "/library"


@pytest.mark.parametrize("asked", [None, "", "0", "-1", "x", "1.5", "٣", "9" * 12])
def test_what_is_no_number_asks_for_the_first_page(asked: str | None) -> None:
    assert page_number(asked) == 1
