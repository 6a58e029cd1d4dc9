"""Clusters: the glyphs that show one text together (Unicode Standard Annex 29; HarfBuzz calls them so, too)."""

import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from blueprint.publishing.pdf.text_layer.content import Glyph


class PlacedGlyph(NamedTuple):
    """A glyph with the number of its piece and the name of its font."""

    glyph: Glyph
    piece: int
    font: str


class Cluster:
    """The glyphs of a cluster, from left to right, and its text in reading order; `bases` are those that move the pen."""

    def __init__(self, first: PlacedGlyph) -> None:
        self.font, self.text = first.font, first.glyph.text
        self.last = first
        self.glyphs = [first.glyph]
        self.bases = [first.glyph] if first.glyph.advance else []

    @property
    def x(self) -> float:
        """Where it begins, in points."""
        return (self.bases or self.glyphs)[0].x

    @property
    def y(self) -> float:
        """How high it is, in points."""
        return (self.bases or self.glyphs)[0].y

    @property
    def advance(self) -> float:
        """How far it moves the pen, in points."""
        return sum(base.advance for base in self.bases)

    @property
    def is_space(self) -> bool:
        return self.text.isspace()

    @property
    def is_divided(self) -> bool:
        """Whether its text is not that of one glyph: there are several, or ActualText says another."""
        return len(self.glyphs) > 1 or any(glyph.span for glyph in self.glyphs)

    @property
    def is_letter(self) -> bool:
        return any(character.isalpha() for character in self.text)

    def add(self, placed: PlacedGlyph) -> None:
        if placed.glyph.text != self.last.glyph.text:
            self.text += placed.glyph.text
        self.last = placed
        self.glyphs.append(placed.glyph)
        if placed.glyph.advance:
            self.bases.append(placed.glyph)

    def takes(self, placed: PlacedGlyph, backwards: bool) -> bool:
        """Whether the next glyph belongs to it, and does not begin another cluster with the same text."""
        glyph = placed.glyph
        if placed.font != self.font:
            return False
        if glyph.text != self.last.glyph.text:  # a lower part of a conjunct has the text of its own consonant
            return not (backwards or glyph.advance or self.is_space)
        if glyph.span and glyph.span == self.last.glyph.span:
            return True
        if not glyph.advance:  # from right to left, marks come before their letter, as seen from the left
            return not (backwards and self.bases)
        if not self.bases:
            return True
        letters = sum(unicodedata.category(character) != "Mn" for character in glyph.text)
        repeats = any(base.code == glyph.code for base in self.bases)
        return placed.piece != self.last.piece and len(self.bases) < letters and not repeats


def clusters(glyphs: Iterable[PlacedGlyph], *, backwards: bool) -> list[Cluster]:
    """The clusters of glyphs from left to right; `backwards` when they are read from right to left."""
    found: list[Cluster] = []
    for placed in glyphs:
        if found and found[-1].takes(placed, backwards):
            found[-1].add(placed)
        else:
            found.append(Cluster(placed))
    return _with_own_spaces(found)


def _with_own_spaces(found: list[Cluster]) -> list[Cluster]:
    """The clusters, with spaces in the font of the words: many fonts lack the space, and readers of PDFs overlook one in
    another font than the words beside it."""
    font = next((cluster.font for cluster in found if not cluster.is_space), "")
    for cluster in found:
        if not cluster.is_space:
            font = cluster.font
        elif cluster.font != font and font:
            cluster.font, cluster.glyphs = font, []
    return found
