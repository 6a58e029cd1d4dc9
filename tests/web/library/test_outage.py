"""Readers while the database is away: what was read before is there still, and the rest says when to come back."""

import asyncio
from pathlib import Path

import httpx
from starlette.types import ASGIApp

from blueprint.services.context import open_workbench
from blueprint.settings import Settings
from blueprint.web.library.page_cache import CHECK_INTERVAL
from blueprint.web.routes import create_app
from tests import postgresql
from tests.factories import make_scene
from tests.services.editions import published_alone


def test_the_library_answers_while_the_database_is_away(tmp_path: Path) -> None:
    with postgresql.own_server() as server:
        bench = open_workbench(Settings(data=tmp_path, database_url=server.url))
        published_alone(make_scene(bench))
        asyncio.run(read_through_an_outage(create_app(bench), server))
        bench.close()


async def read_through_an_outage(app: ASGIApp, server: postgresql.Server) -> None:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://localhost") as reader:

        async def statuses(*paths: str) -> list[int]:
            return [(await reader.get(path)).status_code for path in paths]

        read, unread = ("/library", "/library/water-for-all/1"), "/library/water-for-all/1/1"
        assert await statuses(*read) == [200, 200]
        await asyncio.sleep(1)  # until what is made ahead is made
        server.stop()
        for _again in range(3):
            await asyncio.sleep(1.2 * CHECK_INTERVAL)
            assert await statuses(*read) == [200, 200]
        away = await reader.get("/enter/some-token")
        assert (away.status_code, away.headers["retry-after"]) == (503, "60")
        assert "Try again in a minute" in away.text
        server.start()
        await asyncio.sleep(1.2 * CHECK_INTERVAL)
        assert await statuses(*read, unread) == [200, 200, 200]
