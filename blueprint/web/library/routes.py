"""The library's addresses."""

from collections.abc import Awaitable, Callable
from functools import partial

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from blueprint.domain.errors import NotFound
from blueprint.services.library import catalogue
from blueprint.web.http.request_context import workbench_of
from blueprint.web.library import downloads
from blueprint.web.library.context import parse_number
from blueprint.web.library.feeds import editions as feeds
from blueprint.web.library.feeds import opds, opds2, sitemap
from blueprint.web.library.metadata import citations, cover
from blueprint.web.library.page_cache import PageCache, Render
from blueprint.web.library.pages import changes, collections, editions, indexes, search
from blueprint.web.library.paging import page_number, page_url
from blueprint.web.library.response import LibraryResponse

RenderWithParameters = Callable[..., LibraryResponse]
"""Takes the `LibraryContext`, then the address's parameters or the `query`."""
Endpoint = Callable[[Request], Awaitable[ASGIApp]]


def library_routes() -> list[Route]:
    """All of them; fixed addresses before those with parameters."""
    return [
        Route("/library", _paged(collections.home)),
        Route("/library/feeds/all.xml", _paged(feeds.everything)),
        Route("/library/search", _queried(search.results)),
        Route("/library/opds/catalogue.xml", _cached(opds.catalogue)),
        Route("/library/opds/catalogue.json", _cached(opds2.catalogue)),
        Route("/library/opds/search.xml", _cached(opds.search_description)),
        Route("/library/opds/search", _queried(opds.search_results)),
        Route("/library/opds/search.json", _queried(opds2.search_results)),
        Route("/library/opds/{name}/{page}.xml", _cached(opds.acquisition)),
        Route("/library/opds/{name}/{page}.json", _cached(opds2.acquisition)),
        Route("/sitemap.xml", _cached(sitemap.sitemap)),
        Route("/robots.txt", _cached(sitemap.robots)),
        Route("/library/languages/{tag}", _paged(collections.home_in_language)),
        Route("/library/languages/{tag}/feed.xml", _paged(feeds.of_language)),
        *_localized("/principles", indexes.all_principles),
        *_localized("/principles/{key}", indexes.principle, _paged),
        *_localized("/people", indexes.all_people, _paged),
        *_localized("/people/{key}", indexes.person, _paged),
        *_localized("/feeds", collections.feeds, _paged),
        Route("/library/{slug}", _paged(collections.collection)),
        Route("/library/{slug}/feed.xml", _paged(feeds.of_collection)),
        Route("/library/{slug}/{number}", _cached(editions.edition)),
        Route("/library/{slug}/{number}/cover.png", _cached(cover.cover)),
        Route("/library/{slug}/{number}/cite.{extension:path}", _cached(citations.of_edition)),
        Route("/library/{slug}/{number}/{chapter}/cite.{extension:path}", _cached(citations.of_proposal)),
        Route("/library/{slug}/{number}/{name}", _proposal_or_file),
        Route("/library/{slug}/{number}/{chapter}/since/{earlier}", _cached(changes.since)),
    ]


def _localized(
    path: str, render: RenderWithParameters, endpoint: Callable[[RenderWithParameters], Endpoint] | None = None
) -> list[Route]:
    """A page in English and, below the root of each language, in that language."""
    make = endpoint or _cached
    return [Route(f"{root}{path}", make(render)) for root in ("/library", "/library/languages/{tag}")]


def _cached(render: RenderWithParameters) -> Endpoint:
    async def endpoint(request: Request) -> ASGIApp:
        return await _respond(request, partial(render, **request.path_params))

    return endpoint


def _paged(render: RenderWithParameters) -> Endpoint:
    """A list whose address may ask for a page of it; each page is cached."""

    async def endpoint(request: Request) -> ASGIApp:
        page = page_number(request.query_params.get("page"))
        cache: PageCache = request.app.state.page_cache
        path = page_url(request.url.path, page)
        return await cache.get_or_render(path, partial(render, page=page, **request.path_params))

    return endpoint


def _queried(render: RenderWithParameters) -> Endpoint:
    async def endpoint(request: Request) -> ASGIApp:
        return await _respond(request, partial(render, query=request.query_params))

    return endpoint


async def _respond(request: Request, render: Render) -> LibraryResponse:
    cache: PageCache = request.app.state.page_cache
    return await cache.get_or_render(request.url.path, render)


async def _proposal_or_file(request: Request) -> ASGIApp:
    """What is below an edition: a proposal by its number or its id, or a file by its name."""
    slug, number, name = (request.path_params[key] for key in ("slug", "number", "name"))
    if name.isdecimal():
        return await _respond(request, partial(editions.proposal, slug=slug, number=number, chapter=name))
    if "." in name:
        return await downloads.read(request, slug, parse_number(number), name)
    return _redirect_to_chapter(request, slug, parse_number(number), name)


def _redirect_to_chapter(request: Request, slug: str, number: int, proposal_id: str) -> Response:
    edition = catalogue.find_edition(workbench_of(request), slug, number)
    for entry in edition.entries:
        if entry.proposal_id == proposal_id:
            return RedirectResponse(f"{edition.path}/{entry.chapter}", 308)
    raise NotFound("There is no such proposal in this edition. Look at its contents.")
