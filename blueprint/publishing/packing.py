"""Packing a PDF that Typst set whole.

Typst writes one object behind the other and a plain table of where they stand; nothing in an object has to be read to pack
it.
"""

import hashlib
import re

from blueprint.publishing.objects import IN_FILE, IN_STREAM, PACKED, ROW, stream, table
from blueprint.publishing.objects import packed as together

_TABLE = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*$")
_TRAILER = re.compile(rb"/Root (\d+ 0 R).*?/Info (\d+ 0 R)", re.DOTALL)
_OBJECT = re.compile(rb"(\d+) 0 obj\s(.*)\sendobj\s*", re.DOTALL)
_FIRST = ROW.pack(0, 0, 0xFFFF)
"""The row of the object that there never is."""


def packed(raw: bytes) -> bytes:
    """The PDF, smaller: object streams halve it. Its identifier is a digest of its bytes."""
    found = _TABLE.search(raw)
    assert found is not None
    beginning = int(found[1])
    places = sorted(int(line[:10]) for line in raw[beginning:].splitlines() if line.rstrip().endswith(b" n"))
    file = _File(raw[: places[0]])
    loose: list[tuple[int, bytes]] = []
    for start, end in zip(places, [*places[1:], beginning], strict=True):
        known = _OBJECT.fullmatch(raw, start, end)
        assert known is not None
        if known[2].endswith(b"endstream"):
            file.place(int(known[1]), raw[start:end])
        else:
            loose.append((int(known[1]), known[2]))
    for number, at in enumerate(range(0, len(loose), PACKED), len(places) + 1):
        file.pack(number, loose[at : at + PACKED])
    trailer = _TRAILER.search(raw, beginning)
    assert trailer is not None
    return file.closed(trailer[1], trailer[2])


class _File:
    def __init__(self, head: bytes) -> None:
        self.data = bytearray(head)
        self.rows = {0: _FIRST}

    def place(self, number: int, written: bytes) -> None:
        """A stream, as it was."""
        self.rows[number] = ROW.pack(IN_FILE, len(self.data), 0)
        self.data += written

    def pack(self, number: int, some: list[tuple[int, bytes]]) -> None:
        """Objects in an object stream, which has this number."""
        for index, (own, _) in enumerate(some):
            self.rows[own] = ROW.pack(IN_STREAM, number, index)
        self.place(number, stream(number, *together(some)))

    def closed(self, root: bytes, info: bytes) -> bytes:
        """The file with its table, which also says what the file is."""
        number, beginning = max(self.rows) + 1, len(self.data)
        self.rows[number] = ROW.pack(IN_FILE, beginning, 0)
        digest = hashlib.sha256(self.data).hexdigest()[:32].encode()
        said = b"<< /Type /XRef /Size %d /W [ 1 4 2 ] /Root %s /Info %s" % (number + 1, root, info)
        said += b" /ID [ <%s> <%s> ] /Filter /FlateDecode" % (digest, digest)
        said += b" /DecodeParms << /Predictor 12 /Columns %d >> >>" % ROW.size
        rows = b"".join(self.rows[at] for at in range(number + 1))
        self.data += stream(number, said, table(rows)) + b"startxref\n%d\n%%%%EOF\n" % beginning
        return bytes(self.data)
