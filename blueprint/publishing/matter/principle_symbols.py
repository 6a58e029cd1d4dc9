"""Twelve symbols, one for each principle, as SVG; `templates/pdf/symbols.typ` draws the same in print."""

from collections.abc import Collection

from markupsafe import Markup

_SIDE = 100
_SHAPES = (
    '<circle cx="50" cy="50" r="50"/>',
    '<path d="M0 0H100A100 100 0 0 1 0 100Z"/>',
    '<path d="M0 75A50 50 0 0 1 100 75Z"/>',
    '<path d="M0 16H100V40H0ZM0 60H100V84H0Z"/>',
    '<path d="M50 0L100 50L50 100L0 50Z"/>',
    '<circle cx="25" cy="50" r="25"/><circle cx="75" cy="50" r="25"/>',
    '<path d="M0 0A100 100 0 0 1 100 100A100 100 0 0 1 0 0Z"/>',
    '<path d="M50 0L100 100H0Z"/>',
    '<path fill-rule="evenodd" d="M50 0A50 50 0 1 1 50 100A50 50 0 1 1 50 0ZM50 24A26 26 0 1 0 50 76A26 26 0 1 0 50 24Z"/>',
    '<path d="M36 0H64V36H100V64H64V100H36V64H0V36H36Z"/>',
    '<path d="M0 0H100V100H0Z"/>',
    '<circle cx="21" cy="21" r="21"/><circle cx="79" cy="21" r="21"/>'
    '<circle cx="21" cy="79" r="21"/><circle cx="79" cy="79" r="21"/>',
)


def symbols_svg(count: int, advanced: Collection[int], columns: int = 12) -> Markup:
    """The first `count` symbols in rows of `columns`, those in `advanced` (from 0) filled; hidden from screen readers."""
    cell = _SIDE + 36
    parts = [_symbol(n, n in advanced, (n % columns) * cell, (n // columns) * cell) for n in range(count)]
    rows = -(-count // columns)
    box = f"-4 -4 {min(count, columns) * cell - 28} {rows * cell - 28}"
    return Markup(  # noqa: S704 - made of our own strings and numbers
        f'<svg xmlns="http://www.w3.org/2000/svg" class="symbols" viewBox="{box}" aria-hidden="true" focusable="false">'
        f"{''.join(parts)}</svg>"
    )


def _symbol(n: int, on: bool, x: int, y: int) -> str:
    return f'<g class="{"on" if on else "off"}" transform="translate({x} {y})">{_SHAPES[n % len(_SHAPES)]}</g>'
