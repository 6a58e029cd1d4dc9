"""How well probabilities fit what happened: in bins of confidence, in figures, and as a chart (a reliability diagram)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

BINS = 10
Observation = tuple[float, bool]
"""A confidence from 0 to 1, and whether it was right."""
Series = Mapping[str, Sequence[Observation]]
SIZE, LEFT, RIGHT, TOP, BOTTOM, COUNTS = 440, 80, 260, 60, 60, 90
"""Pixels: the side of the square, the margins, and the height of the counts below it."""
FEW = 30
"""Points of fewer observations are hollow: their share may be chance."""
PAPER = "#fffdf8"
COLOURS, DASHES = ("#b3261e", "#1f4e79", "#2e6b3f", "#7a5c00"), ("", "6 4", "2 3", "9 3 2 3")
"""Lines are told apart by dashes and by their marks too, not by colour alone."""


@dataclass(frozen=True, slots=True)
class ReliabilityBin:
    """What was said with a confidence between two tenths: how often, how sure on average, and the share that is right."""

    low: float
    count: int
    confidence: float
    right: float


def reliability_bins(observations: Sequence[Observation]) -> list[ReliabilityBin]:
    """The tenths that have any observations; 1 belongs to the last."""
    found: dict[int, list[Observation]] = defaultdict(list)
    for observation in observations:
        found[min(BINS - 1, int(observation[0] * BINS))].append(observation)
    return [
        ReliabilityBin(
            at / BINS,
            len(part),
            sum(confidence for confidence, _ in part) / len(part),
            sum(right for _, right in part) / len(part),
        )
        for at, part in sorted(found.items())
    ]


def calibration_error(observations: Sequence[Observation]) -> float:
    """The expected calibration error: by how much confidence and share of right ones differ, on average over all."""
    bins = reliability_bins(observations)
    return sum(each.count * abs(each.confidence - each.right) for each in bins) / max(1, len(observations))


def brier_score(observations: Sequence[Observation]) -> float:
    """The mean squared difference between confidence and outcome: 0 is perfect, 0.25 is what .5 always gives."""
    return sum((confidence - right) ** 2 for confidence, right in observations) / max(1, len(observations))


def reliability_chart(title: str, series: Series) -> str:
    """The share of right ones by confidence as SVG: a line for each series, and below the number in each bin."""
    width, height = LEFT + SIZE + RIGHT, TOP + SIZE + BOTTOM + COUNTS
    lines = [_line(at, name, reliability_bins(found)) for at, (name, found) in enumerate(series.items())]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
        f'font-family="sans-serif" font-size="13"><title>{escape(title)}</title>'
        f'<rect width="{width}" height="{height}" fill="{PAPER}"/>'
        f'<text x="{LEFT}" y="30" font-size="17">{escape(title)}</text>{"".join(_grid())}{"".join(lines)}</svg>\n'
    )


def _x(confidence: float) -> float:
    return LEFT + SIZE * confidence


def _y(right: float) -> float:
    return TOP + SIZE * (1 - right)


def _grid() -> Iterator[str]:
    for at in range(BINS + 1):
        share, line = at / BINS, 'stroke="#ddd6c8"'
        yield f'<line x1="{LEFT}" x2="{LEFT + SIZE}" y1="{_y(share):.1f}" y2="{_y(share):.1f}" {line}/>'
        yield f'<line x1="{_x(share):.1f}" x2="{_x(share):.1f}" y1="{TOP}" y2="{TOP + SIZE}" {line}/>'
        if at % 2 == 0:
            yield f'<text x="{LEFT - 8}" y="{_y(share) + 4:.1f}" text-anchor="end">{share:.1f}</text>'
            yield f'<text x="{_x(share):.1f}" y="{TOP + SIZE + 18}" text-anchor="middle">{share:.1f}</text>'
    yield (
        f'<line x1="{_x(0):.1f}" y1="{_y(0):.1f}" x2="{_x(1):.1f}" y2="{_y(1):.1f}" stroke="#6b6558" stroke-width="1"/>'
        f'<text x="{_x(0.42):.1f}" y="{_y(0.37):.1f}" fill="#6b6558" '
        f'transform="rotate(-45 {_x(0.42):.1f} {_y(0.37):.1f})">as sure as right</text>'
        f'<text x="{_x(0.5):.1f}" y="{TOP + SIZE + 38}" text-anchor="middle">confidence</text>'
        f'<text x="{LEFT - 44}" y="{_y(0.5):.1f}" text-anchor="middle" '
        f'transform="rotate(-90 {LEFT - 44} {_y(0.5):.1f})">share that is right</text>'
        f'<text x="{LEFT + SIZE + 12}" y="{TOP + SIZE + BOTTOM + 6}">number in each tenth</text>'
        f'<text x="{LEFT + SIZE + 12}" y="{TOP + SIZE + BOTTOM + 26}">hollow: fewer than {FEW}</text>'
    )


def _line(at: int, name: str, bins: Sequence[ReliabilityBin]) -> str:
    colour, dash = COLOURS[at % len(COLOURS)], DASHES[at % len(DASHES)]
    path = " ".join(f"{_x(each.confidence):.1f},{_y(each.right):.1f}" for each in bins)
    marks = "".join(
        f'<circle cx="{_x(each.confidence):.1f}" cy="{_y(each.right):.1f}" r="4" stroke="{colour}" '
        f'fill="{colour if each.count >= FEW else PAPER}"/>'
        for each in bins
    )
    row = TOP + SIZE + BOTTOM + 6 + 20 * at
    counts = "".join(
        f'<text x="{_x(each.low + 0.5 / BINS):.1f}" y="{row}" text-anchor="middle" font-size="11" fill="{colour}">'
        f"{each.count:,}</text>"
        for each in bins
    )
    key = TOP + 16 + 22 * at
    return (
        f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2" stroke-dasharray="{dash}"/>{marks}'
        f'<line x1="{LEFT + SIZE + 16}" x2="{LEFT + SIZE + 46}" y1="{key - 4}" y2="{key - 4}" stroke="{colour}" '
        f'stroke-width="2" stroke-dasharray="{dash}"/>'
        f'<text x="{LEFT + SIZE + 52}" y="{key}" fill="{colour}">{escape(name)}</text>{counts}'
    )
