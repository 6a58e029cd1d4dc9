"""Progress reports of a build."""

from collections.abc import Callable

Progress = Callable[[str, float], None]
"""Called with what is being done now, in words for the editor, and the share of this file that is done, from 0 to 1.

What it raises stops the build.
"""


def no_progress(_doing: str, _share: float) -> None:
    """Ignore the reports."""
