"""The cover image of an edition for catalogues and shared links: the symbols of the twelve principles.

Those of the principles that it advances are filled. There is no text on it: catalogues show the title beside it.
"""

import math
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageOps

from blueprint.domain.principles import Principle
from blueprint.domain.published_editions import PublishedEdition
from blueprint.web.library.context import LibraryContext
from blueprint.web.library.response import CachePolicy, LibraryResponse

WIDTH, HEIGHT = 800, 1_200
"""Pixels."""
_BACKGROUND, _RED, _OUTLINE = "#fcfaf5", "#b3261e", "#c9c0ad"
_COLUMNS, _SIDE, _STEP = 3, 150, 220
_SUPERSAMPLING = 4
"""Symbols are drawn at this multiple of their size and scaled down, which smooths their edges."""

_Shape = tuple[Any, ...]


def cover(context: LibraryContext, slug: str, number: str) -> LibraryResponse:
    """The image as PNG; it never changes."""
    content = _draw(context.find_edition(slug, number), context.principles.all())
    return LibraryResponse(content, "image/png", CachePolicy.IMMUTABLE)


def _draw(edition: PublishedEdition, principles: tuple[Principle, ...]) -> bytes:
    image = Image.new("RGB", (WIDTH, HEIGHT), _BACKGROUND)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, WIDTH, 36), fill=_RED)
    left, top = (WIDTH - 2 * _STEP - _SIDE) // 2, (HEIGHT - 3 * _STEP - _SIDE) // 2
    for index, principle in enumerate(principles):
        symbol = _symbol(index, filled=principle.key in edition.advances)
        image.paste(symbol, (left + index % _COLUMNS * _STEP, top + index // _COLUMNS * _STEP))
    content = BytesIO()
    image.quantize(64).save(content, "PNG", optimize=True)
    return content.getvalue()


def _symbol(index: int, *, filled: bool) -> Image.Image:
    """One symbol in its square, filled or as an outline."""
    size = _SIDE * _SUPERSAMPLING
    mask = Image.new("L", (size, size), 0)
    pen = ImageDraw.Draw(mask)
    for shape in _SYMBOLS[index % len(_SYMBOLS)]:
        _draw_shape(pen, shape, size - 1)
    tile = Image.new("RGB", (size, size), _BACKGROUND)
    tile.paste(_RED if filled else _OUTLINE, (0, 0), mask if filled else _outline(mask))
    return tile.resize((_SIDE, _SIDE), Image.Resampling.LANCZOS)


def _outline(mask: Image.Image) -> Image.Image:
    """The difference of a mask and its erosion; beyond the square is outside."""
    smaller = ImageOps.expand(mask, _SUPERSAMPLING, 0)
    for _ in range(2):
        smaller = smaller.filter(ImageFilter.MinFilter(_SUPERSAMPLING + 1))
    return ImageChops.subtract(mask, ImageOps.crop(smaller, _SUPERSAMPLING))


def _draw_shape(pen: ImageDraw.ImageDraw, shape: _Shape, size: int) -> None:
    """Draw a shape in fractions of the square: a disc, a hole, a sector of a disc, or a polygon."""
    kind, numbers = shape[0], [number * size for number in shape[1:4]]
    if kind == "polygon":
        pen.polygon([number * size for number in shape[1:]], fill=255)
        return
    x, y, radius = numbers
    box = (x - radius, y - radius, x + radius, y + radius)
    if kind == "sector":
        pen.pieslice(box, shape[4], shape[5], fill=255)
    else:
        pen.ellipse(box, fill=0 if kind == "hole" else 255)


def _leaf() -> Iterator[float]:
    """Corners of the intersection of two discs around opposite corners of the square."""
    for step in range(46):
        angle = math.radians(2 * step)
        yield from (math.sin(angle), 1 - math.cos(angle))
    for step in range(46):
        angle = math.radians(2 * step)
        yield from (1 - math.sin(angle), math.cos(angle))


_SYMBOLS: tuple[tuple[_Shape, ...], ...] = (
    (("disc", 0.5, 0.5, 0.5),),
    (("sector", 0, 0, 1, 0, 90),),
    (("sector", 0.5, 0.75, 0.5, 180, 360),),
    (("polygon", 0, 0.16, 1, 0.16, 1, 0.4, 0, 0.4), ("polygon", 0, 0.6, 1, 0.6, 1, 0.84, 0, 0.84)),
    (("polygon", 0.5, 0, 1, 0.5, 0.5, 1, 0, 0.5),),
    (("disc", 0.25, 0.5, 0.25), ("disc", 0.75, 0.5, 0.25)),
    (("polygon", *_leaf()),),
    (("polygon", 0.5, 0, 1, 1, 0, 1),),
    (("disc", 0.5, 0.5, 0.5), ("hole", 0.5, 0.5, 0.26)),
    (("polygon", 0.36, 0, 0.64, 0, 0.64, 1, 0.36, 1), ("polygon", 0, 0.36, 1, 0.36, 1, 0.64, 0, 0.64)),
    (("polygon", 0, 0, 1, 0, 1, 1, 0, 1),),
    (("disc", 0.21, 0.21, 0.21), ("disc", 0.79, 0.21, 0.21), ("disc", 0.21, 0.79, 0.21), ("disc", 0.79, 0.79, 0.21)),
)
"""The symbols of `publishing/matter/principle_symbols.py`, in the same order."""
