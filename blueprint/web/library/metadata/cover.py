"""A picture of an edition for catalogues and shared links: the twelve figures, those that it advances filled.

It bears no words: a catalogue sets the title beside it, in any script.
"""

import math
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageOps

from blueprint.domain.library import PublishedEdition
from blueprint.domain.principles import Principle
from blueprint.web.library.pages.editions import find
from blueprint.web.library.response import Lasting, Page, Place

WIDTH, HEIGHT = 800, 1_200
"""Pixels."""
_GROUND, _RED, _HAIR = "#fcfaf5", "#b3261e", "#c9c0ad"
_COLUMNS, _SIDE, _STEP, _FINE = 3, 150, 220, 4
"""`_FINE` times as large while it is drawn, so that its edges are smooth."""

_Part = tuple[Any, ...]


def cover(place: Place, slug: str, number: str) -> Page:
    """The picture as PNG. It never changes, as the edition does not."""
    return Page(_drawn(find(place, slug, number), place.principles.all()), "image/png", Lasting.FROZEN)


def _drawn(volume: PublishedEdition, principles: tuple[Principle, ...]) -> bytes:
    sheet = Image.new("RGB", (WIDTH, HEIGHT), _GROUND)
    pen = ImageDraw.Draw(sheet)
    pen.rectangle((0, 0, WIDTH, 36), fill=_RED)
    left, top = (WIDTH - 2 * _STEP - _SIDE) // 2, (HEIGHT - 3 * _STEP - _SIDE) // 2
    for at, principle in enumerate(principles):
        figure = _figure(at, on=principle.key in volume.advances)
        sheet.paste(figure, (left + at % _COLUMNS * _STEP, top + at // _COLUMNS * _STEP))
    content = BytesIO()
    sheet.quantize(64).save(content, "PNG", optimize=True)
    return content.getvalue()


def _figure(at: int, *, on: bool) -> Image.Image:
    """One figure in its square; only its edge when it is not `on`."""
    size = _SIDE * _FINE
    shape = Image.new("L", (size, size), 0)
    pen = ImageDraw.Draw(shape)
    for part in _SHAPES[at % len(_SHAPES)]:
        _cut(pen, part, size - 1)
    tile = Image.new("RGB", (size, size), _GROUND)
    tile.paste(_RED if on else _HAIR, (0, 0), shape if on else _edge(shape))
    return tile.resize((_SIDE, _SIDE), Image.Resampling.LANCZOS)


def _edge(shape: Image.Image) -> Image.Image:
    """What is left of a shape when a slightly smaller one is taken out of it; what is beyond the square is outside."""
    smaller = ImageOps.expand(shape, _FINE, 0)
    for _ in range(2):
        smaller = smaller.filter(ImageFilter.MinFilter(_FINE + 1))
    return ImageChops.subtract(shape, ImageOps.crop(smaller, _FINE))


def _cut(pen: ImageDraw.ImageDraw, part: _Part, size: int) -> None:
    """Draw a part of a figure, given in parts of its square: a disc, a hole, a piece of a disc, or an area of corners."""
    kind, numbers = part[0], [number * size for number in part[1:4]]
    if kind == "area":
        pen.polygon([number * size for number in part[1:]], fill=255)
        return
    x, y, radius = numbers
    box = (x - radius, y - radius, x + radius, y + radius)
    if kind == "piece":
        pen.pieslice(box, part[4], part[5], fill=255)
    else:
        pen.ellipse(box, fill=0 if kind == "hole" else 255)


def _leaf() -> Iterator[float]:
    """Corners of where two discs as wide as the square, around opposite corners of it, overlap."""
    for step in range(46):
        angle = math.radians(2 * step)
        yield from (math.sin(angle), 1 - math.cos(angle))
    for step in range(46):
        angle = math.radians(2 * step)
        yield from (1 - math.sin(angle), math.cos(angle))


_SHAPES: tuple[tuple[_Part, ...], ...] = (
    (("disc", 0.5, 0.5, 0.5),),
    (("piece", 0, 0, 1, 0, 90),),
    (("piece", 0.5, 0.75, 0.5, 180, 360),),
    (("area", 0, 0.16, 1, 0.16, 1, 0.4, 0, 0.4), ("area", 0, 0.6, 1, 0.6, 1, 0.84, 0, 0.84)),
    (("area", 0.5, 0, 1, 0.5, 0.5, 1, 0, 0.5),),
    (("disc", 0.25, 0.5, 0.25), ("disc", 0.75, 0.5, 0.25)),
    (("area", *_leaf()),),
    (("area", 0.5, 0, 1, 1, 0, 1),),
    (("disc", 0.5, 0.5, 0.5), ("hole", 0.5, 0.5, 0.26)),
    (("area", 0.36, 0, 0.64, 0, 0.64, 1, 0.36, 1), ("area", 0, 0.36, 1, 0.36, 1, 0.64, 0, 0.64)),
    (("area", 0, 0, 1, 0, 1, 1, 0, 1),),
    (("disc", 0.21, 0.21, 0.21), ("disc", 0.79, 0.21, 0.21), ("disc", 0.21, 0.79, 0.21), ("disc", 0.79, 0.79, 0.21)),
)
"""The figures of `publishing.figures`, in the same order."""
