"""What tests share: a workbench on a fresh SQLite or PostgreSQL database, both of them real."""

import os
import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from blueprint.services.context import Workbench, open_workbench
from blueprint.settings import Settings
from blueprint.storage import schema
from blueprint.storage.database import Database
from tests import postgresql
from tests.factories import Scene, make_scene

# The same examples at every `make test`: a change that breaks nothing must not fail by chance. `make check` looks further.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("searching", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))

DATABASES = ("sqlite", "postgresql")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests of one folder that drive a browser share one worker, and so a browser and a server."""
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.xdist_group(item.path.parent.name))


@pytest.fixture(scope="session", autouse=True)
def own_environment() -> Iterator[None]:
    """No setting of who runs the tests reaches them."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("BLUEPRINT_") or name == "PORT"]:
            patch.delenv(name)
        yield


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """The URL of a PostgreSQL server of this test process's own, with a migrated database called `template`."""
    with postgresql.server() as url:
        postgresql.execute(url, "CREATE DATABASE template")
        _migrate(url.replace("/postgres?", "/template?"))
        yield url


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty SQLite database of the present shape, to copy: migrating anew for every test would take long."""
    file = tmp_path_factory.mktemp("sqlite") / "blueprint.db"
    _migrate(f"sqlite:///{file}")
    return file


@pytest.fixture(params=DATABASES)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A fresh database: every test that asks for it runs on both kinds."""
    if request.param == "sqlite":
        yield _copy(request.getfixturevalue("migrated_file"), tmp_path)
        return
    server, name = request.getfixturevalue("postgresql_server"), f"test_{uuid.uuid4().hex}"
    postgresql.execute(server, f"CREATE DATABASE {name} TEMPLATE template")
    yield server.replace("/postgres?", f"/{name}?")
    postgresql.execute(server, f"DROP DATABASE {name} WITH (FORCE)")


def _migrate(url: str) -> None:
    database = Database(url)
    schema.upgrade(database)
    database.close()


def _copy(file: Path, tmp_path: Path) -> str:
    shutil.copy(file, tmp_path / "blueprint.db")
    return f"sqlite:///{tmp_path / 'blueprint.db'}"


@pytest.fixture
def empty_database(request: pytest.FixtureRequest, database_url: str, tmp_path: Path) -> Iterator[str]:
    """The address of a second database, of the other kind, without tables."""
    if database_url.startswith("postgresql"):
        yield f"sqlite:///{tmp_path / 'second.db'}"
        return
    server, name = request.getfixturevalue("postgresql_server"), f"second_{uuid.uuid4().hex}"
    postgresql.execute(server, f"CREATE DATABASE {name}")
    yield server.replace("/postgres?", f"/{name}?")
    postgresql.execute(server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def bench(database_url: str, tmp_path: Path) -> Iterator[Workbench]:
    """A workbench on each kind of database."""
    workbench = open_workbench(Settings(data=tmp_path / "data", database_url=database_url))
    yield workbench
    workbench.close()


@pytest.fixture
def sqlite_bench(tmp_path: Path, migrated_file: Path) -> Iterator[Workbench]:
    """A workbench on SQLite alone, where the kind of database is not the point."""
    workbench = open_workbench(Settings(data=tmp_path / "data", database_url=_copy(migrated_file, tmp_path)))
    yield workbench
    workbench.close()


@pytest.fixture
def scene(bench: Workbench) -> Scene:
    """A convening with someone in every role, on each kind of database."""
    return make_scene(bench)


@pytest.fixture
def sqlite_scene(sqlite_bench: Workbench) -> Scene:
    """The same on SQLite alone."""
    return make_scene(sqlite_bench)
