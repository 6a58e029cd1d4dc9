"""Lines of Markdown source, with CommonMark's line endings: LF, CRLF and CR, nothing else."""

from __future__ import annotations

import re

LINE_ENDING = re.compile(r"\r\n?|\n")
LINE_FEED = re.compile(r"\n")
"""A single character is found five times as fast as one of two; texts have no other line endings as a rule."""

Bounds = tuple[int, int]
"""Start and end offsets in a text."""


def line_bounds(text: str, start: int = 0) -> list[Bounds]:
    """Where each line from `start` on starts and ends, line endings excluded; at least one line, which may be empty."""
    bounds = []
    for ending in (LINE_ENDING if "\r" in text else LINE_FEED).finditer(text, start):
        bounds.append((start, ending.start()))
        start = ending.end()
    return [*bounds, (start, len(text))]
