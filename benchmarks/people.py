"""Three hundred people at once: `python -m benchmarks.people [--people 300] [--minutes 2]`.

Starts the workbench on a copy of the sample, signs everybody in, and lets each of them do a step every ten seconds. Two
thirds read: a step opens home, a proposal, a comparison of two revisions or the coverage, over Streamlit's own websocket, as
a browser does. A third write: a step is the editor keeping a draft. Prints how long a step takes from the request to the end
of the script run or the answer, the server's processor time for it, and its memory for each person signed in. The steps of
two people alone, measured in the same run, are what they are compared with.
"""

import argparse
import asyncio
import random
import statistics
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
import psutil
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from benchmarks.serving import MeasuredSite, served, writes

PAUSE = 10.0
"""Seconds between two steps of a person."""
ARRIVING = 0.15
"""Seconds between two people who arrive."""


@dataclass
class Measurement:
    """What was measured: seconds for each step, by page, and processor seconds."""

    steps: dict[str, list[float]] = field(default_factory=dict)
    processor: float = 0.0

    def all(self) -> list[float]:
        """Every step's seconds."""
        return [seconds for several in self.steps.values() for seconds in several]


def main(people: int, minutes: float) -> None:
    """Measure and print."""
    with TemporaryDirectory() as folder, served(Path(folder), people) as site:
        alone, crowd = Measurement(), Measurement()
        before = memory(site.process_id)
        asyncio.run(run_people(site, alone, 2, 0.2, pause=0.2))
        asyncio.run(run_people(site, crowd, people, minutes, pause=PAUSE))
        after = memory(site.process_id)
    report("two people alone", alone)
    report(f"{people} people, a step every {PAUSE:.0f} s", crowd)
    print(f"p95 of the crowd to p95 of the two: {p95(crowd.all()) / p95(alone.all()):.2f}")
    each = (after - before) / people / 1e6
    print(f"memory: {before / 1e6:.0f} MB before, {after / 1e6:.0f} MB after, {each:.2f} MB a person")


async def run_people(site: MeasuredSite, measured: Measurement, people: int, minutes: float, *, pause: float) -> None:
    """Let that many people work for that long, once all of them have arrived, one after the other."""
    arrived = time.monotonic() + people * ARRIVING
    until = arrived + minutes * 60
    await asyncio.gather(
        measure_processor(site.process_id, measured, arrived, until),
        *(person(site, measured, n, (arrived, until), pause) for n in range(people)),
    )


async def measure_processor(process_id: int, measured: Measurement, arrived: float, until: float) -> None:
    """Measure the processor time of the server while steps count."""
    server = psutil.Process(process_id)
    await asyncio.sleep(arrived - time.monotonic())
    before = sum(server.cpu_times()[:2])
    await asyncio.sleep(until - time.monotonic())
    measured.processor = sum(server.cpu_times()[:2]) - before


async def person(site: MeasuredSite, measured: Measurement, n: int, counted: tuple[float, float], pause: float) -> None:
    """One person in one browser: a step, a pause, and so on; steps count from when everybody is there."""
    await asyncio.sleep(n * ARRIVING)
    rng = random.Random(n)
    async with browser(site, n) as take_step:
        while time.monotonic() < counted[1]:
            began = time.perf_counter()
            name = await take_step(rng)
            if time.monotonic() >= counted[0]:
                measured.steps.setdefault(name, []).append(time.perf_counter() - began)
            await asyncio.sleep(pause * rng.uniform(0.7, 1.3))


@asynccontextmanager
async def browser(site: MeasuredSite, n: int) -> AsyncIterator[Callable[[random.Random], Awaitable[str]]]:
    """A browser with the person's session; yields a function that takes a step and returns its name."""
    headers = {"Cookie": f"session={site.sessions[n]}", "Origin": site.url}
    if writes(n):
        async with httpx.AsyncClient(base_url=site.url, headers=headers, timeout=60) as client:
            yield partial(save_draft, client, site, count())
        return
    address = site.url.replace("http", "ws", 1) + "/_stcore/stream"
    del headers["Origin"]
    async with connect(
        address, origin=site.url, additional_headers=headers, subprotocols=["streamlit"], max_size=None
    ) as socket:
        await step(socket, "", "")
        yield partial(open_page, socket, site)


async def save_draft(client: httpx.AsyncClient, site: MeasuredSite, numbers: Iterator[int], rng: random.Random) -> str:
    """Send a draft, as the editor does while somebody types."""
    proposal = site.sample.proposals["arms-to-care"]
    words = " ".join(rng.choices(("water", "land", "energy", "care", "peace"), k=400))
    draft = {"base": 1, "title": "A draft", "markdown": words, "sequence": next(numbers)}
    (await client.put(f"/api/drafts/{proposal}", json=draft)).raise_for_status()
    return "draft"


async def open_page(socket: ClientConnection, site: MeasuredSite, rng: random.Random) -> str:
    """Open a page, as following a link does."""
    page, query = rng.choice(site.pages)
    await step(socket, page, query)
    return page or "home"


async def step(socket: ClientConnection, page: str, query: str) -> None:
    """Ask for a page and take in all that comes until its script has ended; raises RuntimeError for a page that broke."""
    state = ClientState(query_string=query, page_name=page)
    await socket.send(BackMsg(rerun_script=state).SerializeToString())
    while True:
        message = ForwardMsg.FromString(await socket.recv())  # type: ignore[arg-type]
        kind = message.WhichOneof("type")
        if kind == "delta" and message.delta.new_element.WhichOneof("type") == "exception":
            raise RuntimeError(message.delta.new_element.exception.message)
        if kind == "script_finished":
            return


def report(name: str, measured: Measurement) -> None:
    """A line for all steps, and one for each page."""
    each = measured.processor / len(measured.all()) * 1000
    print(f"{name}: {each:.0f} ms of processor a step")
    for page, seconds in (("all", measured.all()), *sorted(measured.steps.items())):
        median, late = statistics.median(seconds) * 1000, p95(seconds) * 1000
        print(f"  {page:<10} {len(seconds):5} steps, median {median:5.0f} ms, p95 {late:5.0f} ms")


def p95(seconds: list[float]) -> float:
    """The value that 95 of 100 stay below."""
    return sorted(seconds)[int(0.95 * (len(seconds) - 1))]


def memory(process_id: int) -> int:
    """The server's resident memory in bytes, its workers' included."""
    process = psutil.Process(process_id)
    return sum(each.memory_info().rss for each in (process, *process.children(recursive=True)))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=300)
    parser.add_argument("--minutes", type=float, default=2.0)
    asked = parser.parse_args()
    if asked.people < 1 or asked.minutes * 60 < 2 * PAUSE:
        parser.error(
            f"at least one person, and {2 * PAUSE / 60:.2f} minutes: everybody takes a step in each {PAUSE:.0f} s"
        )
    main(asked.people, asked.minutes)
