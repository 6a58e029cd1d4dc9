"""What a stranger can use up of a server: bounded by address, by size and by time."""

import asyncio
import contextlib
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from websockets.sync.client import connect

from blueprint.domain.errors import Invalid
from blueprint.web.http import connection_limits
from blueprint.web.http.connection_limits import ConnectionCounter, limited_protocols
from blueprint.web.http.request_context import network_address
from tests.ports import free_port
from tests.web.serving import own_environment, serving

MOST = 16


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, int]]:
    """A whole server, where an address may have `MOST` connections."""
    port = free_port()
    environment = own_environment(tmp_path_factory.mktemp("limits"), port, BLUEPRINT_CONNECTIONS_PER_ADDRESS=str(MOST))
    with serving(environment, "app.py"):
        yield "127.0.0.1", port


@contextlib.contextmanager
def opened(address: tuple[str, int], count: int) -> Iterator[list[socket.socket]]:
    with contextlib.ExitStack() as stack:
        yield [stack.enter_context(socket.create_connection(address, timeout=30)) for _ in range(count)]


def answer(connection: socket.socket, sent: bytes = b"") -> bytes:
    """The first bytes that come back; empty when the connection was ended without an answer."""
    with contextlib.suppress(OSError):
        connection.sendall(sent)
    with contextlib.suppress(ConnectionError):
        return connection.recv(4_096)
    return b""


def asked(address: tuple[str, int]) -> bytes:
    with opened(address, 1) as (connection,):
        return answer(connection, b"GET /healthz HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n")


def test_a_head_of_any_size_is_refused_after_64_kb(address: tuple[str, int]) -> None:
    with opened(address, 1) as (connection,):
        connection.sendall(b"GET /healthz HTTP/1.1\r\nhost: x\r\nx-long: ")
        sent = 0
        with contextlib.suppress(ConnectionError):
            while sent < 50_000_000:
                sent += connection.send(b"a" * 65_536)
        assert sent < 8_000_000  # what fits between the two ends
    assert asked(address).startswith(b"HTTP/1.1 200 ")


def test_a_head_that_is_large_but_complete_is_read(address: tuple[str, int]) -> None:
    with opened(address, 1) as (connection,):
        head = b"GET /healthz HTTP/1.1\r\nhost: x\r\nx-long: " + b"a" * 60_000 + b"\r\nconnection: close\r\n\r\n"
        assert answer(connection, head).startswith(b"HTTP/1.1 200 ")


def test_an_address_has_so_many_connections_and_gets_them_back(address: tuple[str, int]) -> None:
    with opened(address, MOST) as held:
        assert asked(address).startswith(b"HTTP/1.1 429 ")
        held.pop().close()
        until = time.monotonic() + 10
        while not asked(address).startswith(b"HTTP/1.1 200 "):
            assert time.monotonic() < until
            time.sleep(0.05)
    until = time.monotonic() + 10
    while not asked(address).startswith(b"HTTP/1.1 200 "):
        assert time.monotonic() < until
        time.sleep(0.05)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[tuple[str, int], ConnectionCounter]]:
    """A server of a few lines with the same protocols, which waits for half a second."""
    monkeypatch.setattr(connection_limits, "HEAD_SECONDS", 0.5)
    monkeypatch.setattr(connection_limits, "IDLE_SECONDS", 0.5)
    protocols = limited_protocols(MOST, "")
    port = free_port()
    config = uvicorn.Config(_echo, host="127.0.0.1", port=port, log_config=None, lifespan="off", **protocols)
    server = uvicorn.Server(config)
    with contextlib.ExitStack() as stack:
        stack.enter_context(_running(server))
        yield ("127.0.0.1", port), protocols["http"].counter


@contextlib.contextmanager
def _running(server: uvicorn.Server) -> Iterator[None]:
    from threading import Thread

    thread = Thread(target=lambda: asyncio.run(server.serve()))
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield
    finally:
        server.should_exit = True
        thread.join()


async def _echo(scope, receive, send) -> None:  # type: ignore[no-untyped-def]
    """Answers with the length of what it was sent; a websocket gets nothing."""
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.accept"})
        await receive()
        return
    length, more = 0, True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            return
        length, more = length + len(message.get("body", b"")), message.get("more_body", False)
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
    await send({"type": "http.response.body", "body": b"%02d" % length})


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (b"", b"HTTP/1.1 408 "),
        (b"GET / HTTP/1.1\r\nhost: x\r\n", b"HTTP/1.1 408 "),
        (b"POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\nhalf", b"HTTP/1.1 408 "),
        (b"nonsense\r\n\r\n", b"HTTP/1.1 400 "),
    ],
)
def test_what_does_not_arrive_is_not_waited_for(
    quick: tuple[tuple[str, int], ConnectionCounter], sent: bytes, said: bytes
) -> None:
    with opened(quick[0], 1) as (connection,):
        started = time.monotonic()
        found = answer(connection, sent)
        assert found.startswith(said)
        assert time.monotonic() - started < 20
        assert answer(connection) == b""


def test_a_request_that_comes_slowly_and_one_after_the_other_are_answered(
    quick: tuple[tuple[str, int], ConnectionCounter],
) -> None:
    with opened(quick[0], 1) as (connection,):
        for _ in range(2):
            connection.sendall(b"POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 10\r\n\r\n")
            for _ in range(4):
                time.sleep(0.2)
                connection.sendall(b"ab")
            connection.sendall(b"cd")
            found = b""
            while not found.endswith(b"\r\n\r\n10"):
                more = connection.recv(4_096)
                assert more
                found += more


def test_websockets_count_as_connections_until_they_end(quick: tuple[tuple[str, int], ConnectionCounter]) -> None:
    (host, port), counter = quick
    with connect(f"ws://{host}:{port}/"):
        time.sleep(0.8)  # longer than a head may take
        assert counter._open["127.0.0.1"] == 1
    until = time.monotonic() + 10
    while counter._open:
        assert time.monotonic() < until
        time.sleep(0.02)


def test_a_trusted_proxy_has_as_many_connections_as_it_opens() -> None:
    counter = ConnectionCounter(1, "10.1.0.0/16, ::1")
    assert [counter.add(host) for host in ("10.1.2.3", "10.1.2.3", "::1", "::1", "10.2.0.1", "10.2.0.1")] == (
        [True, True, True, True, True, False]
    )


@pytest.mark.parametrize("wrong", ["proxy.example", "10.0.0.1/8", "*"])
def test_a_proxy_that_is_no_address_is_named(wrong: str) -> None:
    with pytest.raises(Invalid, match="BLUEPRINT_TRUSTED_PROXIES"):
        limited_protocols(MOST, wrong)


def test_addresses_of_one_subscriber_count_as_one() -> None:
    hosts = (
        "2001:db8:1:2::1",
        "2001:db8:1:2:ffff::9",
        "2001:db8:1:3::1",
        "192.0.2.1",
        "::ffff:192.0.2.1",
        "testclient",
    )
    assert [network_address(host) for host in hosts] == [
        "2001:db8:1:2::/64", "2001:db8:1:2::/64", "2001:db8:1:3::/64", "192.0.2.1", "192.0.2.1", "testclient"
    ]  # fmt: skip


@pytest.mark.parametrize(("trusted", "told"), [("", "127.0.0.1"), ("127.0.0.1", "203.0.113.9")])
def test_the_clients_address_is_believed_from_trusted_proxies_alone(tmp_path: Path, trusted: str, told: str) -> None:
    seen: list[str] = []

    async def look(scope, receive, send) -> None:  # type: ignore[no-untyped-def]
        seen.append(scope["client"][0])
        await _echo(scope, receive, send)

    port = free_port()
    protocols = limited_protocols(MOST, trusted)
    server = uvicorn.Server(uvicorn.Config(look, port=port, log_config=None, lifespan="off", **protocols))
    with _running(server), opened(("127.0.0.1", port), 1) as (connection,):
        answer(connection, b"GET / HTTP/1.1\r\nhost: x\r\nx-forwarded-for: 203.0.113.9\r\n\r\n")
    assert seen == [told]
