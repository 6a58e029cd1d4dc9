"""Repairing the pages of a PDF that show scripts whose clusters have several glyphs, or that are read from right to left."""

import io
from collections.abc import Callable, Mapping
from typing import Any

import pikepdf

from blueprint.publishing.pdf.text_layer.content import text_pieces
from blueprint.publishing.pdf.text_layer.font import ExtendedFont
from blueprint.publishing.pdf.text_layer.lines import text_runs
from blueprint.publishing.pdf.text_layer.tags import PageTags, parent_rows
from blueprint.publishing.pdf.text_layer.words import rewritten


def repair_text_layer(data: bytes, progress: Callable[[], None]) -> bytes:
    """The PDF with one glyph for each cluster, which has its whole text, and with the words of lines that are read from
    right to left in reading order among the tags. The pages look the same. Deterministic.

    `progress` is called before each page. A PDF that needs nothing is returned as it is. Where a font has no room for more
    glyphs, the rest of its pages stay as they are: that takes some hundred pages in one document.
    """
    with pikepdf.open(io.BytesIO(data)) as pdf:
        fonts, rows = _Fonts(pdf), parent_rows(pdf)
        for page in pdf.pages:
            progress()
            named = fonts.of(page.obj)
            if any(font.is_complex for font in named.values()) and not any(font.is_full for font in named.values()):
                tags = PageTags(page.obj, rows)
                page.obj.Contents = pdf.make_stream(_repaired(page.obj.Contents.read_bytes(), named, tags))
                tags.save()
        saved = [font.save() for font in fonts.known.values()]
        return _saved(pdf) if any(saved) else data


def _saved(pdf: pikepdf.Pdf) -> bytes:
    buffer = io.BytesIO()
    pdf.save(buffer, static_id=True)
    return buffer.getvalue()


class _Fonts:
    """The fonts of a PDF, each read once."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pdf = pdf
        self.known: dict[tuple[int, int], ExtendedFont] = {}

    def of(self, page: Any) -> dict[str, ExtendedFont]:
        """The fonts of a page by their names."""
        named = {}
        for name, font in page.get("/Resources", {}).get("/Font", {}).items():
            if font.objgen not in self.known:
                self.known[font.objgen] = ExtendedFont(self.pdf, font)
            named[name[1:]] = self.known[font.objgen]
        return {name: font for name, font in named.items() if font.can_grow}


def _repaired(content: bytes, fonts: Mapping[str, ExtendedFont], tags: PageTags) -> bytes:
    """A page's content, with runs rewritten where their last piece was."""
    pieces = list(text_pieces(content, fonts))
    changed: dict[int, bytes] = {}
    for run in text_runs(content, pieces, tags.identity):
        fresh = rewritten(run, fonts, tags)
        if fresh is not None:
            changed |= dict.fromkeys((piece.start for piece in run.pieces), b"")
            changed[run.pieces[-1].start] = fresh
    parts, at = [], 0
    for piece in pieces:
        if piece.start in changed:
            parts += [content[at : piece.start], changed[piece.start]]
            at = piece.end
    return b"".join([*parts, content[at:]])
