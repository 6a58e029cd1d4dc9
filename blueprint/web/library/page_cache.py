"""A cache of the library's responses in memory, cleared when the catalogue changes.

A response is the same for everyone, so its key is the path alone. Cached responses are served ahead of routing and threads.
"""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable

import structlog
from sqlalchemy.exc import DBAPIError
from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Receive, Scope, Send

from blueprint.domain.catalogue import Catalogue
from blueprint.domain.errors import NotFound
from blueprint.services.context import Workbench
from blueprint.services.library import catalogue as catalogue_service
from blueprint.services.library import warm_up
from blueprint.storage.database import unreachable
from blueprint.web.library.context import LibraryContext
from blueprint.web.library.response import CachePolicy, LibraryResponse

CHECK_INTERVAL = 0.5
"""Seconds between two checks whether the catalogue has changed."""
CACHED_PATHS = ("/library", "/sitemap.xml", "/robots.txt")
"""The beginnings of the paths that are looked up in the cache."""
MAX_BYTES = 64_000_000
"""The size of all cached responses together; the oldest are removed first."""

Render = Callable[[LibraryContext], LibraryResponse]

_log = structlog.get_logger()


class PageCache:
    """Responses by path, and the catalogue that all of them were rendered from."""

    def __init__(self, workbench: Workbench, check_interval: float = CHECK_INTERVAL) -> None:
        self.workbench = workbench
        self.check_interval = check_interval
        self._responses: OrderedDict[str, LibraryResponse] = OrderedDict()
        self._size = 0
        self._catalogue: Catalogue | None = None
        self._checked = float("-inf")
        self._checking = asyncio.Lock()
        self._warming_up: asyncio.Task[None] | None = None

    async def get(self, path: str) -> LibraryResponse | None:
        """The cached response of a path, if there is one."""
        await self.catalogue()
        return self._responses.get(path)

    async def get_or_render(self, path: str, render: Render) -> LibraryResponse:
        """The response of a path, rendered and cached when it is not there yet.

        What is not found is looked for once more in the catalogue of this moment, so that an edition can be read as soon
        as it is published.
        """
        catalogue = await self.catalogue()
        if (cached := self._responses.get(path)) is not None:
            return cached
        try:
            return await self._render(path, render, catalogue)
        except NotFound:
            newer = await self.catalogue(max_age=0.0)
            if newer is catalogue:
                raise
            return await self._render(path, render, newer)

    async def catalogue(self, max_age: float | None = None) -> Catalogue:
        """Everything published as of at most `max_age` (by default `check_interval`) seconds ago.

        One request at a time checks; meanwhile the others use the last known catalogue, once there is one. While the
        database is unreachable all of them do.
        """
        max_age = self.check_interval if max_age is None else max_age
        requested = time.monotonic()
        is_current = requested - self._checked <= max_age or (max_age > 0 and self._checking.locked())
        if self._catalogue is not None and is_current:
            return self._catalogue
        async with self._checking:
            if self._catalogue is None or self._checked < requested - max_age:
                self._checked = time.monotonic()  # also when it fails: meanwhile cached responses are served
                found = await self._read()
                if self._catalogue is None or found.stamp != self._catalogue.stamp:
                    self._replace(found)
        assert self._catalogue is not None
        return self._catalogue

    async def _read(self) -> Catalogue:
        try:
            return await run_in_threadpool(catalogue_service.catalogue, self.workbench)
        except DBAPIError as error:
            if self._catalogue is None or not unreachable(error):
                raise
            _log.warning("the library answers from its cache, since the database is unreachable")
            return self._catalogue

    async def _render(self, path: str, render: Render, catalogue: Catalogue) -> LibraryResponse:
        response = await run_in_threadpool(render, LibraryContext(self.workbench, catalogue))
        if response.cache_policy is not CachePolicy.SHORT and catalogue is self._catalogue:
            self._store(path, response)
        return response

    def _store(self, path: str, response: LibraryResponse) -> None:
        if (replaced := self._responses.pop(path, None)) is not None:
            self._size -= replaced.size
        self._responses[path] = response
        self._size += response.size
        while self._size > MAX_BYTES:
            _path, oldest = self._responses.popitem(last=False)
            self._size -= oldest.size

    def _replace(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._responses.clear()
        self._size = 0
        if self._warming_up is None or self._warming_up.done():
            self._warming_up = asyncio.create_task(run_in_threadpool(warm_up.warm_up, self.workbench))
            self._warming_up.add_done_callback(_log_failure)


def _log_failure(task: asyncio.Task[None]) -> None:
    """What could not be prepared is rendered when it is read, and raises its error there."""
    if not task.cancelled() and (error := task.exception()):
        _log.error("a new edition could not be prepared", exc_info=error)


class PageCacheMiddleware:
    """Serves cached responses, and passes every other request on."""

    def __init__(self, app: ASGIApp, cache: PageCache) -> None:
        self.app = app
        self.cache = cache

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_cacheable = scope["type"] == "http" and scope["method"] in ("GET", "HEAD") and not scope["query_string"]
        is_cached_path = is_cacheable and scope["path"].startswith(CACHED_PATHS)
        response = await self.cache.get(scope["path"]) if is_cached_path else None
        await (response or self.app)(scope, receive, send)
