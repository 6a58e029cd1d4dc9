"""Poppler's programs, by which tests read PDFs: `python3 -m tools.poppler` (`make poppler`) installs them where it can.

Runs with any Python and without the project's environment.
"""

import shutil
import sys

from tools import apt

NAMES = ("pdftotext", "pdfinfo")
MISSING = "The tests need poppler. Install it (Debian, Ubuntu: sudo apt install poppler-utils), then run this again."


def is_here() -> bool:
    """Whether its programs are on this machine."""
    return all(map(shutil.which, NAMES))


if __name__ == "__main__" and not is_here():
    apt.install("poppler-utils")
    if not is_here():
        sys.exit(MISSING)
