"""Installing programs of the system. Runs with any Python and without the project's environment."""

import os
import shutil
import subprocess


def install(package: str) -> bool:
    """Install a Debian package where we are root; False where that is not possible."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0 or shutil.which("apt-get") is None:
        return False
    _apt_get("update")
    return _apt_get("install", "-y", package)


def _apt_get(*arguments: str) -> bool:
    return subprocess.run(["apt-get", "-qq", *arguments], capture_output=True, check=False).returncode == 0
