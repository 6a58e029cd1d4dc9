"""Long messages travel compressed, short ones as they are, and a browser reads both."""

from websockets.extensions.permessage_deflate import ClientPerMessageDeflateFactory, PerMessageDeflate
from websockets.frames import Frame, Opcode
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

from blueprint.web.http.websocket import SHORT, LongMessagesDeflated
from tests.factories import Scene
from tests.web.serving import Site

MESSAGES = (b"short", b"long " * SHORT, b"short again", b"long again " * SHORT)


def extension() -> LongMessagesDeflated:
    """The server's side of a connection."""
    return LongMessagesDeflated(False, False, 12, 12, {"level": 1})


def test_only_long_messages_are_compressed() -> None:
    server = extension()
    sent = [server.encode(Frame(Opcode.BINARY, message)) for message in MESSAGES]
    assert [frame.rsv1 for frame in sent] == [False, True, False, True]
    assert len(sent[1].data) < SHORT


def test_a_browser_reads_both() -> None:
    server, browser = extension(), PerMessageDeflate(False, False, 12, 12)
    read = [browser.decode(server.encode(Frame(Opcode.BINARY, message))).data for message in MESSAGES]
    assert tuple(bytes(data) for data in read) == MESSAGES


def test_the_server_speaks_so(site: Site, group: Scene) -> None:
    address = f"{site.url.replace('http', 'ws', 1)}/_stcore/stream"
    offer = [ClientPerMessageDeflateFactory(compress_settings={"memLevel": 5})]
    cookie = {"cookie": f"session={site.session('author@example.org')}"}
    with connect(
        address,
        origin=Origin(site.url),
        subprotocols=[Subprotocol("streamlit")],
        extensions=offer,
        additional_headers=cookie,
    ) as socket:
        assert [extension.name for extension in socket.protocol.extensions] == ["permessage-deflate"]
