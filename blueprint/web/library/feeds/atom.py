"""Atom documents (RFC 4287), which the feeds and the OPDS 1.2 catalogue are."""

from datetime import UTC, datetime
from xml.etree import ElementTree as Xml

from blueprint.domain.published_editions import PublishedEdition
from blueprint.publishing.matter.colophon import LICENCES
from blueprint.web.library.context import LibraryContext
from blueprint.web.library.feeds.xml_writer import add_element, serialize
from blueprint.web.library.labels import edition_label
from blueprint.web.library.response import LibraryResponse

ATOM = "application/atom+xml; charset=utf-8"
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
"""When a feed without entries was updated."""


def new_feed(context: LibraryContext, path: str, title: str, updated: datetime, *, language: str = "en") -> Xml.Element:
    """A feed without entries; its id is its URL."""
    root = Xml.Element(
        "feed",
        {
            "xmlns": "http://www.w3.org/2005/Atom",
            "xmlns:dc": "http://purl.org/dc/terms/",
            "xmlns:opds": "http://opds-spec.org/2010/catalog",
            "xml:lang": language,
        },
    )
    add_element(root, "id", context.absolute_url(path))
    add_element(root, "title", title)
    add_element(root, "updated", timestamp(updated))
    add_element(add_element(root, "author"), "name", context.workbench.settings.publisher)
    return root


def feed_response(root: Xml.Element, media_type: str = ATOM) -> LibraryResponse:
    """The feed as UTF-8 with its media type and cache policy."""
    return LibraryResponse(serialize(root), media_type)


def add_entry(root: Xml.Element, identifier: str, title: str, updated: datetime, *, language: str = "") -> Xml.Element:
    """A new entry with the elements that every entry must have."""
    node = add_element(root, "entry", **({"xml__lang": language} if language else {}))
    add_element(node, "id", identifier)
    add_element(node, "title", title)
    add_element(node, "updated", timestamp(updated))
    return node


def add_edition_entry(context: LibraryContext, root: Xml.Element, edition: PublishedEdition) -> Xml.Element:
    """A new entry for an edition, with its authors, principles, licence and summary."""
    title = title_with_number(edition)
    node = add_entry(root, edition.permalink, title, edition.published_at, language=edition.language)
    add_element(node, "published", timestamp(edition.published_at))
    for name in authors(edition):
        add_element(add_element(node, "author"), "name", name)
    for principle in context.principles.all(edition.language):
        if principle.key in edition.advances:
            add_element(node, "category", term=principle.key, label=principle.name)
    add_element(node, "rights", LICENCES.get(edition.licence, (edition.licence, ""))[0])
    add_element(node, "summary", summary(edition), type="text")
    return node


def title_with_number(edition: PublishedEdition) -> str:
    """The title and the edition's number, in the edition's language."""
    return f"{edition.title} · {edition_label(edition)}"


def authors(edition: PublishedEdition) -> tuple[str, ...]:
    """Every contributor once; the publisher when there is none."""
    names = dict.fromkeys(name for entry in edition.entries for name in entry.contributors if name.strip())
    return tuple(names) or (edition.publisher,)


def summary(edition: PublishedEdition) -> str:
    """The first words of the foreword, or the titles of the proposals."""
    return edition.excerpt or " · ".join(entry.title for entry in edition.entries)


def timestamp(moment: datetime) -> str:
    """A time in UTC to the second (RFC 3339)."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
