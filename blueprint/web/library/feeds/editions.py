"""Feeds of new editions and of notes on older ones: of everything, of a collection, of a language."""

from collections.abc import Callable
from datetime import UTC, datetime
from xml.etree import ElementTree as Xml

from blueprint.domain.errata import Erratum
from blueprint.domain.languages import language_name
from blueprint.domain.library import PublishedEdition
from blueprint.locales import translations
from blueprint.services.library import catalogue
from blueprint.web.library.feeds import atom
from blueprint.web.library.feeds.xml import element
from blueprint.web.library.labels import ERRATUM_LABELS
from blueprint.web.library.pages.collections import require_language
from blueprint.web.library.response import Page, Place

MOST = 60
"""Entries of a feed, the newest first."""
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def everything(place: Place) -> Page:
    """Every edition and note."""
    return _feed(place, "/library/feeds/all.xml", "Blueprint · Library", "/library", "en", lambda _: True)


def of_collection(place: Place, slug: str) -> Page:
    """A collection's editions, and the notes on them."""
    newest = catalogue.read_collection(place.workbench, slug)[0]
    home = f"/library/{slug}"
    return _feed(place, f"{home}/feed.xml", newest.title, home, newest.language, lambda volume: volume.slug == slug)


def of_language(place: Place, tag: str) -> Page:
    """The editions in which something is in that language, and the notes on them."""
    require_language(place, tag)
    home = f"/library/languages/{tag}"
    title = f"Blueprint · {language_name(tag)}"
    return _feed(place, f"{home}/feed.xml", title, home, tag, lambda volume: tag in volume.languages)


def _feed(
    place: Place, path: str, title: str, home: str, language: str, fits: Callable[[PublishedEdition], bool]
) -> Page:
    volumes = {volume.id: volume for volume in place.shelf.editions if fits(volume)}
    notices = [notice for notice in place.shelf.errata if notice.edition_id in volumes]
    happened: list[tuple[datetime, PublishedEdition, Erratum | None]] = [
        *((volume.published_at, volume, None) for volume in volumes.values()),
        *((notice.added_at, volumes[notice.edition_id], notice) for notice in notices),
    ]
    happened = sorted(happened, key=lambda row: row[0], reverse=True)[:MOST]
    root = atom.feed(place, path, title, happened[0][0] if happened else _NEVER, language=language)
    element(root, "link", rel="self", type="application/atom+xml", href=place.address(path))
    element(root, "link", rel="alternate", type="text/html", href=place.address(home))
    for _, volume, notice in happened:
        if notice:
            _notice(root, volume, notice)
        else:
            _edition(place, root, volume)
    return atom.page(root)


def _edition(place: Place, root: Xml.Element, volume: PublishedEdition) -> None:
    node = atom.edition_entry(place, root, volume)
    element(node, "link", rel="alternate", type="text/html", href=volume.permalink, hreflang=volume.language)
    for file in volume.artifacts:
        href = f"{volume.permalink}/{file.filename}"
        element(node, "link", rel="enclosure", type=file.media_type, length=str(file.size), href=href)


def _notice(root: Xml.Element, volume: PublishedEdition, notice: Erratum) -> None:
    """A note has an id under the edition's address; it leads to what it is about."""
    about = volume.entry(notice.chapter)
    kind = translations(volume.language).gettext(ERRATUM_LABELS[notice.kind.value])
    title = f"{kind}: {about.title if about else atom.titled(volume)}"
    node = atom.entry(root, f"{volume.permalink}#note-{notice.id}", title, notice.added_at, language=volume.language)
    element(node, "summary", notice.body, type="text")
    href = volume.permalink_of(about) if about else volume.permalink
    element(node, "link", rel="alternate", type="text/html", href=href)
    if notice.successor:
        element(node, "link", rel="related", href=notice.successor)
