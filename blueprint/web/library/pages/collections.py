"""The library's home, for all languages and for one; a collection; the list of feeds."""

from blueprint.web.library.context import LibraryContext
from blueprint.web.library.pages.layout import render_page
from blueprint.web.library.response import LibraryResponse


def home(context: LibraryContext) -> LibraryResponse:
    """Every collection, the most recently published first."""
    return render_page(context, "home.html", "en", editions=context.catalogue.newest, only_language="")


def home_in_language(context: LibraryContext, tag: str) -> LibraryResponse:
    """The home in one language, with the collections that can be read in it."""
    context.require_language(tag)
    editions = tuple(edition for edition in context.catalogue.newest if tag in edition.languages)
    return render_page(context, "home.html", tag, editions=editions, only_language=tag)


def collection(context: LibraryContext, slug: str) -> LibraryResponse:
    """One collection with its editions."""
    editions = context.find_collection(slug)
    return render_page(context, "collection.html", editions[0].language, editions=editions, newest=editions[0])


def feeds(context: LibraryContext, tag: str = "") -> LibraryResponse:
    """The addresses of the feeds and catalogues."""
    language = context.page_language(tag)
    return render_page(context, "feeds.html", language, editions=context.catalogue.newest, localized_path="/feeds")
