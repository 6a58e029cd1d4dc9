"""Folders and files that no other account of the machine may read: they hold what people wrote, and hashes of secrets."""

import os
import stat
from pathlib import Path

from blueprint.domain.errors import Invalid

_OTHERS = stat.S_IRWXO


def keep_private() -> None:
    """Let nobody but this account read the files that this process makes from now on."""
    os.umask(0o077)


def private_folder(folder: Path) -> None:
    """Make a folder for this account alone. One that is there is closed to all but its group, which an operator may use.

    Raises `Invalid` when it cannot be made or written to.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = folder.stat()
        if found.st_mode & _OTHERS and found.st_uid == os.geteuid():
            folder.chmod(stat.S_IMODE(found.st_mode) & ~_OTHERS)
    except OSError as error:
        raise Invalid(
            f"The data folder {folder} cannot be made ({error.strerror}). Name another in BLUEPRINT_DATA."
        ) from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise Invalid(
            f"The data folder {folder} cannot be written to. Change its rights, or name another in BLUEPRINT_DATA."
        )
