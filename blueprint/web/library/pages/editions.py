"""An edition's page, and a page to read each of its proposals on."""

import re

from markupsafe import Markup

from blueprint.domain.errors import NotFound
from blueprint.publishing import Chapter, places_in
from blueprint.publishing.citing import plain
from blueprint.publishing.matter import colophon
from blueprint.services.library import changes, citations, reading
from blueprint.text import split
from blueprint.web.library.context import LibraryContext, parse_number
from blueprint.web.library.metadata import schema_org
from blueprint.web.library.pages.layout import render_page
from blueprint.web.library.response import LibraryResponse


def edition(context: LibraryContext, slug: str, number: str) -> LibraryResponse:
    """An edition: its cover, contents, foreword and colophon, and what changed since the one before."""
    edition = context.find_edition(slug, number)
    opened = reading.open_edition(context.workbench, edition)
    foreword = reading.foreword_html(context.workbench, opened)
    earlier = context.catalogue.edition(slug, edition.number - 1)
    return render_page(
        context,
        "edition.html",
        edition.language,
        edition=edition,
        newest=context.find_collection(slug)[0],
        book=opened.book,
        foreword=None if foreword is None else Markup(foreword),  # noqa: S704 - sanitized by publishing
        citation=plain.text(citations.edition_work(edition, opened, context.principles)),
        colophon_rows=colophon.colophon(opened.book, opened.digest),
        earlier_edition=earlier,
        proposal_changes=changes.proposals_changed_since(context.workbench, edition, earlier) if earlier else (),
        metadata=schema_org.of_edition(context, edition, opened.book, opened.digest),
        errata=context.catalogue.errata_on(edition),
    )


def proposal(context: LibraryContext, slug: str, number: str, chapter: str) -> LibraryResponse:
    """A proposal of an edition."""
    edition = context.find_edition(slug, number)
    entry = edition.entry(parse_number(chapter))
    if entry is None:
        raise NotFound("There is no such proposal in this edition. Look at its contents.")
    opened = reading.open_edition(context.workbench, edition)
    book_chapter, body = reading.read_chapter(context.workbench, edition, entry.chapter)
    newest = context.find_collection(slug)[0]
    return render_page(
        context,
        "proposal.html",
        entry.language,
        edition=edition,
        entry=entry,
        previous_entry=edition.entry(entry.chapter - 1),
        next_entry=edition.entry(entry.chapter + 1),
        newest=newest,
        newest_entry=next((other for other in newest.entries if other.proposal_id == entry.proposal_id), None),
        book=opened.book,
        citation=plain.text(citations.proposal_work(edition, entry, opened, context.principles)),
        chapter=book_chapter,
        body=None if body is None else Markup(body),  # noqa: S704 - sanitized by publishing
        headings=headings(body or ""),
        labels=_labels(book_chapter),
        principles_by_key={principle.key: principle for principle in context.principles.all(entry.language)},
        metadata=schema_org.of_proposal(context, edition, entry),
        errata=context.catalogue.errata_on(edition, entry.chapter),
    )


_HEADING = re.compile(r'<h2[^>]*\bid="([^"]+)"[^>]*>(.*?)</h2>', re.DOTALL)


def headings(html: str) -> tuple[tuple[str, str], ...]:
    """The ids and the text of the `h2` elements in HTML that publishing has sanitized."""
    return tuple((anchor, Markup(content).striptags()) for anchor, content in _HEADING.findall(html))  # noqa: S704


def _labels(chapter: Chapter) -> dict[str, str]:
    """What the paragraphs of a chapter are called, by their ids; only for one whose claims name paragraphs."""
    if not any(advance.evidence for advance in chapter.advances):
        return {}
    return {place.anchor: place.label for place in places_in(chapter, split(chapter.markdown)) if place}
