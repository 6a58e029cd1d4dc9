"""Streamlit's websocket, as the server configures it."""

import pytest
from websockets.exceptions import ConnectionClosed

from blueprint.server import LARGEST_MESSAGE
from tests.factories import Scene
from tests.web.serving import Site

MESSAGE_TOO_BIG = 1009
"""RFC 6455, section 7.4.1."""


def test_a_message_over_the_limit_ends_the_connection(site: Site, group: Scene) -> None:
    with site.socket(cookie=f"session={site.session('author@example.org')}") as connection:
        connection.send(bytes(LARGEST_MESSAGE + 1))
        with pytest.raises(ConnectionClosed) as closed:
            connection.recv(timeout=30)
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == MESSAGE_TOO_BIG


def test_messages_are_compressed_for_browsers_that_take_that(site: Site, group: Scene) -> None:
    with site.socket(cookie=f"session={site.session('author@example.org')}") as connection:
        assert [extension.name for extension in connection.protocol.extensions] == ["permessage-deflate"]
