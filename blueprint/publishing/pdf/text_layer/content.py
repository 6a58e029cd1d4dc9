"""Reading the text that Typst writes on a page: each string of glyphs with its place, its font and the words it shows.

Typst (through krilla) writes a string as `q … cm … scn BT … ET Q`, often in marked content of its own. Only what has
exactly this form is read; everything else on a page stays as it is, byte for byte.
"""

import re
import struct
from collections.abc import Iterator, Mapping
from typing import NamedTuple, Protocol


class TextFont(Protocol):
    """What reading asks of a font: the text of a glyph's code, and its advance in thousandths of the type size."""

    def text(self, code: int) -> str:
        """The text by the font's ToUnicode map."""

    def advance(self, code: int) -> float:
        """How far the pen moves."""


class Glyph(NamedTuple):
    """A glyph on the page: its code, its origin and advance in points, and the text of the cluster it belongs to.

    Glyphs under one ActualText have the same `span`, which no other glyphs of the page have; 0 without one.
    """

    code: int
    x: float
    y: float
    advance: float
    text: str
    span: int


class GlyphString(NamedTuple):
    """A string of glyphs, which is the content of a page from the byte `start` to `end`.

    `mcid` is the number of its marked content, None when it has none of its own; `language` and `colour` are operands
    and operators as they are written; `x` and `y` are where it begins, in points.
    """

    start: int
    end: int
    mcid: int | None
    language: bytes
    colour: bytes
    font: str
    size: float
    x: float
    y: float
    glyphs: tuple[Glyph, ...]

    @property
    def right(self) -> float:
        """Where the glyph behind its last one that moves the pen would begin."""
        return max((glyph.x + glyph.advance for glyph in self.glyphs if glyph.advance), default=self.x)


def _literal(depth: int) -> bytes:
    """The pattern of a literal string (ISO 32000-1, 7.3.4.2), in which brackets in pairs need no escape."""
    pattern = rb"\((?:[^()\\]|\\.)*\)"
    for _ in range(depth):
        pattern = rb"\((?:[^()\\]|\\.|" + pattern + rb")*\)"
    return pattern


_LITERAL = _literal(6)
_STRING = rb"(?:" + _LITERAL + rb"|<[0-9A-Fa-f\s]*>)"
_NUMBER = rb"-?\d*\.?\d+"
_PIECE = re.compile(
    rb"(?:/Span\s*<<\s*/MCID (?P<mcid>\d+)\s*(?P<language>(?:/Lang\s*" + _STRING + rb")?)\s*>>\s*BDC\s+)?"
    rb"q\s+1 0 0 -1 (?P<x>" + _NUMBER + rb") (?P<y>" + _NUMBER + rb") cm\s*"
    rb"(?P<colour>/\w+ cs [\d. /\w]*?scn)\s+"
    rb"BT(?P<body>(?>(?:[^(E]+|" + _LITERAL + rb"|E(?!T\s+Q))*))ET\s+Q(?(mcid)\s+EMC)\s*",
    re.DOTALL,
)
_SHOWN = (
    rb"0 Tr\s*/(?P<font>\w+) (?P<size>" + _NUMBER + rb") Tf\s+"
    rb"1 0 0 -1 (?P<x>" + _NUMBER + rb") (?P<y>" + _NUMBER + rb") Tm\s*"
    rb"(?:\[(?P<array>(?:[^\](<]|" + _STRING + rb")*)\]\s*TJ|(?P<string>" + _STRING + rb")\s*Tj)"
)
_OPERATION = re.compile(
    rb"\s*(?:" + _SHOWN + rb"|(?P<close>EMC)|(?P<mark>/ReversedChars\s+BMC)"
    rb"|/Span\s*<<\s*/ActualText\s*(?P<actual>" + _STRING + rb")\s*>>\s*BDC)",
    re.DOTALL,
)
_ELEMENT = re.compile(_STRING + rb"|" + _NUMBER, re.DOTALL)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}


def text_pieces(content: bytes, fonts: Mapping[str, TextFont]) -> Iterator[GlyphString]:
    """The strings of a page's content, in order; those of fonts that are not among `fonts` are left out."""
    spans = 0
    for found in _PIECE.finditer(content):
        reader = _Reader(float(found["x"]), float(found["y"]), fonts, spans)
        if reader.all(found["body"]) and reader.glyphs:
            spans = reader.spans
            mcid = int(found["mcid"]) if found["mcid"] is not None else None
            place = found.start(), found.end(), mcid, found["language"], found["colour"]
            yield GlyphString(*place, reader.name, reader.size, reader.x, reader.y, tuple(reader.glyphs))


class _Reader:
    """Reads one text object, which begins at `x` and `y`; `spans` is the number of the last one under an ActualText."""

    def __init__(self, x: float, y: float, fonts: Mapping[str, TextFont], spans: int) -> None:
        self.x, self.y, self.fonts, self.spans = x, y, fonts, spans
        self.name, self.size = "", 0.0
        self.open: list[tuple[int, str | None]] = [(0, None)]
        self.glyphs: list[Glyph] = []

    def all(self, body: bytes) -> bool:
        """Read everything; False when there is something else in it, or a second font."""
        at, end = 0, len(body.rstrip())
        while at < end:
            found = _OPERATION.match(body, at)
            if found is None or not self.operation(found):
                return False
            at = found.end()
        return True

    def operation(self, found: "re.Match[bytes]") -> bool:
        kind = found.lastgroup
        if kind in ("array", "string"):
            return self.show(found, found[kind])
        if kind == "close":
            self.open.pop()
        elif kind == "mark":
            self.open.append(self.open[-1])
        else:
            self.spans += 1
            self.open.append((self.spans, _text_string(string_bytes(found["actual"]))))
        return bool(self.open)

    def show(self, found: "re.Match[bytes]", elements: bytes) -> bool:
        name, size = found["font"].decode(), float(found["size"])
        if name not in self.fonts or (self.name and (name, size) != (self.name, self.size)):
            return False
        self.name, self.size = name, size
        font, (span, actual) = self.fonts[name], self.open[-1]
        pen, line, unit = self.x + float(found["x"]), self.y - float(found["y"]), size / 1000
        for element in _ELEMENT.findall(elements):
            if element[:1] not in b"(<":
                pen -= float(element) * unit
                continue
            for code in _codes(string_bytes(element)):
                advance = font.advance(code) * unit
                self.glyphs.append(Glyph(code, pen, line, advance, font.text(code) if actual is None else actual, span))
                pen += advance
        return True


def _codes(data: bytes) -> tuple[int, ...]:
    return struct.unpack(f">{len(data) // 2}H", data[: len(data) // 2 * 2])


def string_bytes(written: bytes) -> bytes:
    """The bytes of a string as it is written in a PDF."""
    if written[:1] == b"<":
        return bytes.fromhex(written[1:-1].decode())
    return _ESCAPE.sub(_unescaped, written[1:-1]) if b"\\" in written else written[1:-1]


def _unescaped(found: "re.Match[bytes]") -> bytes:
    escaped = found.group(1)
    return bytes([int(escaped, 8) & 0xFF]) if escaped[:1].isdigit() else _ESCAPED.get(escaped, escaped)


def _text_string(data: bytes) -> str:
    """A text string (ISO 32000-1, 7.9.2.2)."""
    return data[2:].decode("utf-16-be", "replace") if data[:2] == b"\xfe\xff" else data.decode("latin-1")
