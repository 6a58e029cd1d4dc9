"""The library and members' steps while somebody floods the server: `python -m benchmarks.floods [--seconds 6]`.

Starts the workbench on the sample. One reader asks for a page of the library again and again, one member opens pages over
Streamlit's websocket; first while nobody else is there, then during a flood, and so for each flood in turn:

* eight sockets without a session, opened again as soon as they are refused;
* eight signed-in people whose sockets ask for reruns without waiting for one;
* 1,000 requests of which half a head is sent, sent again when the server ends them;
* four uploads at a time of 19 MB each, by a signed-in person whose page asks for a file.

Prints the median response of the library beside its quiet value of the same run, and how long the member's steps take.
Everything stays on the loopback interface; floods come from other addresses of it than the reader (127.0.0.2 and on), as
they would from the internet, so that limits on connections count them apart. They end with the time given.
"""

import argparse
import asyncio
import multiprocessing
import statistics
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing.synchronize import Event as EventType
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

import httpx
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.Common_pb2 import FileURLsRequest
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.web.server.starlette.starlette_app_utils import generate_xsrf_token_string
from websockets.asyncio.client import connect
from websockets.exceptions import WebSocketException
from websockets.sync.client import connect as connect_sync

from benchmarks.people import p95, step
from benchmarks.serving import MeasuredSite, served
from blueprint.ui.components.convening.new_proposal import _SOURCES as SOURCES
from tests.streamlit_client import StreamlitClient

PAGE = "/library"
SOCKETS, HALF_SENT, UPLOADS = 8, 1_000, 4
UPLOADED = 19 * 1024 * 1024
"""Bytes of a file."""
PACE, STEP_PACE = 0.02, 0.3
"""Seconds between two requests of the reader, and between two steps of the member."""
SETTLING = 2.0
"""Seconds after a flood until it is quiet."""
RATIO, LONGEST_STEP = 10.0, 1.0
"""The targets: times the quiet median, and seconds of the longest step."""


@dataclass(frozen=True)
class Target:
    """What a flood needs to know of the server."""

    url: str
    sessions: tuple[str, ...]
    convening: str


@dataclass
class Measured:
    """Seconds of each response of the library, and of each step."""

    responses: list[float] = field(default_factory=list)
    steps: list[float] = field(default_factory=list)


def main(seconds: float) -> None:
    """Measure and print."""
    with TemporaryDirectory() as folder, served(Path(folder), SOCKETS + 2) as site:
        target = Target(site.url, site.sessions[1:], site.sample.convening_id)
        asyncio.run(measure(site, 2.0))  # what is made once is made
        for name, flood in FLOODS.items():
            quiet = asyncio.run(measure(site, seconds))
            with flooding(flood, target):
                flooded = asyncio.run(measure(site, seconds))
            report(name, quiet, flooded)
            time.sleep(SETTLING)


@contextmanager
def flooding(flood: Callable[[Target], None], target: Target) -> Iterator[None]:
    """Run a flood in a process of its own, from the moment that it begins until the block ends."""
    context = multiprocessing.get_context("spawn")
    begun = context.Event()
    process = context.Process(target=_begin, args=(flood, target, begun), daemon=True)
    process.start()
    try:
        begun.wait()
        yield
    finally:
        process.terminate()
        process.join()


def _begin(flood: Callable[[Target], None], target: Target, begun: EventType) -> None:
    begun.set()
    flood(target)


async def measure(site: MeasuredSite, seconds: float) -> Measured:
    """Read and take steps for that long."""
    measured, until = Measured(), time.monotonic() + seconds
    await asyncio.gather(read(site, measured, until), take_steps(site, measured, until))
    return measured


async def read(site: MeasuredSite, measured: Measured, until: float) -> None:
    """A reader of the library."""
    async with httpx.AsyncClient(base_url=site.url, timeout=60) as client:
        while time.monotonic() < until:
            began = time.perf_counter()
            (await client.get(PAGE)).raise_for_status()
            measured.responses.append(time.perf_counter() - began)
            await asyncio.sleep(PACE)


async def take_steps(site: MeasuredSite, measured: Measured, until: float) -> None:
    """A member who opens page after page."""
    headers = {"Cookie": f"session={site.sessions[0]}"}
    address = site.url.replace("http", "ws", 1) + "/_stcore/stream"
    async with connect(
        address, origin=site.url, additional_headers=headers, subprotocols=["streamlit"], max_size=None
    ) as socket:
        number = 0
        while time.monotonic() < until:
            began = time.perf_counter()
            await step(socket, *site.pages[number % len(site.pages)])
            measured.steps.append(time.perf_counter() - began)
            number += 1
            await asyncio.sleep(STEP_PACE)


def flood_without_session(target: Target) -> None:
    """Sockets of strangers."""

    async def open_again(number: int) -> None:
        while True:
            with suppress(WebSocketException, OSError):
                async with connect(_stream(target), local_addr=(f"127.0.0.{2 + number}", 0), origin=target.url):
                    await asyncio.sleep(1)

    _run_together(open_again, SOCKETS)


def flood_reruns(target: Target) -> None:
    """Reruns of signed-in people, as fast as the sockets take them."""
    rerun = BackMsg(rerun_script=ClientState(page_name="", query_string="")).SerializeToString()

    async def ask(number: int) -> None:
        while True:
            with suppress(WebSocketException, OSError):
                async with connect(
                    _stream(target),
                    local_addr=(f"127.0.0.{2 + number}", 0),
                    origin=target.url,
                    additional_headers={"Cookie": f"session={target.sessions[number]}"},
                    subprotocols=["streamlit"],
                    max_size=None,
                ) as socket:
                    answers = asyncio.create_task(_discard(socket))
                    while not answers.done():
                        await socket.send(rerun)
                        await asyncio.sleep(0)

    _run_together(ask, SOCKETS)


def flood_half_sent(target: Target) -> None:
    """Requests that never end."""
    parts = urlsplit(target.url)

    async def send_half(number: int) -> None:
        while True:
            with suppress(OSError):
                source = (f"127.0.0.{2 + number % 8}", 0)
                reader, writer = await asyncio.open_connection(parts.hostname, parts.port, local_addr=source)
                writer.write(f"GET {PAGE} HTTP/1.1\r\nHost: {parts.netloc}\r\nX-Half: ".encode())
                await reader.read()
                writer.close()
            await asyncio.sleep(0.1)

    _run_together(send_half, HALF_SENT)


def flood_uploads(target: Target) -> None:
    """Files for a page that asks for one."""
    token, session = generate_xsrf_token_string(), target.sessions[-1]
    headers = {"origin": target.url, "X-Xsrftoken": token, "Cookie": f"session={session}; _streamlit_xsrf={token}"}
    with connect_sync(
        _stream(target),
        origin=target.url,
        additional_headers={"Cookie": f"session={session}"},
        subprotocols=["streamlit"],
        max_size=None,
    ) as socket:
        address = target.url + _upload_address(StreamlitClient(socket), target.convening)

        def upload(number: int) -> None:
            transport = httpx.HTTPTransport(local_address=f"127.0.0.{2 + number}")
            with httpx.Client(transport=transport, headers=headers, timeout=60) as client:
                while True:
                    with suppress(httpx.TransportError):
                        client.put(address, files={"file": ("water.md", bytes(UPLOADED))})

        with ThreadPoolExecutor(UPLOADS) as threads:
            list(threads.map(upload, range(UPLOADS)))


def _upload_address(client: StreamlitClient, convening: str) -> str:
    drawn = client.open("convening", f"id={convening}")
    client.run(WidgetState(id=drawn.id_of("source"), string_array_value={"data": [SOURCES["file"]]}))
    client.send(BackMsg(file_urls_request=FileURLsRequest(request_id="1", file_names=["water.md"])))
    while True:
        answer = client.message().file_urls_response
        if answer.file_urls:
            return answer.file_urls[0].upload_url


async def _discard(socket: object) -> None:
    async for _message in socket:  # type: ignore[attr-defined]
        pass


def _stream(target: Target) -> str:
    return target.url.replace("http", "ws", 1) + "/_stcore/stream"


def _run_together(task: Callable[[int], object], number: int) -> None:
    async def run() -> None:
        await asyncio.gather(*(task(each) for each in range(number)))  # type: ignore[arg-type]

    asyncio.run(run())


FLOODS: dict[str, Callable[[Target], None]] = {
    "eight sockets without a session": flood_without_session,
    "eight people's sockets that ask for reruns": flood_reruns,
    "1,000 half-sent requests": flood_half_sent,
    "uploads": flood_uploads,
}


def report(name: str, quiet: Measured, flooded: Measured) -> None:
    """Two lines: the library, and the steps."""
    before, during = (statistics.median(one.responses) for one in (quiet, flooded))
    slow = max(flooded.steps)
    met = "met" if during / before < RATIO and slow < LONGEST_STEP else "not met"
    print(f"{name}: target {met}")
    print(f"  library  {before * 1e3:6.1f} ms quiet, {during * 1e3:6.1f} ms flooded: {during / before:.1f} times")
    print(
        f"  steps    {statistics.median(quiet.steps) * 1e3:6.0f} ms quiet, {statistics.median(flooded.steps) * 1e3:6.0f} ms "
        f"flooded, p95 {p95(flooded.steps) * 1e3:.0f} ms, longest {slow * 1e3:.0f} ms",
        flush=True,
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=6.0)
    asked = parser.parse_args()
    if asked.seconds < 1:
        parser.error("at least a second")
    main(asked.seconds)
