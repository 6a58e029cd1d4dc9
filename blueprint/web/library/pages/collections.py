"""The library's home, for all languages and for one; a collection; the list of feeds."""

from blueprint.web.library.context import LibraryContext
from blueprint.web.library.pages.layout import render_page
from blueprint.web.library.paging import NAMES, page_of
from blueprint.web.library.response import LibraryResponse


def home(context: LibraryContext, page: int = 1) -> LibraryResponse:
    """Every collection, the most recently published first."""
    shown = page_of(context.catalogue.newest, page, "/library")
    return render_page(context, "home.html", "en", list_page=shown, only_language="")


def home_in_language(context: LibraryContext, tag: str, page: int = 1) -> LibraryResponse:
    """The home in one language, with the collections that can be read in it."""
    context.require_language(tag)
    editions = tuple(edition for edition in context.catalogue.newest if tag in edition.languages)
    shown = page_of(editions, page, f"/library/languages/{tag}")
    return render_page(context, "home.html", tag, list_page=shown, only_language=tag)


def collection(context: LibraryContext, slug: str, page: int = 1) -> LibraryResponse:
    """One collection with its editions."""
    editions = context.find_collection(slug)
    shown, newest = page_of(editions, page, f"/library/{slug}"), editions[0]
    return render_page(context, "collection.html", newest.language, list_page=shown, newest=newest)


def feeds(context: LibraryContext, tag: str = "", page: int = 1) -> LibraryResponse:
    """The addresses of the feeds and catalogues."""
    language = context.page_language(tag)
    shown = page_of(context.catalogue.newest, page, f"{context.language_root(language)}/feeds", NAMES)
    return render_page(context, "feeds.html", language, list_page=shown, localized_path="/feeds")
