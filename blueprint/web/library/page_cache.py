"""The library's pages, made once and kept until something new is published.

Each is the same for everyone, so it is kept by its path alone; when the shelf's stamp changes, all of them go. A page that
is kept is answered ahead of routing and threads.
"""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable

import structlog
from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Receive, Scope, Send

from blueprint.domain.catalogue import Catalogue
from blueprint.services.context import Workbench
from blueprint.services.library import catalogue, warm_up
from blueprint.web.http.conditional import takes_gzip
from blueprint.web.library.response import Lasting, Page, Place

LOOKS_EVERY = 0.5
"""Seconds for which what is public is taken to be as it was."""
THEIRS = ("/library", "/sitemap.xml", "/robots.txt")
"""The first parts of the library's paths."""
ROOM = 64_000_000
"""Bytes of pages that are kept."""

_log = structlog.get_logger()


class Keeper:
    """Pages by path, and the shelf that they were made of."""

    def __init__(self, workbench: Workbench) -> None:
        self.workbench = workbench
        self._pages: OrderedDict[str, Page] = OrderedDict()
        self._weight = 0
        self._shelf = Catalogue(stamp=())
        self._looked = float("-inf")
        self._preparing: asyncio.Task[None] | None = None

    async def shelf(self) -> Catalogue:
        """What is public; one request in a while looks, the others go by what is known."""
        if time.monotonic() - self._looked > LOOKS_EVERY:
            self._looked = time.monotonic()
            found = await run_in_threadpool(catalogue.catalogue, self.workbench)
            if found.stamp != self._shelf.stamp:
                self._begin_anew(found)
        return self._shelf

    async def kept(self, path: str) -> Page | None:
        """The page of that path, when it has been made."""
        await self.shelf()
        return self._pages.get(path)

    async def page(self, path: str, make: Callable[[Place], Page]) -> Page:
        """The page of that path, made now when it has not been."""
        place = Place(self.workbench, await self.shelf())
        if (found := self._pages.get(path)) is not None:
            return found
        made = await run_in_threadpool(make, place)
        if made.lasting is not Lasting.FLEETING and place.shelf is self._shelf:
            self._keep(path, made)
        return made

    def _keep(self, path: str, page: Page) -> None:
        if path not in self._pages:
            self._weight += page.weight
        self._pages[path] = page
        while self._weight > ROOM:
            _, oldest = self._pages.popitem(last=False)
            self._weight -= oldest.weight

    def _begin_anew(self, shelf: Catalogue) -> None:
        self._shelf = shelf
        self._pages.clear()
        self._weight = 0
        if self._preparing is None or self._preparing.done():
            self._preparing = asyncio.create_task(run_in_threadpool(warm_up.prepare, self.workbench))
            self._preparing.add_done_callback(_tell_of_trouble)


def _tell_of_trouble(task: asyncio.Task[None]) -> None:
    """What could not be prepared is made when it is read, and complains there."""
    if not task.cancelled() and (trouble := task.exception()):
        _log.error("a new edition could not be prepared", exc_info=trouble)


class KeptFirst:
    """Answers with a kept page where there is one, and hands everything else on."""

    def __init__(self, app: ASGIApp, keeper: Keeper) -> None:
        self.app = app
        self.keeper = keeper

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        plain = scope["type"] == "http" and scope["method"] in ("GET", "HEAD") and not scope["query_string"]
        page = await self.keeper.kept(scope["path"]) if plain and scope["path"].startswith(THEIRS) else None
        if page is None:
            await self.app(scope, receive, send)
        else:
            await respond(page, scope, send)


async def respond(page: Page, scope: Scope, send: Send) -> None:
    """Send a page, compressed to who takes that; or that what they have is still the same (RFC 9110, section 13)."""
    sent = {name: value for name, value in scope["headers"] if name in (b"accept-encoding", b"if-none-match")}
    zipped = bool(page.compressed) and takes_gzip(sent.get(b"accept-encoding", b"").decode("latin-1"))
    headers = [(name.encode(), value.encode("latin-1")) for name, value in page.headers(zipped=zipped)]
    if _has_it(sent.get(b"if-none-match", b""), page.digest.encode()):
        await send({"type": "http.response.start", "status": 304, "headers": headers})
        await send({"type": "http.response.body", "body": b""})
        return
    body = page.compressed if zipped else page.body
    headers += [(b"content-type", page.media_type.encode()), (b"content-length", str(len(body)).encode())]
    headers += [(b"content-encoding", b"gzip")] if zipped else []
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})


def _has_it(asked: bytes, digest: bytes) -> bool:
    """Whether one of the tags is of these bytes, compressed or not."""
    tags = (tag.strip().removeprefix(b"W/").strip(b'"').removesuffix(b"-gz") for tag in asked.split(b","))
    return asked.strip() == b"*" or digest in tags
