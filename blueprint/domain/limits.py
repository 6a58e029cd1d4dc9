"""How many bytes an uploaded file may have, and how a size is written for people.

Limits of characters are in `validation`. What may be inside an image or a Word file is in `publishing/uploads`.
"""

LARGEST_TEXT_UPLOAD = 20_000_000
"""Bytes of a Markdown or Word file that becomes a proposal; `maxUploadSize` in `streamlit.toml` is the same."""

LARGEST_IMAGE_UPLOAD = 10_000_000
"""Bytes of an image that the editor uploads."""

LARGEST_IMAGE = 20_000_000
"""Bytes of any image: also of one in a Word file, or beside a text of which the command line makes a book."""

LARGEST_WORD_FILE = 30_000_000
"""Bytes of any Word file: also of one of which the command line makes a book."""


def megabytes(size: int) -> str:
    """A number of bytes in megabytes, to one decimal place and at least 0.1: “20”, “1.2”."""
    return f"{max(size / 1e6, 0.1):.1f}".removesuffix(".0")
