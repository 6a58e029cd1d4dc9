"""Delta chain: the revisions of a text, each compressed against an earlier one.

A revision is stored as one Zstandard frame (RFC 8878) with a checksum of its content: a line of JSON, and behind it the
source in UTF-8.

    {"paragraphs":[[lineage, gap, length, ancestor, …], …]}
    the source, to the end of the content

`gap` is the number of characters between the end of the paragraph before and the start of this one, `length` that of the
paragraph itself, so that an edit changes no other entry. The frame is compressed with the content of another revision, its
base, as a raw content dictionary (RFC 8878, section 5): only what is different takes space. By the revision's index (its
number, counted from 0) the base is

    none                       at every 256th index: a keyframe, which is read by itself
    the revision 16 before     at every other 16th
    the revision before        at all others

so that any revision is read in 31 steps at most.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from typing import Any

from pydantic import TypeAdapter

from blueprint.domain.revisions import ParagraphSpan

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

STEP = 16
LEVEL = 8
"""Of compression: the next one takes two to three times as long on large texts, level 19 ten times, to save a twentieth."""
_WIDEST_WINDOW = 27
"""The binary logarithm of the widest window that zstd reads unless told otherwise."""

_SPANS = TypeAdapter(tuple[ParagraphSpan, ...])


class DamagedFrame(Exception):
    """The stored bytes of revision `number` are not those that were written, or its base was not read."""

    def __init__(self, number: int, reason: str) -> None:
        super().__init__(f"Revision {number}: {reason}")
        self.number = number


class DeltaChain:
    """Writes or reads revisions of one text in the order of their numbers: all of them, or those that `numbers` names."""

    def __init__(self) -> None:
        self._latest: list[bytes | None] = [None, None]
        """The content of the last revision, and of the last one at a 16th index."""

    @staticmethod
    def numbers(number: int) -> tuple[int, ...]:
        """The numbers of the revisions that are read for one, from a keyframe to itself."""
        found = [index := number - 1]
        while (depth := _depth(index)) < 2:
            index -= STEP**depth
            found.append(index)
        return tuple(at + 1 for at in reversed(found))

    def write(self, number: int, markdown: str, paragraphs: Sequence[ParagraphSpan]) -> bytes:
        """The frame of the next revision; raises `DamagedFrame` when its base was not read."""
        content, base = _serialized(markdown, paragraphs), self._base(number)
        window = min((len(content) + len(base or b"")).bit_length(), _WIDEST_WINDOW)
        options: dict[int, int] = {
            zstd.CompressionParameter.compression_level: LEVEL,
            zstd.CompressionParameter.window_log: max(window, zstd.CompressionParameter.window_log.bounds()[0]),
            zstd.CompressionParameter.checksum_flag: 1,
        }
        self._keep(number, content)
        return zstd.compress(content, options=options, zstd_dict=_dictionary(base))

    def read(self, number: int, frame: bytes) -> tuple[str, tuple[ParagraphSpan, ...]]:
        """Source and paragraphs of the next revision; raises `DamagedFrame`."""
        content = self._content(number, frame)
        try:
            return _deserialized(content)
        except (ValueError, LookupError) as error:
            raise DamagedFrame(number, "this is not the content of a revision") from error

    def skip(self, number: int, frame: bytes) -> None:
        """The next revision is only what later ones build on; raises `DamagedFrame`."""
        self._content(number, frame)

    def _content(self, number: int, frame: bytes) -> bytes:
        try:
            content = zstd.decompress(frame, zstd_dict=_dictionary(self._base(number)))
        except zstd.ZstdError as error:
            raise DamagedFrame(number, str(error)) from error
        self._keep(number, content)
        return content

    def _base(self, number: int) -> bytes | None:
        depth = _depth(number - 1)
        base = None if depth == 2 else self._latest[depth]
        if base is None and depth < 2:
            raise DamagedFrame(number, "the revision that it is stored against is missing")
        return base

    def _keep(self, number: int, content: bytes) -> None:
        self._latest = [content, content if _depth(number - 1) else self._latest[1]]


def _depth(index: int) -> int:
    """0 for an index whose base is the revision before, 1 for the one 16 before, 2 for a keyframe."""
    return sum(index % step == 0 for step in (STEP, STEP**2))


def _dictionary(base: bytes | None) -> tuple[zstd.ZstdDict, int] | None:
    return None if base is None else zstd.ZstdDict(base, is_raw=True).as_prefix


def _serialized(markdown: str, paragraphs: Sequence[ParagraphSpan]) -> bytes:
    entries, end = [], 0
    for span in paragraphs:
        entries.append([span.lineage, span.start - end, span.end - span.start, *span.ancestors])
        end = span.end
    head = json.dumps({"paragraphs": entries}, separators=(",", ":"), ensure_ascii=False)
    return f"{head}\n{markdown}".encode()


def _deserialized(content: bytes) -> tuple[str, tuple[ParagraphSpan, ...]]:
    head, _, markdown = content.decode().partition("\n")
    return markdown, _SPANS.validate_python(_spans(json.loads(head)["paragraphs"]))


def _spans(entries: Sequence[Any]) -> Iterator[dict[str, Any]]:
    end = 0
    for lineage, gap, length, *ancestors in entries:
        start, end = end + gap, end + gap + length
        yield {"lineage": lineage, "ancestors": ancestors, "start": start, "end": end}
