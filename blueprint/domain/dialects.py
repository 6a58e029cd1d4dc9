"""The versions of the Markdown dialect that proposals are written in (see docs/dialect.md)."""

FIRST_DIALECT = 1
"""Letters and Roman numbers are words of their paragraphs; mathematics and HTML are shown as they are written."""

CURRENT_DIALECT = 2
"""Lists with letters, Roman numbers and brackets; mathematics; harmless HTML."""


def is_first_dialect(version: int) -> bool:
    """Whether a field may be omitted from a JSON whose hash is older than dialects."""
    return version == FIRST_DIALECT
