"""So often at once, so often a second."""

import asyncio
import time

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState

from blueprint.domain import rate
from blueprint.domain.rate import TokenBucket, TokenBuckets
from blueprint.ui.app.streamlit_messages import BrowserConnection
from blueprint.web.auth.websocket_session import SessionCheckedWebSocket
from tests.factories import Scene
from tests.web.serving import Site


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time as the buckets see it: its last entry."""
    times = [100.0]
    monkeypatch.setattr(rate, "monotonic", lambda: times[-1])
    return times


def test_a_burst_at_once_and_then_the_rate(clock: list[float]) -> None:
    bucket = TokenBucket(rate=2.0, burst=3.0)
    assert [bucket.take() for _ in range(5)] == [0, 0, 0, 0.5, 1.0]
    clock.append(101.0)
    assert bucket.take() == 0.5
    clock.append(200.0)
    assert [bucket.take() for _ in range(4)] == [0, 0, 0, 0.5]


def test_buckets_are_kept_apart_and_full_ones_forgotten(clock: list[float], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rate, "_MOST_KEPT", 2)
    buckets = TokenBuckets(rate=1.0, burst=1.0)
    first = buckets.of("first")
    assert (first.take(), buckets.of("second").take(), first.take()) == (0, 0, 1)
    clock.append(102.0)
    assert buckets.of("first") is first
    buckets.of("third").take()
    clock.append(102.1)
    assert buckets.of("fourth") is buckets.of("fourth")
    assert set(buckets._buckets) == {"third", "fourth"}


def test_what_is_taken_one_by_one_is_never_overdrawn(clock: list[float]) -> None:
    bucket = TokenBucket(rate=1.0, burst=2.0)
    assert [bucket.take_one() for _ in range(1_000)] == [True, True, *[False] * 998]
    clock.append(101.0)
    assert [bucket.take_one(), bucket.take_one()] == [True, False]


def test_messages_of_a_flood_wait_and_none_is_lost() -> None:
    async def flood() -> tuple[int, float]:
        messages = [BackMsg(rerun_script=ClientState(query_string=str(n))).SerializeToString() for n in range(30)]
        sent = iter(messages)

        async def receive() -> dict[str, object]:
            return {"type": "websocket.receive", "bytes": next(sent)}

        async def goes_on() -> bool:
            return True

        async def send(_message: object) -> None:
            raise AssertionError

        allowed, filtered = TokenBucket(rate=50.0, burst=10.0), BrowserConnection("nia")
        socket = SessionCheckedWebSocket(receive, send, asyncio.Event(), goes_on, allowed, filtered, "nia")
        started = time.monotonic()
        received = [(await socket.receive())["bytes"] for _ in range(30)]
        assert received == messages
        return len(received), time.monotonic() - started

    count, seconds = asyncio.run(flood())
    assert count == 30
    assert seconds >= 0.39  # twenty beyond the burst, fifty a second


def test_files_beyond_what_a_person_chooses_are_refused_with_a_sentence(site: Site, group: Scene) -> None:
    with site.client("author@example.org") as client:
        answers = [client.put("/_stcore/upload_file/none/none", content=b"x") for _ in range(70)]
    assert {answer.status_code for answer in answers[:50]}.isdisjoint({429})
    assert answers[-1].status_code == 429
    assert "Wait a minute" in answers[-1].text
    assert answers[-1].headers["retry-after"] == "60"
    with site.client("editor@example.org") as client:
        assert client.put("/_stcore/upload_file/none/none", content=b"x").status_code != 429
