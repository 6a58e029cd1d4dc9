"""An edition's page in the library under load: `python -m benchmarks.library [--connections 50] [--seconds 8]`.

Publishes an edition of the sample, then asks the running workbench for that page over that many connections, each sending
its next request as soon as the last was answered. The same bytes are asked of nginx as a file, in the same run and in turns
with ours, by the same client; where nginx is not installed it says so. The client is Python too and shares the machine, so
the ratio says more than the numbers.
"""

import argparse
import asyncio
import os
import shutil
import statistics
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

import httpx

from benchmarks.serving import MeasuredSite, served
from blueprint.services.publishing import collections, editions
from blueprint.services.publishing.build import build_edition_here
from tests.ports import free_port

ROUNDS = 3
TARGET, TARGET_P99 = 1_200, 0.100
"""Requests a second, and seconds."""

_CONFIGURATION = """
daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
  access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi; default_type text/html;
  server {{ listen 127.0.0.1:{port}; root {folder}/site; }}
}}
"""


@dataclass
class Measured:
    """What one server did: seconds for each request, and how long all of it took."""

    name: str
    responses: list[float] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def rate(self) -> float:
        """Requests a second."""
        return len(self.responses) / self.seconds

    def line(self) -> str:
        """One line."""
        cuts = statistics.quantiles(self.responses, n=1_000)
        p50, p99 = cuts[499] * 1e3, cuts[989] * 1e3
        return f"{self.name:<10} {self.rate:8,.0f} requests a second   p50 {p50:6.1f} ms   p99 {p99:6.1f} ms"


def main(connections: int, seconds: float) -> None:
    """Measure and print."""
    with TemporaryDirectory() as folder, served(Path(folder) / "data", 1) as site:
        path = _publish_edition(site)
        content = _wait_for_page(site.url + path)
        ours, nginx = Measured("ours"), Measured("nginx")
        with _nginx(Path(folder), content) as address:
            for _ in range(ROUNDS):
                asyncio.run(_load(ours, site.url + path, connections, seconds / ROUNDS))
                if address:
                    asyncio.run(_load(nginx, address, connections, seconds / ROUNDS))
    _report(ours, nginx, len(content), connections)


def _publish_edition(site: MeasuredSite) -> str:
    editor = site.sample.people["jonas"]
    (collection, *_) = collections.list_collections(site.workbench, editor, site.sample.convening_id)
    edition = editions.publish_edition(site.workbench, editor, collection.id)
    build_edition_here(site.workbench, edition.id)
    return f"/library/{collection.slug}/{edition.number}"


def _wait_for_page(url: str) -> bytes:
    """The page as it is sent uncompressed, asked for until the new edition has been seen."""
    until = time.monotonic() + 30
    while (answer := httpx.get(url, headers={"accept-encoding": "identity"})).status_code != 200:
        assert time.monotonic() < until, answer.status_code
        time.sleep(0.2)
    return answer.content


@contextmanager
def _nginx(folder: Path, content: bytes) -> Iterator[str]:
    """An nginx of its own with the page as a file; gives its address, or nothing when there is no nginx."""
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if program is None:
        print("nginx is not installed (Debian, Ubuntu: apt install nginx-light), so there is nothing to compare with.")
        yield ""
        return
    port = free_port()
    (folder / "site").mkdir()
    (folder / "site" / "page").write_bytes(content)
    folder.chmod(0o755)
    (folder / "nginx.conf").write_text(
        "user root;" * (os.getuid() == 0) + _CONFIGURATION.format(folder=folder, port=port)
    )
    process = subprocess.Popen([program, "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")])
    try:
        address = f"http://127.0.0.1:{port}/page"
        assert _wait_for_nginx(address) == content
        yield address
    finally:
        process.terminate()
        process.wait(timeout=10)


def _wait_for_nginx(address: str) -> bytes:
    until = time.monotonic() + 10
    while True:
        try:
            return httpx.get(address).content
        except httpx.TransportError:
            assert time.monotonic() < until
            time.sleep(0.1)


async def _load(measured: Measured, url: str, connections: int, seconds: float) -> None:
    loop, parts = asyncio.get_running_loop(), urlsplit(url)
    begin = time.perf_counter()
    connections_open = [
        _Connection(measured.responses, parts.netloc, parts.path, begin + seconds) for _ in range(connections)
    ]
    for one in connections_open:
        await loop.create_connection(lambda one=one: one, parts.hostname, parts.port)  # type: ignore[misc]
    await asyncio.gather(*(one.done for one in connections_open))
    measured.seconds += time.perf_counter() - begin


class _Connection(asyncio.Protocol):
    """A connection that sends its next request after each response, of which it reads the length only."""

    def __init__(self, responses: list[float], host: str, path: str, until: float) -> None:
        self.responses, self.until = responses, until
        self.request = f"GET {path} HTTP/1.1\r\nHost: {host}\r\nAccept-Encoding: identity\r\n\r\n".encode()
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.waiting, self.head = 0, b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        self._send()

    def data_received(self, data: bytes) -> None:
        if self.waiting == 0:
            self.head += data
            head, end, rest = self.head.partition(b"\r\n\r\n")
            if not end:
                return
            assert head.startswith(b"HTTP/1.1 200"), head[:200]
            length = head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0]
            self.waiting, self.head, data = int(length), b"", rest
        self.waiting -= len(data)
        if self.waiting == 0:
            self._received()

    def connection_lost(self, error: Exception | None) -> None:
        if not self.done.done():
            self.done.set_exception(error or ConnectionError("the server closed the connection"))

    def _send(self) -> None:
        self.sent_at = time.perf_counter()
        self.transport.write(self.request)

    def _received(self) -> None:
        now = time.perf_counter()
        self.responses.append(now - self.sent_at)
        if now < self.until:
            self._send()
        else:
            self.done.set_result(None)
            self.transport.close()


def _report(ours: Measured, nginx: Measured, size: int, connections: int) -> None:
    print(f"An edition's page of {size / 1e3:.0f} KB over {connections} connections:")
    print(ours.line())
    if nginx.responses:
        print(nginx.line())
        print(f"ours to nginx: {ours.rate / nginx.rate:.2f}")
    p99 = statistics.quantiles(ours.responses, n=100)[98]
    met = ours.rate >= TARGET and p99 < TARGET_P99
    print(f"target ({TARGET:,} a second, p99 under {TARGET_P99 * 1e3:.0f} ms): {'met' if met else 'not met'}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--connections", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=8.0)
    chosen = parser.parse_args()
    main(chosen.connections, chosen.seconds)
