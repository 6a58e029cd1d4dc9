"""Atom feeds of new editions and of errata: of everything, of a collection, of a language."""

from collections.abc import Callable
from datetime import datetime
from xml.etree import ElementTree as Xml

from blueprint.domain.errata import Erratum
from blueprint.domain.languages import language_name
from blueprint.domain.published_editions import PublishedEdition
from blueprint.locales import translations
from blueprint.web.library.context import LibraryContext
from blueprint.web.library.feeds import atom
from blueprint.web.library.feeds.xml_writer import add_element
from blueprint.web.library.labels import ERRATUM_LABELS
from blueprint.web.library.paging import page_of
from blueprint.web.library.response import LibraryResponse

MAX_ENTRIES = 60
"""Entries of a document of a feed, the newest first; the next document has older ones (RFC 5005, paged feeds)."""


def everything(context: LibraryContext, page: int = 1) -> LibraryResponse:
    """Every edition and erratum."""
    return _feed(
        context, "/library/feeds/all.xml", "Blueprint · Library", "/library", "en", lambda _edition: True, page
    )


def of_collection(context: LibraryContext, slug: str, page: int = 1) -> LibraryResponse:
    """A collection's editions, and the errata on them."""
    newest = context.find_collection(slug)[0]
    home = f"/library/{slug}"
    return _feed(
        context, f"{home}/feed.xml", newest.title, home, newest.language, lambda edition: edition.slug == slug, page
    )


def of_language(context: LibraryContext, tag: str, page: int = 1) -> LibraryResponse:
    """The editions in which something is in a language, and the errata on them."""
    context.require_language(tag)
    home = f"/library/languages/{tag}"
    title = f"Blueprint · {language_name(tag)}"
    return _feed(context, f"{home}/feed.xml", title, home, tag, lambda edition: tag in edition.languages, page)


def _feed(
    context: LibraryContext,
    path: str,
    title: str,
    home: str,
    language: str,
    includes: Callable[[PublishedEdition], bool],
    page: int,
) -> LibraryResponse:
    shown = page_of(_items(context, includes), page, path, MAX_ENTRIES)
    items = shown.items
    root = atom.new_feed(context, path, title, items[0][0] if items else atom.EPOCH, language=language)
    add_element(root, "link", rel="self", type="application/atom+xml", href=context.absolute_url(shown.url))
    for rel, url in (("first", path), ("previous", shown.previous_url), ("next", shown.next_url)):
        if url and shown.pages > 1:
            add_element(root, "link", rel=rel, type="application/atom+xml", href=context.absolute_url(url))
    add_element(root, "link", rel="alternate", type="text/html", href=context.absolute_url(home))
    for _time, edition, erratum in items:
        if erratum:
            _add_erratum(root, edition, erratum)
        else:
            _add_edition(context, root, edition)
    return atom.feed_response(root)


def _items(
    context: LibraryContext, includes: Callable[[PublishedEdition], bool]
) -> list[tuple[datetime, PublishedEdition, Erratum | None]]:
    """The editions, and errata with the edition that they are on, the newest first."""
    editions = {edition.id: edition for edition in context.catalogue.editions if includes(edition)}
    errata = (erratum for erratum in context.catalogue.errata if erratum.edition_id in editions)
    items: list[tuple[datetime, PublishedEdition, Erratum | None]] = [
        *((edition.published_at, edition, None) for edition in editions.values()),
        *((erratum.added_at, editions[erratum.edition_id], erratum) for erratum in errata),
    ]
    return sorted(items, key=lambda item: item[0], reverse=True)


def _add_edition(context: LibraryContext, root: Xml.Element, edition: PublishedEdition) -> None:
    node = atom.add_edition_entry(context, root, edition)
    add_element(node, "link", rel="alternate", type="text/html", href=edition.permalink, hreflang=edition.language)
    for file in edition.artifacts:
        href = f"{edition.permalink}/{file.filename}"
        add_element(node, "link", rel="enclosure", type=file.media_type, length=str(file.size), href=href)


def _add_erratum(root: Xml.Element, edition: PublishedEdition, erratum: Erratum) -> None:
    """The id of an erratum is below the edition's URL; its link leads to what it is about."""
    about = edition.entry(erratum.chapter)
    kind = translations(edition.language).gettext(ERRATUM_LABELS[erratum.kind.value])
    title = f"{kind}: {about.title if about else atom.title_with_number(edition)}"
    identifier = f"{edition.permalink}#note-{erratum.id}"
    node = atom.add_entry(root, identifier, title, erratum.added_at, language=edition.language)
    add_element(node, "summary", erratum.body, type="text")
    href = edition.permalink_of(about) if about else edition.permalink
    add_element(node, "link", rel="alternate", type="text/html", href=href)
    if erratum.successor:
        add_element(node, "link", rel="related", href=erratum.successor)
