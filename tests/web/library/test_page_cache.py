"""The cache of the library's responses: what it serves belongs to one catalogue."""

import asyncio
from collections.abc import Awaitable, Callable

import httpx

from blueprint.web.library.page_cache import PageCacheMiddleware
from blueprint.web.routes import create_app
from tests.factories import Scene
from tests.services import editions as published_editions

Get = Callable[[str], Awaitable[httpx.Response]]
TITLE = "Water for all"


def _collection(scene: Scene) -> str:
    return published_editions.collected(
        scene, published_editions.adopted(scene, scene.proposal(title=TITLE)), title=TITLE, language="en"
    )


def _visit(scene: Scene, visit: Callable[[Get], Awaitable[None]]) -> None:
    """Run the visit of an application that does not check by itself whether the catalogue has changed."""

    async def run() -> None:
        app = create_app(scene.workbench)
        assert isinstance(app, PageCacheMiddleware)
        app.cache.check_interval = 3_600
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url=scene.workbench.settings.base_url) as client:
            await visit(client.get)
        await asyncio.gather(*(asyncio.all_tasks() - {asyncio.current_task()}))  # new editions are being prepared

    asyncio.run(run())


def test_the_first_requests_at_once_all_see_what_is_published(scene: Scene) -> None:
    published_editions.published(scene, _collection(scene))

    async def visit(get: Get) -> None:
        pages = await asyncio.gather(*(get("/library") for _ in range(5)))
        assert [TITLE in page.text for page in pages] == [True] * 5

    _visit(scene, visit)


def test_an_edition_is_found_as_soon_as_it_is_published_and_then_everywhere(scene: Scene) -> None:
    collection_id = _collection(scene)

    async def visit(get: Get) -> None:
        assert TITLE not in (await get("/library")).text
        await asyncio.to_thread(published_editions.published, scene, collection_id)
        assert (await get("/library/water-for-all/1")).status_code == 200
        for path in ("/library", "/library/feeds/all.xml", "/library/opds/all/1.json", "/library/water-for-all"):
            assert TITLE in (await get(path)).text, path

    _visit(scene, visit)


def test_a_page_and_a_feed_name_the_same_editions(scene: Scene) -> None:
    """Also in the time between two checks, in which the database may know a newer edition."""
    collection_id = _collection(scene)
    published_editions.published(scene, collection_id)

    async def visit(get: Get) -> None:
        await get("/library")
        await asyncio.to_thread(published_editions.published, scene, collection_id)
        named = [
            "/library/water-for-all/2" in (await get(f"/library{path}")).text
            for path in ("/water-for-all", "/feeds/all.xml")
        ]
        assert named[0] == named[1]

    _visit(scene, visit)
