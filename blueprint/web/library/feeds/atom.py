"""Atom documents (RFC 4287), which the feeds and the OPDS 1.2 catalogue are both made of."""

from datetime import UTC, datetime
from xml.etree import ElementTree as Xml

from blueprint.domain.library import PublishedEdition
from blueprint.publishing.colophon import LICENCES
from blueprint.web.library.feeds.xml import element, written
from blueprint.web.library.labels import edition_label
from blueprint.web.library.response import Page, Place

ATOM = "application/atom+xml; charset=utf-8"


def feed(place: Place, path: str, title: str, updated: datetime, *, language: str = "en") -> Xml.Element:
    """An empty feed; its id is its own address."""
    root = Xml.Element(
        "feed",
        {
            "xmlns": "http://www.w3.org/2005/Atom",
            "xmlns:dc": "http://purl.org/dc/terms/",
            "xmlns:opds": "http://opds-spec.org/2010/catalog",
            "xml:lang": language,
        },
    )
    element(root, "id", place.address(path))
    element(root, "title", title)
    element(root, "updated", moment(updated))
    element(element(root, "author"), "name", place.workbench.settings.publisher)
    return root


def page(root: Xml.Element, media_type: str = ATOM) -> Page:
    """The feed as an answer."""
    return Page(written(root), media_type)


def entry(root: Xml.Element, identifier: str, title: str, updated: datetime, *, language: str = "") -> Xml.Element:
    """An entry with what every entry must have."""
    node = element(root, "entry", **({"xml__lang": language} if language else {}))
    element(node, "id", identifier)
    element(node, "title", title)
    element(node, "updated", moment(updated))
    return node


def edition_entry(place: Place, root: Xml.Element, volume: PublishedEdition) -> Xml.Element:
    """An edition: who wrote it, what it is about, under which licence."""
    node = entry(root, volume.permalink, titled(volume), volume.published_at, language=volume.language)
    element(node, "published", moment(volume.published_at))
    for name in authors(volume):
        element(element(node, "author"), "name", name)
    for principle in place.principles.all(volume.language):
        if principle.key in volume.advances:
            element(node, "category", term=principle.key, label=principle.name)
    element(node, "rights", LICENCES.get(volume.licence, (volume.licence, ""))[0])
    element(node, "summary", summary(volume), type="text")
    return node


def titled(volume: PublishedEdition) -> str:
    """Title and edition, in the edition's language."""
    return f"{volume.title} · {edition_label(volume)}"


def authors(volume: PublishedEdition) -> tuple[str, ...]:
    """Everyone who has a part in it, each once; the publisher where nobody is named."""
    names = dict.fromkeys(name for entry in volume.entries for name in entry.contributors if name.strip())
    return tuple(names) or (volume.publisher,)


def summary(volume: PublishedEdition) -> str:
    """What is in it, for a list: the beginning of its foreword, or its titles."""
    return volume.excerpt or " · ".join(entry.title for entry in volume.entries)


def moment(when: datetime) -> str:
    """A time as RFC 3339 has it, to the second."""
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
