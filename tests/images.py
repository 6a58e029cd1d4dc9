"""Images for tests, made on the spot."""

import io

from PIL import Image


def png(width: int = 8, height: int = 8, colour: str = "#b3261e") -> bytes:
    """A PNG of one colour."""
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(buffer, "PNG")
    return buffer.getvalue()
