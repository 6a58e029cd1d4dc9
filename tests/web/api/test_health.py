"""What a load balancer learns: whether the process lives, and whether people can be sent to it."""

import asyncio
import shutil
from collections import namedtuple
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from starlette.types import ASGIApp

from blueprint.services import readiness
from blueprint.services.context import Workbench, open_workbench
from blueprint.settings import Settings
from blueprint.storage import workers
from blueprint.web.routes import create_app
from tests import postgresql, s3


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[postgresql.Server, s3.Server]]:
    """A database and a store of this module's own, which it stops and starts."""
    with postgresql.own_server() as database, s3.server(tmp_path_factory.mktemp("s3")) as store:
        yield database, store


@pytest.fixture
def workbench(services: tuple[postgresql.Server, s3.Server], tmp_path: Path) -> Iterator[Workbench]:
    database, store = services
    opened = open_workbench(Settings(data=tmp_path, database_url=database.url, **store.settings))
    yield opened
    opened.close()


async def get(app: ASGIApp, path: str) -> httpx.Response:
    """The answer of the application itself, without a socket."""
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        return await client.get(path)


def test_readiness_follows_database_and_store(
    workbench: Workbench, services: tuple[postgresql.Server, s3.Server]
) -> None:
    app = create_app(workbench)

    def state() -> tuple[int, dict[str, str]]:
        answer = asyncio.run(get(app, "/readyz"))
        assert asyncio.run(get(app, "/healthz")).json()["status"] == "ok"
        assert answer.headers["cache-control"] == "no-store"
        return answer.status_code, answer.json()

    well = {"database": "ok", "store": "ok", "queue": "nobody builds editions", "disk": "ok"}
    assert state() == (200, well)
    with workbench.database.transaction() as session:
        workers.note(session, "a worker")
    well["queue"] = "ok"
    assert state() == (200, well)
    for service, away in (
        (services[0], {"database": "does not answer", "queue": "unknown"}),
        (services[1], {"store": "does not answer"}),
    ):
        service.stop()
        assert state() == (503, well | away)
        service.start()
        assert state() == (200, well)


def test_a_full_disk_is_told(sqlite_bench: Workbench, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: usage(10**9, 10**9 - 5_000_000, 5_000_000))
    found = readiness.check(sqlite_bench)
    assert (found.disk, found.ready) == ("5 MB are free", False)


def test_files_of_another_database_are_told(sqlite_bench: Workbench) -> None:
    (sqlite_bench.settings.data / "store-id").write_text("another")
    assert (readiness.check(sqlite_bench).store, readiness.check(sqlite_bench).ready) == (
        "is another database's",
        False,
    )
