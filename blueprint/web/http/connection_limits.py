"""Limits on connections, ahead of any request: a stranger must not use up the server's memory, files or time.

uvicorn limits neither the size of a request's head, nor how long it may take to arrive, nor how many connections an address
has open. Its protocol classes are where it lets that be added.
"""

import asyncio
from collections import Counter
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.protocols.utils import get_remote_addr
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from blueprint.domain.errors import Invalid
from blueprint.web.http.request_context import network_address

LARGEST_HEAD = 64 * 1024
"""Bytes of a request's line and header fields."""
HEAD_SECONDS = 15.0
"""How long the head of a request may take, from the start of the connection or its own first byte."""
IDLE_SECONDS = 60.0
"""How long nothing may arrive of a body that is not complete."""

_TOO_LARGE, _TOO_LATE, _TOO_MANY = (
    f"HTTP/1.1 {status}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n".encode()
    for status in ("431 Request Header Fields Too Large", "408 Request Timeout", "429 Too Many Requests")
)


class ConnectionCounter:
    """The connections that each network address has open. Trusted proxies have as many as they like."""

    def __init__(self, most: int, trusted_proxies: str) -> None:
        self.most = most
        self._trusted = trusted_networks(trusted_proxies)
        self._open: Counter[str] = Counter()

    def add(self, host: str) -> bool:
        """Count a connection; whether the address has no more than it may have."""
        if self._is_trusted(host):
            return True
        self._open[network_address(host)] += 1
        return self._open[network_address(host)] <= self.most

    def remove(self, host: str) -> None:
        """Uncount a connection that was counted."""
        if not self._is_trusted(host):
            address = network_address(host)
            self._open[address] -= 1
            if not self._open[address]:
                del self._open[address]

    def _is_trusted(self, host: str) -> bool:
        try:
            return any(ip_address(host) in network for network in self._trusted)
        except ValueError:  # a socket in the file system has no address
            return True


def trusted_networks(trusted_proxies: str) -> tuple[IPv4Network | IPv6Network, ...]:
    """The networks of that setting; raises `Invalid` for what is no address."""
    try:
        return tuple(ip_network(each.strip()) for each in trusted_proxies.split(",") if each.strip())
    except ValueError as error:
        raise Invalid(f"BLUEPRINT_TRUSTED_PROXIES: {error}. Name addresses or networks, divided by commas.") from error


class LimitedHttpProtocol(HttpToolsProtocol):
    """An HTTP connection whose requests have to arrive, within limits."""

    counter: ConnectionCounter
    host = ""
    head_size = 0
    is_head = True
    """Whether what arrives is the head of a request, rather than its body."""
    timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.host = self.client[0] if self.client else ""
        if self.counter.add(self.host):
            self.wait(HEAD_SECONDS)
        else:
            self.end(_TOO_MANY)

    def connection_lost(self, exc: Exception | None) -> None:
        self.wait(None)
        self.counter.remove(self.host)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self.transport.is_closing():
            return
        self.head_size += len(data)
        super().data_received(data)
        if self.is_head and self.head_size > LARGEST_HEAD:
            self.end(_TOO_LARGE)
        elif not self.is_head:
            self.wait(IDLE_SECONDS)

    def on_message_begin(self) -> None:
        super().on_message_begin()
        if self.timer is None:
            self.wait(HEAD_SECONDS)

    def on_headers_complete(self) -> None:
        self.is_head = False
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        super().on_message_complete()
        self.is_head, self.head_size = True, 0
        self.wait(None)

    def handle_websocket_upgrade(self) -> None:
        self.wait(None)
        super().handle_websocket_upgrade()
        self.counter.remove(self.host)  # the websocket is counted from now on

    def wait(self, seconds: float | None) -> None:
        """End the connection unless this is called again within that time; None ends the waiting."""
        if self.timer:
            self.timer.cancel()
        self.timer = self.loop.call_later(seconds, self.end, _TOO_LATE) if seconds else None

    def end(self, answer: bytes) -> None:
        """Answer and close the connection; without an answer where one has begun already."""
        self.wait(None)
        if self.cycle is None or self.cycle.response_complete or not self.cycle.response_started:
            self.transport.write(answer)
        self.transport.close()


class CountedWebSocketProtocol(WebSocketsSansIOProtocol):
    """A websocket that counts as a connection of its address."""

    counter: ConnectionCounter
    host = ""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        address = get_remote_addr(transport)  # type: ignore[arg-type]
        self.host = address[0] if address else ""
        self.counter.add(self.host)

    def connection_lost(self, exc: Exception | None) -> None:
        self.counter.remove(self.host)
        super().connection_lost(exc)


def limited_protocols(most: int, trusted_proxies: str) -> dict[str, Any]:
    """The arguments of `uvicorn.Config` for these limits, and for whose word on the client's address is believed.

    Raises `Invalid` for a proxy that is no address.
    """
    own = {"counter": ConnectionCounter(most, trusted_proxies)}
    return {
        "http": type("LimitedHttp", (LimitedHttpProtocol,), own),
        "ws": type("CountedWebSocket", (CountedWebSocketProtocol,), own),
        "proxy_headers": bool(trusted_proxies),
        "forwarded_allow_ips": trusted_proxies,
    }
