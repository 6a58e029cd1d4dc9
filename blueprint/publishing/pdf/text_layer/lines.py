"""Which strings of a page belong together: Typst writes a run of text in pieces where a sign is raised or a font changes.

Runs are written in reading order, the pieces of a run from left to right whichever way it is read.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any, NamedTuple

from blueprint.publishing.pdf.text_layer.content import GlyphString

_BETWEEN = re.compile(rb"(?:\s*/Artifact\s*<</Type/Layout>>\s*BDC(?:(?!\sBT).)*?EMC)*\s*", re.DOTALL)
"""What may be between two pieces: lines under and through words, and what is behind them."""

_BACK, _AHEAD = 0.1, 1.0
"""How far from the place where a piece begins the next one of its run may begin, to the left, and from where it ends, to
the right, in type sizes: Nastaliq writes letters above each other."""
_BELOW, _ABOVE = 1.4, 2.2
"""How far below and above the lowest letter of its run a piece may be, in type sizes: less far below than the next line
is, and as far above as a long word of Nastaliq climbs."""


class TextRun(NamedTuple):
    """Pieces from left to right that are read in one direction."""

    pieces: tuple[GlyphString, ...]
    backwards: bool


def text_runs(content: bytes, pieces: Sequence[GlyphString], tag_of: Callable[[int | None], Any]) -> Iterator[TextRun]:
    """The runs of a page in the order they are written; `tag_of` tells the tags of marked content from each other."""
    adjoining: list[GlyphString] = []
    line = 0.0
    for piece in pieces:
        last = adjoining[-1] if adjoining else None
        if last is not None and not (
            _continues(last, line, piece)
            and tag_of(last.mcid) == tag_of(piece.mcid)
            and (last.end == piece.start or _BETWEEN.fullmatch(content, last.end, piece.start))
        ):
            yield from _by_direction(adjoining)
            adjoining = []
        line = min(line, piece.y) if adjoining and piece.right > piece.x else line if adjoining else piece.y
        adjoining.append(piece)
    yield from _by_direction(adjoining)


def _continues(last: GlyphString, line: float, piece: GlyphString) -> bool:
    """Whether a piece begins where the last one of a run ends, whose lowest letter is at `line`, and looks like it."""
    size = last.size
    if (piece.size, piece.colour, piece.mcid is None) != (size, last.colour, last.mcid is None):
        return False
    across = last.x - _BACK * size <= piece.x <= last.right + _AHEAD * size
    return across and line - _BELOW * size <= piece.y <= line + _ABOVE * size


def _by_direction(pieces: Sequence[GlyphString]) -> Iterator[TextRun]:
    """Adjoining pieces by their direction. Signs without one belong to words read backwards on both sides of them, or to
    those on one side that have none on the other."""
    own = [_direction("".join(glyph.text for glyph in piece.glyphs)) for piece in pieces]
    for backwards, group in groupby(zip(_resolved(own), pieces, strict=True), key=lambda pair: pair[0]):
        yield TextRun(tuple(piece for _, piece in group), backwards)


def _resolved(own: Sequence[str]) -> Iterator[bool]:
    """Whether each piece is read backwards (compare Unicode Standard Annex 9, rules N1 and N2)."""
    before, behind = _latest(own), [*_latest(own[::-1])][::-1]
    return (bool(one or other) and {one, other} <= {"R", ""} for one, other in zip(before, behind, strict=True))


def _latest(ways: Sequence[str]) -> Iterator[str]:
    latest = ""
    for way in ways:
        latest = way or latest
        yield latest


@lru_cache(maxsize=16_384)
def _direction(text: str) -> str:
    """`R` for words read from right to left, `L` for others and for numbers, empty for signs."""
    ways = {unicodedata.bidirectional(character) for character in text}
    if ways & {"R", "AL"}:
        return "R"
    return "L" if ways & {"L", "EN", "AN"} else ""
