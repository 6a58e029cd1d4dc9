"""The lock that says which process on a data folder builds the editions."""

import contextlib
import fcntl
from collections.abc import Iterator
from typing import IO

from blueprint.services.context import Workbench


def acquire(workbench: Workbench) -> IO[bytes] | None:
    """The lock of the data folder, held until it is closed or the process ends; None while another process has it."""
    file = (workbench.settings.data / "jobs.lock").open("ab")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        file.close()
        return None
    return file


@contextlib.contextmanager
def in_charge(workbench: Workbench) -> Iterator[bool]:
    """Whether this process, for the length of the block, is the one that builds editions (else another one is)."""
    lock = acquire(workbench)
    try:
        yield lock is not None
    finally:
        if lock is not None:
            lock.close()
