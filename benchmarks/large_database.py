"""A database that grew: `python -m benchmarks.large_database [--proposals 1000] [--revisions 15] [--beside 100]`.

Makes two workbenches with so many proposals, of so many revisions each, in twenty convenings of which one person is a
member, with threads, events, drafts and editions; rows are stored as the services store them, without their checks. Then
opens the same pages of both, one after the other and in turn, and prints the median of each and how much longer the large
one takes. What is claimed is 1.5 times at most, with 10,000 proposals beside 100.
"""

import argparse
import asyncio
import os
import random
import statistics
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import httpx
from sqlmodel import Session
from websockets.asyncio.client import connect

from benchmarks.people import step
from benchmarks.serving import MeasuredSite, served
from blueprint.domain.collections import Collection
from blueprint.domain.convenings import Convening, Role, Visibility
from blueprint.domain.editions import Edition, EditionChapter, EditionState
from blueprint.domain.events import EventKind
from blueprint.domain.people import Person
from blueprint.domain.proposals import Status
from blueprint.domain.revisions import ParagraphSpan, Revision, content_hash
from blueprint.services.accounts import account
from blueprint.services.context import Workbench
from blueprint.services.drafting.next_revision import first_revision
from blueprint.services.review import threads
from blueprint.services.search import indexing
from blueprint.storage import collections, convenings, editions, events, people, proposals, revisions

LONGEST_PAGE = 100_000
"""Bytes."""
CONVENINGS, PARAGRAPHS, CHAPTERS = 20, 8, 10
BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
TOPICS = (
    *("water", "land", "energy", "care", "peace", "town", "council", "people"),
    *("price", "right", "law", "share", "river", "house", "work", "health"),
)
SYLLABLES = (tuple("bdfgklmnprst"), ("a", "e", "ino", "oru", "ul"), tuple("lmnrstvz"))
WORDS = [*map("".join, product(*SYLLABLES)), *TOPICS]
FREQUENCIES = [1 / (20 + rank) for rank in range(len(WORDS))]
"""Of words by rank, about as in prose (Zipf's law): the topics are among the less frequent ones."""
ROUNDS = 15
PAUSE = 0.2
"""Seconds between two steps: a session that asks for more in a row is slowed down."""


class Grown(NamedTuple):
    """What is opened: a convening, a proposal with all its revisions, an edition."""

    convening: str
    proposal: str
    slug: str


def main(sizes: tuple[int, int], numbers: int) -> None:
    """Make both, measure in turn, print."""
    with (
        TemporaryDirectory() as small,
        TemporaryDirectory() as large,
        served(Path(small), 1) as few,
        served(Path(large), 1) as many,
    ):
        found = [grow(site, size, numbers) for site, size in ((few, sizes[0]), (many, sizes[1]))]
        print(f"load of the machine: {os.getloadavg()[0]:.2f} on {os.cpu_count()} processors")
        asyncio.run(measure((few, many), found, sizes))


def grow(site: MeasuredSite, size: int, numbers: int) -> Grown:
    """Fill the site's database."""
    bench, began = site.workbench, time.perf_counter()
    person = account.read_account(bench, site.sample.people["thandeka"])
    with bench.database.transaction() as session:
        homes = [add_convening(session, person, n) for n in range(CONVENINGS)]
        for home in homes:
            convenings.set_role(session, home, signed_in(session), Role.EDITOR, BEGIN)
    made = []
    for n in range(size):
        with bench.database.transaction() as session:
            made.append(add_proposal(session, person, homes[n % CONVENINGS], n, numbers))
    slug = add_editions(bench, person, homes, made)
    for proposal in made[:: max(1, size // 50)]:
        threads.start_thread(
            bench, person.id, proposal, revision=numbers, start=0, end=5, body="Does this hold for all?"
        )
    print(f"{size} proposals × {numbers} revisions made in {time.perf_counter() - began:.0f} s")
    return Grown(homes[0], made[0], slug)


def signed_in(session: Session) -> str:
    """The person whose browser opens the pages."""
    person = people.by_email(session, "person0@example.org")
    assert person is not None
    return person.id


def add_convening(session: Session, person: Person, n: int) -> str:
    """A convening of that person's."""
    made = Convening(
        id=f"convening{n:03}", title=f"Convening {n}", purpose="What holds for every town. " * 40,
        visibility=Visibility.MEMBERS, created_at=BEGIN + timedelta(minutes=n),
    )  # fmt: skip
    convenings.add(session, made)
    convenings.set_role(session, made.id, person.id, Role.AUTHOR, BEGIN)
    return made.id


def add_proposal(session: Session, person: Person, home: str, n: int, numbers: int) -> str:
    """A proposal with all its revisions and their events."""
    rng, proposal_id = random.Random(n), f"p{n:011}"
    at = BEGIN + timedelta(minutes=n)
    row = proposals.ProposalRow(
        id=proposal_id, convening_id=home, title=f"Proposal {n} on {rng.choice(TOPICS)}", language="en",
        status=Status.IN_REVIEW if n % 20 == 0 else Status.DRAFT, head=numbers, created_at=at,
        changed_at=at + timedelta(hours=numbers),
    )  # fmt: skip
    proposals.add(session, row, [person.id] if n % 10 == 0 else [])
    for revision in history(proposal_id, row.title, person, rng, at, numbers):
        revisions.add(session, revision, revisions.compressed(session, revision))
        events.add(
            session,
            events.EventRow(
                at=revision.saved_at, actor_id=person.id, fact=EventKind.REVISION_SAVED, convening_id=home,
                proposal_id=proposal_id, data={"revision": revision.number, "message": revision.message},
            ),
        )  # fmt: skip
    return proposal_id


def history(
    proposal_id: str, title: str, person: Person, rng: random.Random, at: datetime, numbers: int
) -> list[Revision]:
    """Revisions, each with one paragraph more words than the one before; the lineages stay."""
    texts = [" ".join(rng.choices(WORDS, FREQUENCIES, k=30)).capitalize() + "." for _ in range(PARAGRAPHS)]
    found = [first_revision(proposal_id, title, "en", "\n\n".join(texts), "Started", person, at)]
    for number in range(2, numbers + 1):
        texts[number % PARAGRAPHS] += f" {rng.choice(WORDS).capitalize()} too."
        markdown = "\n\n".join(texts)
        spans, start = [], 0
        for before, text in zip(found[0].paragraphs, texts, strict=True):
            spans.append(ParagraphSpan(lineage=before.lineage, start=start, end=start + len(text)))
            start += len(text) + 2
        changed = {
            "number": number,
            "markdown": markdown,
            "content_hash": content_hash(title, "en", markdown),
            "parent": number - 1,
        }
        saved_at = at + timedelta(hours=number)
        found.append(found[0].model_copy(update={**changed, "paragraphs": tuple(spans), "saved_at": saved_at}))
    return found


def add_editions(bench: Workbench, person: Person, homes: list[str], made: list[str]) -> str:
    """A published edition of every ten proposals, in the index of the search; the newest one's name in addresses."""
    slug = ""
    for n in range(0, max(len(made) // CHAPTERS, 1)):
        with bench.database.transaction() as session:
            slug = f"collection-{n}"
            some = made[n * CHAPTERS : (n + 1) * CHAPTERS]
            texts = [revision for one in some if (revision := revisions.get(session, one, 1))]
            collection = Collection(
                id=f"c{n:011}", convening_id=homes[n % CONVENINGS], slug=slug, title=f"Collection {n}", foreword="On water.",
                language="en", created_at=BEGIN, proposals=tuple(some),
            )  # fmt: skip
            collections.add(session, collection)
            edition = published(bench, person, collection, n, texts)
            editions.add(session, edition)
        indexing.index_edition(bench, edition.id)
    return slug


def published(bench: Workbench, person: Person, collection: Collection, n: int, texts: list[Revision]) -> Edition:
    """An edition without files."""
    chapters = tuple(
        EditionChapter(
            proposal_id=text.proposal_id, revision=1, title=text.title, language="en", markdown=text.markdown,
            content_hash=text.content_hash, contributors=(f"Person {n % 97}",),
            paragraphs=tuple((span.start, span.end, span.lineage) for span in text.paragraphs),
            principles=(("just", "advances", "It gives everybody the same right."),),
        )
        for text in texts
    )  # fmt: skip
    return Edition(
        id=f"e{n:011}", collection_id=collection.id, number=1, licence="CC-BY-4.0", publisher="Blueprint",
        permalink=f"{bench.settings.base_url}/library/{collection.slug}/1", title=collection.title,
        foreword=collection.foreword, language="en", state=EditionState.PUBLISHED, progress=1.0, step="", problem="",
        published_by=person.id, started_at=BEGIN, published_at=BEGIN + timedelta(minutes=n), content_hash=f"{n:064x}",
        chapters=chapters, artifacts=(),
    )  # fmt: skip


async def measure(sites: tuple[MeasuredSite, MeasuredSite], found: list[Grown], sizes: tuple[int, int]) -> None:
    """A line for each page."""
    print(f"{'':<24}{sizes[0]:>8} {sizes[1]:>10}   ratio   first, each")
    pairs = [await opened(site, grown) for site, grown in zip(sites, found, strict=True)]
    for name in pairs[0]:
        seconds: list[list[float]] = [[], []]
        for _ in range(ROUNDS + 1):
            for at, pages in enumerate(pairs):
                began = time.perf_counter()
                await pages[name]()
                seconds[at].append(time.perf_counter() - began)
                await asyncio.sleep(PAUSE)
        few, many = (statistics.median(times[1:]) * 1000 for times in seconds)
        first = ", ".join(f"{times[0] * 1000:.0f} ms" for times in seconds)  # of the library: what no cache has yet
        note = "  over 1.5" if many > 1.5 * few else ""
        print(f"{name:<24}{few:>6.1f} ms {many:>8.1f} ms   {many / few:>5.2f}   {first}{note}")


async def opened(site: MeasuredSite, grown: Grown) -> dict[str, Callable[[], Awaitable[None]]]:
    """By name what opens a page: of the workbench over its websocket, of the library over HTTP."""
    address = site.url.replace("http", "ws", 1) + "/_stcore/stream"
    headers = {"Cookie": f"session={site.sessions[0]}"}
    socket = await connect(
        address, origin=site.url, additional_headers=headers, subprotocols=["streamlit"], max_size=None  # type: ignore[list-item]
    )  # fmt: skip
    await step(socket, "", "")
    one, home = f"id={grown.proposal}", f"id={grown.convening}"
    pages = {
        "home": ("", ""), "convenings": ("convenings", ""), "convening": ("convening", home), "people": ("people", home),
        "what happened": ("activity", home), "coverage": ("coverage", home), "collections": ("collections", home),
        "proposal": ("proposal", one), "history": ("history", one), "compare": ("review", f"{one}&old=3&new=12"),
        "write": ("draft", one),
    }  # fmt: skip
    steps = {name: partial(step, socket, *page) for name, page in pages.items()}
    client = httpx.AsyncClient(base_url=site.url, timeout=60)
    edition = f"/library/{grown.slug}/1"
    paths = {
        "library": "/library", "library, people": "/library/people", "library, principle": "/library/principles/just",
        "edition": edition, "published proposal": f"{edition}/1", "search, one word": "/library/search?q=river",
        "search, three words": "/library/search?q=river+house+law", "search, a phrase": '/library/search?q="river+house"',
        "feed": "/library/feeds/all.xml", "OPDS": "/library/opds/all/1.xml", "sitemap": "/sitemap.xml",
    }  # fmt: skip
    return steps | {name: partial(fetch, client, name, path) for name, path in paths.items()}


async def fetch(client: httpx.AsyncClient, name: str, path: str) -> None:
    """Read a page; says so when it is larger than a page may be."""
    answer = await client.get(path)
    answer.raise_for_status()
    if len(answer.content) > LONGEST_PAGE and name != "sitemap":
        print(f"{name} has {len(answer.content)} bytes")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--proposals", type=int, default=1_000)
    parser.add_argument("--revisions", type=int, default=15)
    parser.add_argument("--beside", type=int, default=100)
    asked = parser.parse_args()
    main((asked.beside, asked.proposals), asked.revisions)
