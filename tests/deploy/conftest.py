"""One installation for all of these tests: PostgreSQL, an S3 service, two servers, two that build editions, a web server."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from sys import executable

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from blueprint.services.context import Workbench, open_workbench
from blueprint.settings import Settings
from tests import postgresql, s3
from tests.browsers import TIMEOUT, chromium
from tests.deploy import parts
from tests.deploy.parts import Certificate, Part, until
from tests.factories import Scene, make_scene, set_first_password
from tests.web.serving import free_port, own_environment

PASSWORD = "correct horse battery"
COOKIE = "__Host-session"


@dataclass(frozen=True)
class Installation:
    """What runs; `url` is the address of the web server in front."""

    url: str
    certificate: Certificate
    database: postgresql.Server
    store: s3.Server
    servers: list[Part]
    workers: list[Part]
    scene: Scene
    front: Part | None = None

    @property
    def workbench(self) -> Workbench:
        """The same data, opened by the test with a data folder of its own."""
        return self.scene.workbench

    def server_url(self, number: int) -> str:
        """The address of one server, past the web server in front."""
        return f"http://127.0.0.1:{self.servers[number].environment['PORT']}"

    def status(self, path: str = "/readyz") -> int:
        """What the web server in front answers."""
        return parts.status(self.url, path, self.certificate)

    @contextmanager
    def client(self, email: str = "", *, address: str = "127.0.0.1", **headers: str) -> Iterator[httpx.Client]:
        """A browser's manners, signed in by the form as that person, from that address of this machine."""
        transport = httpx.HTTPTransport(verify=self.certificate.trusted(), local_address=address)
        sent = {"origin": self.url, "accept": "text/html", **headers}
        with httpx.Client(base_url=self.url, transport=transport, headers=sent, timeout=60) as client:
            if email:
                answer = client.post("/sign-in", data={"email": email, "password": PASSWORD, "next": "/"})
                assert (answer.status_code, answer.headers["location"]) == (303, "/")
            yield client


@pytest.fixture(scope="package")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """All of it but the web server in front."""
    folder = tmp_path_factory.mktemp("deployed")
    with ExitStack() as stack:
        database = stack.enter_context(postgresql.own_server())
        database.require_password()
        store = stack.enter_context(s3.server(folder / "store"))
        url = f"https://localhost:{free_port()}"
        bench = open_workbench(
            Settings(data=folder / "test", database_url=database.url, base_url=url, **store.settings)  # type: ignore[arg-type]
        )
        stack.callback(bench.close)
        scene = make_scene(bench)
        set_first_password(bench, scene.people["author"], PASSWORD)
        given = {"database_url": database.url, "base_url": url, "work": "false", "trusted_proxies": "127.0.0.1"}
        settings = {f"BLUEPRINT_{name.upper()}": value for name, value in (given | store.settings).items()}

        def started(command: str, name: str) -> Part:
            environment = own_environment(folder / name / "data", free_port(), **settings)
            part = Part([executable, "-m", "blueprint", command], environment, folder / name)
            part.start()
            stack.callback(part.end)
            return part

        servers = [started("serve", f"server-{number}") for number in (1, 2)]
        workers = [started("work", f"worker-{number}") for number in (1, 2)]
        made = Installation(url, Certificate.made_in(folder), database, store, servers, workers, scene)
        for number, server in enumerate(servers):
            until(lambda n=number: parts.status(made.server_url(n), "/readyz") == 200, f"{server.command} is ready")
        yield made


@pytest.fixture(scope="package", params=[parts.nginx, parts.caddy], ids=lambda make: make.__name__)
def deployed(
    request: pytest.FixtureRequest, installation: Installation, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Installation]:
    """The installation behind each of the web servers."""
    make: Callable[[Path, int, Certificate, list[str]], Part] = request.param
    servers = [installation.server_url(number).removeprefix("http://") for number in (0, 1)]
    port = int(installation.url.rpartition(":")[2])
    front = make(tmp_path_factory.mktemp("front") / "own", port, installation.certificate, servers)
    front.start()
    try:
        until(lambda: installation.status() == 200, f"{make.__name__} serves: {front.log}")
        yield replace(installation, front=front)
    finally:
        front.end()


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """A real Chromium."""
    expect.set_options(timeout=TIMEOUT)
    with chromium() as running:
        yield running
    expect.set_options(timeout=None)


@pytest.fixture
def page(deployed: Installation, browser: Browser) -> Iterator[Page]:
    """The author's browser, signed in through the web server in front."""
    with deployed.client("author@example.org") as client:
        session = client.cookies[COOKIE]
    context = browser.new_context(base_url=deployed.url, ignore_https_errors=True)
    context.set_default_timeout(TIMEOUT)
    kept = {"name": COOKIE, "value": session, "url": deployed.url, "httpOnly": True, "secure": True, "sameSite": "Lax"}
    context.add_cookies([kept])  # type: ignore[list-item]
    yield context.new_page()
    context.close()
