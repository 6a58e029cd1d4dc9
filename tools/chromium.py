"""The browser of tests, tools and benchmarks: `python3 tools/chromium.py` (`make browser`) installs it where it can.

Runs with any Python and without the project's environment.
"""

import os
import shutil
import subprocess
import sys

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
    if shutil.which(NAMES[0]) or not _may_install():
        return
    _apt_get("update")
    if not _apt_get("install", "-y", NAMES[0]) and not any(map(shutil.which, NAMES)):
        _apt_get("install", "-y", "chromium")


def _may_install() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None


def _apt_get(*arguments: str) -> bool:
    return subprocess.run(["apt-get", "-qq", *arguments], capture_output=True, check=False).returncode == 0


if __name__ == "__main__":
    install()
    try:
        program()
    except FileNotFoundError as missing:
        sys.exit(str(missing))
