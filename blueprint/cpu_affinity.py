"""CPU affinity: the threads that serve pages are pinned to one core, child processes may use all cores.

CPython runs one thread at a time. With threads on several cores, the interpreter lock moves between cores at every query
and message, which costs more than the work when many people are connected (docs/decisions/0007). Pinned to one core, they
leave the others to Typst, Pandoc and the database. Once a minute, `rebalance` moves them when others use that core.

A no-op where `os.sched_setaffinity` is missing (it is Linux's) or not permitted; errors are ignored.
"""

import os
import time
from collections.abc import Iterator, Set
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

ALL_CORES = frozenset(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else frozenset()
"""The cores that this process may use, by number; empty where the platform does not say."""

MOVE_THRESHOLD = 6.0
"""Seconds that others used our core more than another one, from which on we move."""
_TICK = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100
_IDLE_COLUMNS = (3, 4)
"""The columns of /proc/stat for idle and iowait (proc(5))."""


def _current_core() -> int:
    """The core on which this thread runs: field 39 of /proc/thread-self/stat (proc(5)); the name in brackets is field 2."""
    line = Path("/proc/thread-self/stat").read_text(encoding="ascii", errors="replace")
    return int(line.rpartition(")")[2].split()[36])


def _busy_seconds() -> dict[int, float]:
    """Seconds that each core has been busy since boot."""
    found = {}
    for line in Path("/proc/stat").read_text(encoding="ascii").splitlines():
        name, *numbers = line.split()
        if name.startswith("cpu") and name != "cpu":
            ticks = sum(int(number) for place, number in enumerate(numbers[:8]) if place not in _IDLE_COLUMNS)
            found[int(name[3:])] = ticks / _TICK
    return found


@dataclass
class PinnedThreads:
    """This thread and those that it starts from now on, pinned to `core`."""

    core: int = field(default_factory=_current_core)
    _busy: dict[int, float] = field(default_factory=_busy_seconds)
    _own_seconds: float = field(default_factory=time.process_time)

    def __post_init__(self) -> None:
        os.sched_setaffinity(0, {self.core})

    def rebalance(self) -> None:
        """Move to the least used core, when others used this one `MOVE_THRESHOLD` seconds more since the last call."""
        busy, own = _busy_seconds(), time.process_time()
        others = {core: busy[core] - self._busy[core] for core in ALL_CORES & busy.keys() & self._busy.keys()}
        used_by_others = others.get(self.core, float("inf")) - (
            own - self._own_seconds
        )  # a core that was taken from us is infinitely busy
        self._busy, self._own_seconds = busy, own
        best = min(others, key=others.__getitem__, default=self.core)
        if best != self.core and used_by_others - others[best] > MOVE_THRESHOLD:
            self.move(best)

    def move(self, core: int) -> None:
        """Pin every thread that is pinned to `self.core` to another core."""
        for thread in [int(task.name) for task in Path("/proc/self/task").iterdir()]:
            with suppress(OSError):  # the thread has ended, or the core is no longer allowed
                if os.sched_getaffinity(thread) == {self.core}:
                    os.sched_setaffinity(thread, {core})
        self.core = core


def pin() -> PinnedThreads | None:
    """Pin this thread and those that it starts to its core; None with a single core or without permission."""
    with suppress(OSError):
        return PinnedThreads() if len(ALL_CORES) > 1 else None
    return None


@contextmanager
def all_cores() -> Iterator[None]:
    """Threads and processes started in this block may run on any core."""
    before = os.sched_getaffinity(0) if ALL_CORES else ALL_CORES
    _allow(ALL_CORES)
    try:
        yield
    finally:
        _allow(before)


def _allow(cores: Set[int]) -> None:
    if cores:
        with suppress(OSError):
            os.sched_setaffinity(0, cores)
