"""Full-text search as a page."""

from collections.abc import Mapping
from urllib.parse import urlencode

from blueprint.services.library import search
from blueprint.web.library.context import LibraryContext
from blueprint.web.library.feeds.catalogue_lists import search_words
from blueprint.web.library.pages.layout import render_page
from blueprint.web.library.response import CachePolicy, LibraryResponse


def results(context: LibraryContext, query: Mapping[str, str]) -> LibraryResponse:
    """The form with the words of the query, and what was found; a query has words, and phrases in quotation marks."""
    words, language = search_words(query.get("q", "")), query.get("language", "")
    language = language if language in context.catalogue.languages else ""
    found = search.find(context.workbench, words, language=language, page=_page_number(query.get("page", "1")))
    return render_page(
        context,
        "search.html",
        language or "en",
        cache_policy=CachePolicy.SHORT,
        words=words,
        only_language=language,
        found=found,
        suggestion_url=_page_url(found.suggestion, language) if found.suggestion else "",
        next_url=_page_url(words, language, found.page + 1) if found.more else "",
        previous_url=_page_url(words, language, found.page - 1) if found.page > 1 else "",
    )


def _page_number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 4 else 1


def _page_url(words: str, language: str, page: int = 1) -> str:
    parameters = {"q": words, "language": language, "page": str(page) if page > 1 else ""}
    return "/library/search?" + urlencode({name: value for name, value in parameters.items() if value})
