"""One workbench for all of these tests, with the sample convening and a second one that has somebody in every role."""

import contextlib
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from blueprint.services.admin.sample_events import Sample
from tests import postgresql
from tests.browsers import TIMEOUT, Visits, chromium, sample_site
from tests.factories import Scene, make_scene
from tests.web.serving import Site

Visit = Callable[..., Page]


@pytest.fixture(scope="package", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def served(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, Sample]]:
    """The server, and what the sample made: on SQLite, and in `make check` on a PostgreSQL that asks for a password."""
    with contextlib.ExitStack() as stack:
        database_url = ""
        if request.param == "postgresql":
            server = stack.enter_context(postgresql.own_server())
            server.require_password()
            database_url = server.url
        yield stack.enter_context(sample_site(tmp_path_factory.mktemp("e2e"), database_url))


@pytest.fixture(scope="package")
def site(served: tuple[Site, Sample]) -> Site:
    """The running workbench."""
    return served[0]


@pytest.fixture(scope="package")
def sample(served: tuple[Site, Sample]) -> Sample:
    """Who and what the sample convening has."""
    return served[1]


@pytest.fixture(scope="package")
def scene(site: Site) -> Scene:
    """A convening of these tests' own."""
    return make_scene(site.workbench)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """A real Chromium. No longer than these tests: two of Playwright's drivers cannot run in one process."""
    expect.set_options(timeout=TIMEOUT)
    with chromium() as running:
        yield running
    expect.set_options(timeout=None)


@pytest.fixture(scope="package")
def all_visits(site: Site, browser: Browser) -> Visits:
    """The browsers of all these tests."""
    return Visits(site, browser)


@pytest.fixture
def visits(all_visits: Visits) -> Iterator[Visits]:
    """The browsers of one test; whatever went wrong in any of their pages fails it."""
    yield all_visits
    assert all_visits.close_all() == []


@pytest.fixture
def visit(visits: Visits) -> Visit:
    """`visit("author", "/proposal?id=…", width=390)` opens a page as somebody of the scene or the sample; None is nobody."""

    def open_page(who: str | None, path: str | None = "/", **options: object) -> Page:
        return visits.open(f"{who}@example.org" if who else None, path, **options)  # type: ignore[arg-type]

    return open_page
