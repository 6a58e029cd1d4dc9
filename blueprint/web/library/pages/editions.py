"""An edition: its cover, its contents, what it says of itself. And each of its proposals, to read."""

import re

from markupsafe import Markup

from blueprint.domain.errors import NotFound
from blueprint.domain.library import PublishedEdition
from blueprint.publishing import colophon
from blueprint.publishing.citing import plain
from blueprint.services.library import catalogue, changes, citations, reading
from blueprint.web.library.metadata import schema_org as metadata
from blueprint.web.library.pages.layout import draw
from blueprint.web.library.response import Page, Place

_NUMBER = re.compile("[1-9][0-9]{0,8}")


def edition(place: Place, slug: str, number: str) -> Page:
    """An edition's page."""
    volume = find(place, slug, number)
    opened = reading.open_edition(place.workbench, volume)
    foreword = reading.foreword_html(place.workbench, opened)
    earlier = place.shelf.edition(slug, volume.number - 1)
    return draw(
        place,
        "edition.html",
        volume.language,
        volume=volume,
        newest=place.shelf.collections[slug][0],
        book=opened.book,
        foreword=None if foreword is None else Markup(foreword),  # noqa: S704 - publishing lets no script through
        citation=plain.text(citations.edition_work(volume, opened, place.principles)),
        rows=colophon.colophon(opened.book, opened.digest),
        earlier=earlier,
        changed=changes.proposals_changed_since(place.workbench, volume, earlier) if earlier else (),
        meta=metadata.of_edition(place, volume, opened.book, opened.digest),
        notices=place.shelf.errata_on(volume),
    )


def proposal(place: Place, slug: str, number: str, chapter: str) -> Page:
    """A proposal of an edition, to read."""
    volume = find(place, slug, number)
    entry = volume.entry(whole(chapter))
    if entry is None:
        raise NotFound("There is no such proposal in this edition. Look at its contents.")
    opened = reading.open_edition(place.workbench, volume)
    printed, body = reading.read_chapter(place.workbench, volume, entry.chapter)
    newest = place.shelf.collections[slug][0]
    return draw(
        place,
        "proposal.html",
        entry.language,
        volume=volume,
        entry=entry,
        before=volume.entry(entry.chapter - 1),
        after=volume.entry(entry.chapter + 1),
        newest=newest,
        newer=next((e for e in newest.entries if e.proposal_id == entry.proposal_id), None),
        book=opened.book,
        citation=plain.text(citations.proposal_work(volume, entry, opened, place.principles)),
        chapter=printed,
        body=None if body is None else Markup(body),  # noqa: S704 - publishing lets no script through
        headings=headings(body or ""),
        called={principle.key: principle for principle in place.principles.all(entry.language)},
        meta=metadata.of_proposal(place, volume, entry),
        notices=place.shelf.errata_on(volume, entry.chapter),
    )


def find(place: Place, slug: str, number: str) -> PublishedEdition:
    """The edition of that address; raises `NotFound`."""
    return catalogue.find_edition(place.workbench, slug, whole(number))


def whole(written: str) -> int:
    """A number in an address; raises `NotFound` for anything that is none."""
    if not _NUMBER.fullmatch(written):
        raise NotFound("There is no such edition of this collection. Look at the list of its editions.")
    return int(written)


_HEADING = re.compile(r'<h2[^>]*\bid="([^"]+)"[^>]*>(.*?)</h2>', re.DOTALL)


def headings(html: str) -> tuple[tuple[str, str], ...]:
    """The anchors and words of a text's highest headings, from HTML of our own making."""
    return tuple((anchor, Markup(words).striptags()) for anchor, words in _HEADING.findall(html))  # noqa: S704 - see above
