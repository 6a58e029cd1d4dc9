"""The size of pictures in word processors: none is wider or higher than the page has room for."""

WIDEST, HIGHEST = 468.0, 600.0
"""In points: Pandoc's page is letter paper with margins of an inch; there must be room for a caption."""


def fit(width: float, height: float) -> tuple[float, float]:
    """Width and height in points, both smaller by one share where the page has no room for them."""
    share = min(1.0, WIDEST / max(width, 1), HIGHEST / max(height, 1))
    return width * share, height * share
