"""A served workbench, people signed in to it in a real Chromium, and a proposal with every kind of words."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page

from blueprint.services.context import open_workbench
from blueprint.settings import Settings
from tests.browsers import Visits, chromium
from tests.factories import Scene, make_scene
from tests.ports import free_port
from tests.web.serving import Site, own_environment, serving

Visit = Callable[..., Page]


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A workbench of these tests' own."""
    data, port = tmp_path_factory.mktemp("site"), free_port()
    workbench = open_workbench(Settings(data=data, port=port))
    with serving(own_environment(data, port), "app.py"):
        yield Site(workbench.settings.base_url, workbench)
    workbench.close()


@pytest.fixture(scope="package")
def scene(site: Site) -> Scene:
    """A convening with somebody in every role."""
    return make_scene(site.workbench)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """A Chromium of these tests' own."""
    with chromium() as running:
        yield running


@pytest.fixture(scope="package")
def visits(site: Site, browser: Browser) -> Visits:
    """The browsers of all these tests."""
    return Visits(site, browser)


@pytest.fixture
def visit(visits: Visits, scene: Scene) -> Iterator[Visit]:
    """`visit(who, "/proposal?id=…", width=390)` opens a page as one of the scene's people."""
    yield lambda who, path, **options: visits.open(scene.people[who].email, path, **options)
    assert visits.close_all() == []
