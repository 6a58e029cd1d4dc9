"""Three hundred people at once: `python -m benchmarks.people [--people 300] [--minutes 2]`.

Starts the workbench on a copy of the sample, signs everybody in, and lets each of them do a step every ten seconds (open
home, read a proposal, compare two revisions, look at the coverage) over Streamlit's own websocket, as a browser does. Prints
how long a step takes from the request to the end of the script run, and the server's memory for each person signed in.
The same step of one person alone, measured in the same run, is what it is compared with.
"""

import argparse
import asyncio
import random
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from benchmarks.serving import Place, served

PAUSE = 10.0
"""Seconds between two steps of a person."""


@dataclass
class Crowd:
    """What was measured: seconds for each step, by page, how many script runs ended in an error, and processor seconds."""

    steps: dict[str, list[float]] = field(default_factory=dict)
    errors: int = 0
    processor: float = 0.0

    def all(self) -> list[float]:
        """Every step's seconds."""
        return [seconds for several in self.steps.values() for seconds in several]


def main(people: int, minutes: float) -> None:
    """Measure and print."""
    with TemporaryDirectory() as folder, served(Path(folder), people) as place:
        alone, crowd = Crowd(), Crowd()
        before = memory(place.process_id)
        with worked(place.process_id, alone):
            asyncio.run(gather(place, alone, 1, 0.4, pause=0.2))
        with worked(place.process_id, crowd):
            asyncio.run(gather(place, crowd, people, minutes, pause=PAUSE))
        after = memory(place.process_id)
    report("one person alone", alone)
    report(f"{people} people, a step every {PAUSE:.0f} s", crowd)
    print(f"p95 of the crowd to p95 of one person: {p95(crowd.all()) / p95(alone.all()):.2f}")
    each = (after - before) / people / 1e6
    print(f"memory: {before / 1e6:.0f} MB before, {after / 1e6:.0f} MB after, {each:.2f} MB a person")


async def gather(place: Place, crowd: Crowd, people: int, minutes: float, *, pause: float) -> None:
    """Let that many people work for that long; they arrive one after the other within the first pause."""
    until = time.monotonic() + minutes * 60 + pause
    await asyncio.gather(
        *(person(place, crowd, place.sessions[n], until, n / people * pause, pause) for n in range(people))
    )


async def person(place: Place, crowd: Crowd, session: str, until: float, delay: float, pause: float) -> None:
    """One person in one browser: a step, a pause, and so on; the first step (a new session) is not counted."""
    await asyncio.sleep(delay)
    chance = random.Random(session)
    address = place.url.replace("http", "ws", 1) + "/_stcore/stream"
    headers = {"Cookie": f"session={session}"}
    async with connect(
        address, origin=place.url, additional_headers=headers, subprotocols=["streamlit"], max_size=None
    ) as socket:
        await step(socket, "", "", crowd)
        while time.monotonic() < until:
            page, query = chance.choice(place.steps)
            began = time.perf_counter()
            await step(socket, page, query, crowd)
            crowd.steps.setdefault(page or "home", []).append(time.perf_counter() - began)
            await asyncio.sleep(pause * chance.uniform(0.7, 1.3))


async def step(socket: ClientConnection, page: str, query: str, crowd: Crowd) -> None:
    """Ask for a page and take in all that comes until its script has ended."""
    state = ClientState(query_string=query, page_name=page)
    await socket.send(BackMsg(rerun_script=state).SerializeToString())
    while True:
        message = ForwardMsg.FromString(await socket.recv())  # type: ignore[arg-type]
        kind = message.WhichOneof("type")
        if kind == "delta" and message.delta.new_element.WhichOneof("type") == "exception":
            crowd.errors += 1
        if kind == "script_finished":
            return


def report(name: str, crowd: Crowd) -> None:
    """A line for all steps, and one for each page."""
    each = crowd.processor / len(crowd.all()) * 1000
    print(f"{name}: {crowd.errors} errors, {each:.0f} ms of processor a step")
    for page, seconds in (("all", crowd.all()), *sorted(crowd.steps.items())):
        median, late = statistics.median(seconds) * 1000, p95(seconds) * 1000
        print(f"  {page:<10} {len(seconds):5} steps, median {median:5.0f} ms, p95 {late:5.0f} ms")


def p95(seconds: list[float]) -> float:
    """The value that 95 of 100 stay below."""
    return sorted(seconds)[int(0.95 * (len(seconds) - 1))]


@contextmanager
def worked(process_id: int, crowd: Crowd) -> Iterator[None]:
    """Note the processor time that the server takes in the block."""
    server = psutil.Process(process_id)
    before = sum(server.cpu_times()[:2])
    yield
    crowd.processor = sum(server.cpu_times()[:2]) - before


def memory(process_id: int) -> int:
    """The server's resident memory in bytes, its workers' included."""
    process = psutil.Process(process_id)
    return sum(each.memory_info().rss for each in (process, *process.children(recursive=True)))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=300)
    parser.add_argument("--minutes", type=float, default=2.0)
    asked = parser.parse_args()
    main(asked.people, asked.minutes)
