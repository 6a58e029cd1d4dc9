"""The library's addresses."""

from collections.abc import Awaitable, Callable
from functools import partial

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from blueprint.domain.errors import NotFound
from blueprint.services.library import catalogue
from blueprint.web.http.request_context import workbench_of
from blueprint.web.library import downloads
from blueprint.web.library.feeds import editions as feeds
from blueprint.web.library.feeds import opds, opds2, sitemap
from blueprint.web.library.metadata import citations, cover
from blueprint.web.library.page_cache import Keeper, respond
from blueprint.web.library.pages import changes, collections, editions, indexes, search
from blueprint.web.library.response import Page, Place

Make = Callable[..., Page]


class Sent(Response):
    """A page as a response of Starlette's, for the routes."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002 the interface's
        await respond(self._page, scope, send)


def routes() -> list[Route]:
    """All of them; the more particular before the more general."""
    return [
        Route("/library", _page(collections.home)),
        Route("/library/feeds/all.xml", _page(feeds.everything)),
        Route("/library/search", _answer(search.page)),
        Route("/library/opds/catalogue.xml", _page(opds.catalogue)),
        Route("/library/opds/catalogue.json", _page(opds2.catalogue)),
        Route("/library/opds/search.xml", _page(opds.description)),
        Route("/library/opds/search", _answer(search.in_opds)),
        Route("/library/opds/search.json", _answer(search.in_opds2)),
        Route("/library/opds/{name}/{page}.xml", _page(opds.acquisition)),
        Route("/library/opds/{name}/{page}.json", _page(opds2.acquisition)),
        Route("/sitemap.xml", _page(sitemap.sitemap)),
        Route("/robots.txt", _page(sitemap.robots)),
        Route("/library/languages/{tag}", _page(collections.in_language)),
        Route("/library/languages/{tag}/feed.xml", _page(feeds.of_language)),
        *_in_each_language("/principles", indexes.all_principles),
        *_in_each_language("/principles/{key}", indexes.principle),
        *_in_each_language("/people", indexes.all_people),
        *_in_each_language("/people/{key}", indexes.person),
        *_in_each_language("/feeds", collections.feeds),
        Route("/library/{slug}", _page(collections.collection)),
        Route("/library/{slug}/feed.xml", _page(feeds.of_collection)),
        Route("/library/{slug}/{number}", _page(editions.edition)),
        Route("/library/{slug}/{number}/cover.png", _page(cover.cover)),
        Route("/library/{slug}/{number}/cite.{form:path}", _page(citations.of_edition)),
        Route("/library/{slug}/{number}/{chapter}/cite.{form:path}", _page(citations.of_proposal)),
        Route("/library/{slug}/{number}/{name}", _within),
        Route("/library/{slug}/{number}/{chapter}/since/{earlier}", _page(changes.since)),
    ]


def _in_each_language(path: str, make: Make) -> list[Route]:
    """A page in English and, below a language's home, in that language."""
    return [Route(f"{home}{path}", _page(make)) for home in ("/library", "/library/languages/{tag}")]


def _page(make: Make) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        return await _kept(request, partial(make, **request.path_params))

    return endpoint


def _answer(make: Make) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        return await _kept(request, partial(make, asked=request.query_params))

    return endpoint


async def _kept(request: Request, make: Callable[[Place], Page]) -> Response:
    keeper: Keeper = request.app.state.keeper
    return Sent(await keeper.page(request.url.path, make))


async def _within(request: Request) -> Response:
    """What lies under an edition: a proposal by its number or by its own id, else a file."""
    slug, number, name = (request.path_params[key] for key in ("slug", "number", "name"))
    if name.isdecimal():
        return await _kept(request, partial(editions.proposal, slug=slug, number=number, chapter=name))
    if "." in name:
        return await downloads.read(request, slug, editions.whole(number), name)
    return _moved(request, slug, editions.whole(number), name)


def _moved(request: Request, slug: str, number: int, proposal_id: str) -> Response:
    """A proposal asked for by its own id is at its number."""
    volume = catalogue.find_edition(workbench_of(request), slug, number)
    for entry in volume.entries:
        if entry.proposal_id == proposal_id:
            return RedirectResponse(f"{volume.path}/{entry.chapter}", 308)
    raise NotFound("There is no such proposal in this edition. Look at its contents.")
