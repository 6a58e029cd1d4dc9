"""Charts of time by the size of the text, as SVG: both axes logarithmic, so that proportion is a straight line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from math import ceil, floor, log10

Series = Mapping[str, Sequence[tuple[int, float]]]
WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 900, 560, 80, 300, 60, 60
COLOURS = ("#b3261e", "#b3261e", "#1f4e79", "#5b86b0", "#2e6b3f", "#7a5c00", "#a08030", "#6b4a8a", "#9a7fb5")
DASHES = ("", "6 4", "", "6 4", "", "", "6 4", "", "6 4")
"""Lines are told apart by dashes and by their names at the end, not by colour alone."""


def chart(title: str, series: Series) -> str:
    """Milliseconds by the number of paragraphs, a line for each tool that was measured at least twice."""
    drawn = {name: points for name, points in series.items() if len(points) > 1}
    scale = _Scale(drawn)
    ends = dict(_spread({name: scale.y(points[-1][1]) for name, points in drawn.items()}))
    lines = [_line(at, name, points, ends[name], scale) for at, (name, points) in enumerate(drawn.items())]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'font-family="sans-serif" font-size="13"><title>{escape(title)}</title>'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fffdf8"/>'
        f'<text x="{LEFT}" y="30" font-size="17">{escape(title)}</text>{"".join(_grid(scale))}{"".join(lines)}</svg>\n'
    )


class _Scale:
    """From paragraphs and milliseconds to places on the chart."""

    def __init__(self, series: Series) -> None:
        self.sizes = sorted({size for points in series.values() for size, _ in points})
        times = [max(0.1, taken) for points in series.values() for _, taken in points]
        self.low, self.high = floor(log10(min(times))), ceil(log10(max(times)))

    def x(self, size: int) -> float:
        first, last = log10(self.sizes[0]), log10(self.sizes[-1])
        return LEFT + (WIDTH - LEFT - RIGHT) * (log10(size) - first) / (last - first)

    def y(self, taken: float) -> float:
        share = (log10(max(0.1, taken)) - self.low) / (self.high - self.low)
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * share


def _grid(scale: _Scale) -> Iterator[str]:
    for power in range(scale.low, scale.high + 1):
        y = scale.y(10.0**power)
        yield f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}" stroke="#ddd6c8"/>'
        yield f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{_duration(power)}</text>'
    for size in scale.sizes:
        yield f'<text x="{scale.x(size):.1f}" y="{HEIGHT - BOTTOM + 20}" text-anchor="middle">{size:,}</text>'
    yield f'<text x="{(LEFT + WIDTH - RIGHT) / 2}" y="{HEIGHT - 14}" text-anchor="middle">paragraphs of 85 words</text>'


def _duration(power: int) -> str:
    return f"{10 ** (power - 3):g} s" if power >= 3 else f"{10.0**power:g} ms"


def _line(at: int, name: str, points: Sequence[tuple[int, float]], label: float, scale: _Scale) -> str:
    colour, dash = COLOURS[at % len(COLOURS)], DASHES[at % len(DASHES)]
    path = " ".join(f"{scale.x(size):.1f},{scale.y(taken):.1f}" for size, taken in points)
    end_x, end_y = scale.x(points[-1][0]), scale.y(points[-1][1])
    return (
        f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2" stroke-dasharray="{dash}"/>'
        f'<line x1="{end_x:.1f}" y1="{end_y:.1f}" x2="{WIDTH - RIGHT + 8}" y2="{label - 4:.1f}" stroke="{colour}" '
        f'stroke-width="0.5"/><text x="{WIDTH - RIGHT + 12}" y="{label:.1f}" fill="{colour}">{escape(name)}</text>'
    )


def _spread(wanted: Mapping[str, float]) -> Iterator[tuple[str, float]]:
    """Places for the names beside the chart, moved down where two would cover each other."""
    reached = 0.0
    for name, y in sorted(wanted.items(), key=lambda pair: pair[1]):
        reached = max(reached + 17, y + 4)
        yield name, reached
