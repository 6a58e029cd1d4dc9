"""Websockets as we speak them: long messages are sent compressed (RFC 7692), short ones as they are.

A page of the workbench is a dozen messages, most of them shorter than a network packet. Compressing those costs the
event loop more than it saves on the line; and for the long ones the fastest level loses a tenth against the usual one and
takes a third of its time. RFC 7692, section 6, leaves the choice with each message.
"""

from collections.abc import Sequence
from typing import Any

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.extensions.base import Extension
from websockets.extensions.permessage_deflate import PerMessageDeflate, ServerPerMessageDeflateFactory
from websockets.frames import Frame
from websockets.typing import ExtensionParameter

SHORT = 1_200
"""Bytes of a message that fits into one network packet anyway."""
_WINDOW = 12
_SETTINGS = {"memLevel": 5, "level": 1}


class LongMessagesDeflated(PerMessageDeflate):
    """The extension of RFC 7692, but short messages stay as they are."""

    def encode(self, frame: Frame) -> Frame:
        """Compress an outgoing frame if that is worth it; a message is always sent in one frame here."""
        return frame if len(frame.data) < SHORT else super().encode(frame)


class _Factory(ServerPerMessageDeflateFactory):
    def process_request_params(
        self, params: Sequence[ExtensionParameter], accepted_extensions: Sequence[Extension]
    ) -> tuple[list[ExtensionParameter], PerMessageDeflate]:
        answer, agreed = super().process_request_params(params, accepted_extensions)
        return answer, LongMessagesDeflated(
            agreed.remote_no_context_takeover,
            agreed.local_no_context_takeover,
            agreed.remote_max_window_bits,
            agreed.local_max_window_bits,
            agreed.compress_settings,
        )


class Socket(WebSocketsSansIOProtocol):
    """One browser's connection."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        if self.conn.available_extensions:
            self.conn.available_extensions = [
                _Factory(server_max_window_bits=_WINDOW, client_max_window_bits=_WINDOW, compress_settings=_SETTINGS)
            ]
