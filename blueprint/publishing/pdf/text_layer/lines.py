"""Which strings of a page belong together: Typst writes a run of text in pieces where a sign is raised or a font changes.

Runs are written in reading order, the pieces of a run from left to right whichever way it is read.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from blueprint.publishing.pdf.text_layer.content import TextPiece

_BETWEEN = re.compile(rb"(?:\s*/Artifact\s*<</Type/Layout>>\s*BDC(?:(?!\sBT).)*?EMC)*\s*", re.DOTALL)
"""What may be between two pieces: lines under and through words, and what is behind them."""

_BACK, _AHEAD, _RAISED = 0.1, 1.0, 1.3
"""How far from where a piece ended the next one of its run may begin, in type sizes: to the left of the piece's own
beginning, to the right of its end, up or down."""


class TextRun(NamedTuple):
    """Pieces from left to right that are read in one direction."""

    pieces: tuple[TextPiece, ...]
    backwards: bool


def text_runs(content: bytes, pieces: Sequence[TextPiece], tag_of: Callable[[int | None], Any]) -> Iterator[TextRun]:
    """The runs of a page in the order they are written; `tag_of` tells the tags of marked content from each other."""
    adjoining: list[TextPiece] = []
    for piece in pieces:
        if adjoining and not (
            _continues(adjoining[-1], piece)
            and tag_of(adjoining[-1].mcid) == tag_of(piece.mcid)
            and _BETWEEN.fullmatch(content, adjoining[-1].end, piece.start)
        ):
            yield from _by_direction(adjoining)
            adjoining = []
        adjoining.append(piece)
    yield from _by_direction(adjoining)


def _continues(one: TextPiece, other: TextPiece) -> bool:
    """Whether one piece begins where the other ends."""
    size = one.size
    near = one.x - _BACK * size <= other.x <= one.right + _AHEAD * size and abs(one.y - other.y) <= _RAISED * size
    return near and other.size == size and other.colour == one.colour and (one.mcid is None) is (other.mcid is None)


def _by_direction(pieces: Sequence[TextPiece]) -> Iterator[TextRun]:
    """Adjoining pieces by their direction. Signs without one belong to words read backwards on both sides of them, or to
    those on one side that have none on the other."""
    own = [_direction("".join(glyph.text for glyph in piece.glyphs)) for piece in pieces]
    start = 0
    for at in range(1, len(pieces) + 1):
        if at == len(pieces) or _resolved(own, at) != _resolved(own, start):
            yield TextRun(tuple(pieces[start:at]), _resolved(own, start) == "R")
            start = at


def _resolved(own: Sequence[str], at: int) -> str:
    """The direction of a piece among others (compare Unicode Standard Annex 9, rules N1 and N2)."""
    if own[at]:
        return own[at]
    before = next((way for way in reversed(own[:at]) if way), "")
    behind = next((way for way in own[at:] if way), "")
    return "R" if {before, behind} in ({"R"}, {"R", ""}) else "L"


@lru_cache(maxsize=16_384)
def _direction(text: str) -> str:
    """`R` for words read from right to left, `L` for others and for numbers, empty for signs."""
    ways = {unicodedata.bidirectional(character) for character in text}
    if ways & {"R", "AL"}:
        return "R"
    return "L" if ways & {"L", "EN", "AN"} else ""
