"""How a PDF's objects stand in its file: packed into object streams, and found by a table (ISO 32000-1, 7.5.7 and 7.5.8)."""

import re
import struct
import zlib
from collections.abc import Sequence
from enum import IntEnum

PACKED = 250
"""Objects in an object stream: a reader unpacks all of one to find any of them."""

ROW = struct.Struct(">BIH")
"""A row of the cross-reference table (ISO 32000-1, 7.5.8): the kind, and where the object stands."""

IN_FILE, IN_STREAM = 1, 2


class Only(IntEnum):
    """The numbers of what a bound book has one of: catalogue, page tree, tag tree, its first tag, outline, information."""

    CATALOG = 1
    PAGES = 2
    TAGS = 3
    DOCUMENT = 4
    OUTLINE = 5
    INFO = 6


def packed(objects: Sequence[tuple[int, bytes]]) -> tuple[bytes, bytes]:
    """An object stream (ISO 32000-1, 7.5.7) of numbered objects: its dictionary's words, and its bytes."""
    starts, at = [], 0
    for number, words in objects:
        starts.append(b"%d %d" % (number, at))
        at += len(words) + 1
    index = b" ".join(starts) + b"\n"
    content = zlib.compress(index + b"\n".join(words for _, words in objects), 9)
    said = b"<< /Type /ObjStm /N %d /First %d /Filter /FlateDecode >>" % (len(objects), len(index))
    return said, content


def stream(number: int, words: bytes, content: bytes) -> bytes:
    """A stream object; its dictionary says its length, whatever it said before."""
    words = re.sub(rb"/Length \d+(?: 0 R)?\s*", b"", words).removesuffix(b">>").rstrip()
    said = b"%s /Length %d >>" % (words, len(content))
    return b"%d 0 obj\n%s\nstream\n%s\nendstream\nendobj\n" % (number, said, content)


def table(rows: bytes) -> bytes:
    """The rows, each as what differs from the row before (PNG's predictor “Up”), which packs well."""
    differs = bytes(map(_less, rows, bytes(ROW.size) + rows))
    lines = (differs[at : at + ROW.size] for at in range(0, len(differs), ROW.size))
    return zlib.compress(b"\2" + b"\2".join(lines))


def _less(now: int, before: int) -> int:
    return (now - before) & 0xFF
