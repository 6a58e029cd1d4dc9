"""The browser of tests, tools and benchmarks: `python3 -m tools.chromium` (`make browser`) installs it where it can.

Runs with any Python and without the project's environment.
"""

import shutil
import sys

from tools import apt

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""Programs that will do, in order of preference: the headless shell takes a third of the time of the others."""
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
"""Containers have neither a sandbox nor a graphics card."""
MISSING = "The tests need Chromium. Install it (Debian, Ubuntu: sudo apt install chromium), then run this again."


def program() -> str:
    """The path of the preferred browser on this machine; raises FileNotFoundError where there is none."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        raise FileNotFoundError(MISSING)
    return found


def install() -> None:
    """Install the preferred browser with apt-get where we are root; any other that is here will do as well."""
    if not shutil.which(NAMES[0]) and not apt.install(NAMES[0]) and not any(map(shutil.which, NAMES)):
        apt.install("chromium")


if __name__ == "__main__":
    install()
    try:
        program()
    except FileNotFoundError as missing:
        sys.exit(str(missing))
