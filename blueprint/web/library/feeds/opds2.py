"""The OPDS 2.0 catalogue: JSON based on Readium's Web Publication Manifest (drafts.opds.io/opds-2.0)."""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from blueprint.domain.editions import Artifact
from blueprint.domain.languages import direction
from blueprint.domain.published_editions import PublishedEdition
from blueprint.web.library.context import LibraryContext
from blueprint.web.library.feeds import atom, catalogue_lists, opds
from blueprint.web.library.metadata.cover import HEIGHT, WIDTH
from blueprint.web.library.paging import page_number
from blueprint.web.library.response import CachePolicy, LibraryResponse

ROOT = "/library/opds/catalogue.json"
OPDS_JSON = "application/opds+json"


def catalogue(context: LibraryContext) -> LibraryResponse:
    """The feed at the catalogue's root, with a link to each list and the newest publications."""
    feed = _feed(context, "Blueprint · Library", ROOT)
    feed["navigation"] = [
        {"href": context.absolute_url(_path(name, 1)), "title": title, "type": OPDS_JSON, "rel": "subsection"}
        for name, title in catalogue_lists.available_lists(context)
    ]
    newest = [_publication(context, edition) for edition in context.catalogue.newest[:12]]
    if newest:
        feed["groups"] = [{"metadata": {"title": "Newest"}, "publications": newest}]
    return _response(feed)


def acquisition(context: LibraryContext, name: str, page: str) -> LibraryResponse:
    """A page of a list of publications with their files."""
    listed = catalogue_lists.list_page(context, name, page)
    feed = _feed(context, listed.title, _path(name, listed.page))
    counts = {"numberOfItems": listed.total, "itemsPerPage": catalogue_lists.PAGE_SIZE, "currentPage": listed.page}
    feed["metadata"] |= counts
    if listed.page > 1:
        feed["links"].append(_link(context, "previous", _path(name, listed.page - 1)))
    if listed.has_next:
        feed["links"].append(_link(context, "next", _path(name, listed.page + 1)))
    return _response(feed | _publications(context, listed))


def search_results(context: LibraryContext, query: Mapping[str, str]) -> LibraryResponse:
    """What a search in an e-reader app finds."""
    words = catalogue_lists.search_words(query.get("query", ""))
    found = catalogue_lists.search_results(context, words, page_number(query.get("page")))
    feed = _feed(context, found.title, _search_path(words, found.page))
    feed["metadata"] |= {"numberOfItems": found.total}
    if found.page > 1:
        feed["links"].append(_link(context, "previous", _search_path(words, found.page - 1)))
    if found.has_next:
        feed["links"].append(_link(context, "next", _search_path(words, found.page + 1)))
    return LibraryResponse(_response(feed | _publications(context, found)).body, OPDS_JSON, CachePolicy.SHORT)


def _feed(context: LibraryContext, title: str, path: str) -> dict[str, Any]:
    template = context.absolute_url("/library/opds/search.json{?query}")
    search = {"rel": "search", "href": template, "type": OPDS_JSON, "templated": True}
    links = [_link(context, "self", path), _link(context, "start", ROOT), search]
    return {"metadata": {"title": title}, "links": links}


def _publications(context: LibraryContext, listed: catalogue_lists.PublicationList) -> dict[str, Any]:
    """The publications, or a link to the root for an empty list: a feed must not be empty."""
    if listed.editions:
        return {"publications": [_publication(context, edition) for edition in listed.editions]}
    return {"navigation": [{"href": context.absolute_url(ROOT), "title": "Library", "type": OPDS_JSON}]}


def _publication(context: LibraryContext, edition: PublishedEdition) -> dict[str, Any]:
    cover_url = context.absolute_url(f"{edition.path}/cover.png")
    page = {"rel": "alternate", "href": context.absolute_url(edition.path), "type": "text/html"}
    return {
        "metadata": _metadata(context, edition),
        "links": [*(_file(context, edition, file) for file in catalogue_lists.files(edition)), page],
        "images": [{"href": cover_url, "type": "image/png", "width": WIDTH, "height": HEIGHT}],
    }


def _metadata(context: LibraryContext, edition: PublishedEdition) -> dict[str, Any]:
    principles = (p for p in context.principles.all(edition.language) if p.key in edition.advances)
    return {
        "@type": "http://schema.org/Book",
        "title": atom.title_with_number(edition),
        "identifier": edition.permalink,
        "author": [{"name": name} for name in atom.authors(edition)],
        "publisher": edition.publisher,
        "language": [edition.language, *sorted(edition.languages - {edition.language})],
        "published": edition.dated.date().isoformat(),
        "modified": atom.timestamp(edition.published_at),
        "description": atom.summary(edition),
        "readingProgression": direction(edition.language),
        "subject": [{"name": principle.name, "code": principle.key} for principle in principles],
    }


def _file(context: LibraryContext, edition: PublishedEdition, file: Artifact) -> dict[str, Any]:
    href = context.absolute_url(f"{edition.path}/{file.filename}")
    return {"rel": opds.OPEN_ACCESS, "href": href, "type": file.media_type, "size": file.size}


def _link(context: LibraryContext, relation: str, path: str) -> dict[str, Any]:
    return {"rel": relation, "href": context.absolute_url(path), "type": OPDS_JSON}


def _response(feed: dict[str, Any]) -> LibraryResponse:
    return LibraryResponse(json.dumps(feed, ensure_ascii=False).encode("utf-8", "replace"), OPDS_JSON)


def _search_path(words: str, page: int) -> str:
    return "/library/opds/search.json?" + urlencode({"query": words} | ({"page": str(page)} if page > 1 else {}))


def _path(name: str, page: int) -> str:
    return f"/library/opds/{name}/{page}.json"
