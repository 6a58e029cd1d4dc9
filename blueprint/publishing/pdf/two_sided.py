"""Pages to be printed on both sides and bound: the text is moved away from the side where leaves are bound."""

import io
from typing import Any

MOVED_BY = 14.0
"""Points (5 mm)."""


def two_sided(pdf: bytes, direction: str) -> bytes:
    """The PDF with the text of right-hand pages moved to the right, of left-hand ones to the left; the first is the cover.

    In a book that is read from right to left it is the other way. Only the boxes of the pages are moved.
    """
    import pikepdf

    first = MOVED_BY if direction == "ltr" else -MOVED_BY
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for number, page in enumerate(document.pages, start=1):
            if number > 1:
                _move(page, first if number % 2 else -first)
        buffer = io.BytesIO()
        document.save(buffer, static_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return buffer.getvalue()


def _move(page: Any, points: float) -> None:
    """Move what is on a page to the right."""
    left, bottom, right, top = (float(edge) for edge in page.mediabox)
    page.mediabox = [left - points, bottom, right - points, top]
