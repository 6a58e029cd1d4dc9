"""Embedded fonts that get glyphs for whole clusters, each made of glyphs that are there (ISO 32000-1, 9.7 and 9.10).

A cluster's glyph is a composite one (OpenType, `glyf`): no outline is copied, so it costs 20 bytes or so.
"""

import io
import re
import struct
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

import pikepdf
from pikepdf import Array, Name

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

MOST = 65_000
"""Glyphs of a font, and codes; 65,535 is what OpenType and two bytes have room for."""

_COMPLEX = frozenset({"R", "AL", "NSM"})
"""Bidirectional classes (Unicode Standard Annex 9) of letters read from right to left, and of combining signs."""

_BFCHAR = re.compile(rb"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]+)>")
_SECTION = re.compile(rb"\d+ beginbfchar.*endbfchar", re.DOTALL)
_WORDS, _OFFSETS, _MORE = 0x0001, 0x0002, 0x0020
"""Flags of a component: its place is two words, they are an offset, another component follows."""


class ClusterPart(NamedTuple):
    """A glyph of a cluster, by its code, and its offset from the cluster's origin in font units."""

    code: int
    x: int
    y: int


class ExtendedFont:
    """A font of a PDF, as Typst embeds it: codes of two bytes, which are glyph numbers, and a TrueType font."""

    def __init__(self, pdf: pikepdf.Pdf, font: Any) -> None:
        self.pdf, self.font = pdf, font
        self.descendant = font.DescendantFonts[0]
        self.descriptor = self.descendant.FontDescriptor
        self.texts = _to_unicode(font)
        self.codes: dict[tuple[int, str], int] = {}
        self.composites: dict[tuple[tuple[ClusterPart, ...], int], int] = {}

    @cached_property
    def can_grow(self) -> bool:
        """Whether glyphs can be added: not to a font with PostScript outlines."""
        return "/FontFile2" in self.descriptor and self.descendant.get("/CIDToGIDMap") == Name.Identity

    @cached_property
    def file(self) -> "TTFont":
        from fontTools.ttLib import TTFont

        return TTFont(io.BytesIO(self.descriptor.FontFile2.read_bytes()), recalcTimestamp=False, recalcBBoxes=False)

    @cached_property
    def units(self) -> int:
        """Font units to the type size."""
        return int(self.file["head"].unitsPerEm)

    @cached_property
    def metrics(self) -> list[tuple[int, int]]:
        """Advance and left side bearing of each glyph, in font units."""
        table = self.file["hmtx"].metrics
        return [table[name] for name in self.file.getGlyphOrder()]

    @cached_property
    def advances(self) -> list[float]:
        """The advance of each code, in thousandths of the type size."""
        return [advance * 1000 / self.units for advance, _ in self.metrics]

    @cached_property
    def glyphs(self) -> list[bytes]:
        """The outlines."""
        glyf = self.file["glyf"]
        return [getattr(glyf.glyphs[name], "data", b"") for name in self.file.getGlyphOrder()]

    @cached_property
    def glyph_of_code(self) -> list[int]:
        return list(range(len(self.glyphs)))

    def text(self, code: int) -> str:
        """The text by the font's ToUnicode map."""
        return self.texts.get(code, "")

    def advance(self, code: int) -> float:
        """How far the pen moves, in thousandths of the type size."""
        return self.advances[code]

    @cached_property
    def is_complex(self) -> bool:
        """Whether it shows words read from right to left, or clusters that have several characters."""
        return any(_COMPLEX & {unicodedata.bidirectional(c) for c in text} for text in self.texts.values())

    @property
    def is_full(self) -> bool:
        """Whether there may be no room for what a page needs."""
        return max(len(self.glyphs), len(self.glyph_of_code)) > MOST

    def code(self, parts: Sequence[ClusterPart], advance: int, text: str) -> int:
        """A code that shows these glyphs, moves the pen by `advance` font units and reads as the text."""
        first = parts[0].code if parts else -1
        plain = len(parts) == 1 and parts[0][1:] == (0, 0) and self.metrics[first][0] == advance
        if plain and self.text(first) == text:
            return first
        glyph = first if plain else self._composite(tuple(parts), advance)
        if (glyph, text) not in self.codes:
            code = self.codes[glyph, text] = len(self.glyph_of_code)
            self.glyph_of_code.append(glyph)
            self.advances.append(advance * 1000 / self.units)
            self.texts[code] = text
        return self.codes[glyph, text]

    def blank(self, text: str) -> int:
        """A code that shows nothing, moves the pen as little as can be, and reads as the text."""
        return self.code((), -(-self.units // 1000), text)

    def _composite(self, parts: tuple[ClusterPart, ...], advance: int) -> int:
        if (parts, advance) not in self.composites:
            self.composites[parts, advance] = len(self.glyphs)
            outline = _joined([(part, self.glyphs[part.code]) for part in parts])
            self.glyphs.append(outline)
            self.metrics.append((advance, struct.unpack(">h", outline[2:4])[0] if outline else 0))
        return self.composites[parts, advance]

    def save(self) -> bool:
        """Write the font with what was added; False for a font that nothing was added to."""
        if not self.codes:
            return False
        data = self._compiled()
        self.descriptor.FontFile2 = self.pdf.make_stream(data, Length1=len(data))
        if "/CIDSet" in self.descriptor:  # which would have to name the new codes, and which PDF/A-2 does not ask for
            del self.descriptor["/CIDSet"]
        glyphs = b"".join(glyph.to_bytes(2, "big") for glyph in self.glyph_of_code)
        self.descendant.CIDToGIDMap = self.pdf.make_stream(glyphs)
        fresh = self.glyph_of_code[-len(self.codes) :]
        widths = Array([round(self.metrics[glyph][0] * 1000 / self.units, 3) for glyph in fresh])
        self.descendant.W = Array([*self.descendant.W, len(self.glyph_of_code) - len(fresh), widths])
        map_ = self.font.ToUnicode.read_bytes()
        self.font.ToUnicode = self.pdf.make_stream(_SECTION.sub(lambda _: _bfchars(self.texts), map_, count=1))
        return True

    def _compiled(self) -> bytes:
        from fontTools.ttLib.tables._g_l_y_f import Glyph

        names = list(self.file.getGlyphOrder())
        names += [f"cluster{number}" for number in range(len(self.glyphs) - len(names))]
        glyf, hmtx, maxp = self.file["glyf"], self.file["hmtx"], self.file["maxp"]
        glyf.glyphs = {name: Glyph(data) for name, data in zip(names, self.glyphs, strict=True)}
        hmtx.metrics = dict(zip(names, self.metrics, strict=True))
        self.file.setGlyphOrder(names)
        glyf.glyphOrder = names
        most = max(len(parts) for parts, _ in self.composites) if self.composites else 0
        maxp.numGlyphs = len(names)
        maxp.maxComponentElements = max(maxp.maxComponentElements, most)
        maxp.maxComponentDepth += 1
        maxp.maxCompositePoints = min(max(maxp.maxCompositePoints, maxp.maxPoints) * max(most, 1), 65_535)
        maxp.maxCompositeContours = min(max(maxp.maxCompositeContours, maxp.maxContours) * max(most, 1), 65_535)
        if "post" in self.file:
            self.file["post"].formatType = 3.0
        buffer = io.BytesIO()
        self.file.save(buffer)
        return buffer.getvalue()


def _joined(parts: Iterable[tuple[ClusterPart, bytes]]) -> bytes:
    """The outline of a composite glyph; an empty one of glyphs without outlines."""
    drawn = [(part, struct.unpack(">4h", outline[2:10])) for part, outline in parts if outline]
    if not drawn:
        return b""
    sides = [(left + p.x, low + p.y, right + p.x, high + p.y) for p, (left, low, right, high) in drawn]
    box = [*map(min, *sides, sides[0])][:2] + [*map(max, *sides, sides[0])][2:]
    outline = struct.pack(">5h", -1, *box)
    for at, (part, _) in enumerate(drawn, start=1):
        flags = _WORDS | _OFFSETS | (_MORE if at < len(drawn) else 0)
        outline += struct.pack(">2H2h", flags, part.code, part.x, part.y)
    return outline


def _to_unicode(font: Any) -> dict[int, str]:
    """The text of each code; Typst writes no ranges."""
    pairs = _BFCHAR.findall(font.ToUnicode.read_bytes()) if "/ToUnicode" in font else []
    return {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be", "replace") for code, text in pairs}


def _bfchars(texts: dict[int, str]) -> bytes:
    """The rows of a ToUnicode map, at most 100 in each section."""
    rows = [f"<{code:04X}> <{text.encode('utf-16-be').hex().upper()}>" for code, text in sorted(texts.items())]
    some = [rows[at : at + 100] for at in range(0, len(rows), 100)]
    return "\n".join(f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar" for part in some).encode()
