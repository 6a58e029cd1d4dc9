"""One processor core for everything that serves pages, all cores for everything else.

CPython runs one thread at a time. While the threads of one process are spread over cores, what lets them run travels between
these at every query and every message, and each waits for the other to wake: with many people at once that cost more than
the work (docs/decisions/0007). So they share one core, and the programs that make editions, a database or a browser beside
them have the others. The kernel does not see this by itself, so once a minute we look whether others want our core.

Where the kernel or a container lets no one choose (`os.sched_setaffinity`: Linux alone has it), nothing happens here:
this is never worth a page or an edition.
"""

import os
import time
from collections.abc import Iterator, Set
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

EVERYWHERE = frozenset(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else frozenset()
"""The cores that this process may use, by their numbers; none where one cannot ask."""

ENOUGH = 6.0
"""Seconds of others' work on our core, more than on another, that are worth moving for."""
_TICK = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100
_IDLE = (3, 4)
"""Which numbers of a line of /proc/stat are no work: idle, and idle while a disk works (proc(5))."""


def _running_on() -> int:
    """The core this thread runs on: the 39th number of its line in /proc (proc(5)), which follows a name in brackets."""
    line = Path("/proc/thread-self/stat").read_text(encoding="ascii", errors="replace")
    return int(line.rpartition(")")[2].split()[36])


def _worked() -> dict[int, float]:
    """Seconds each core has worked since the machine was started, for whomever."""
    found = {}
    for line in Path("/proc/stat").read_text(encoding="ascii").splitlines():
        name, *numbers = line.split()
        if name.startswith("cpu") and name != "cpu":
            ticks = sum(int(number) for place, number in enumerate(numbers[:8]) if place not in _IDLE)
            found[int(name[3:])] = ticks / _TICK
    return found


@dataclass
class Home:
    """The core that this thread and all that it begins from now on share."""

    core: int = field(default_factory=_running_on)
    _worked: dict[int, float] = field(default_factory=_worked)
    _own: float = field(default_factory=time.process_time)

    def __post_init__(self) -> None:
        os.sched_setaffinity(0, {self.core})

    def reconsider(self) -> None:
        """Move to the core that others use least, when they use this one so much more since the last time."""
        worked, own = _worked(), time.process_time()
        others = {core: worked[core] - self._worked[core] for core in EVERYWHERE & worked.keys() & self._worked.keys()}
        wanted = others.get(self.core, float("inf")) - (own - self._own)  # a core that was taken away is not ours
        self._worked, self._own = worked, own
        best = min(others, key=others.__getitem__, default=self.core)
        if best != self.core and wanted - others[best] > ENOUGH:
            self.move(best)

    def move(self, core: int) -> None:
        """Take every thread that is at home to another core."""
        for thread in [int(task.name) for task in Path("/proc/self/task").iterdir()]:
            with suppress(OSError):  # it has ended meanwhile, or the core has gone
                if os.sched_getaffinity(thread) == {self.core}:
                    os.sched_setaffinity(thread, {core})
        self.core = core


def settle() -> Home | None:
    """Give this thread, and those it begins, one core; None where there is no choice."""
    with suppress(OSError):
        return Home() if len(EVERYWHERE) > 1 else None
    return None


@contextmanager
def anywhere() -> Iterator[None]:
    """What is begun in this block, a thread or a program, may run on any core."""
    before = os.sched_getaffinity(0) if EVERYWHERE else EVERYWHERE
    _allow(EVERYWHERE)
    try:
        yield
    finally:
        _allow(before)


def _allow(cores: Set[int]) -> None:
    if cores:
        with suppress(OSError):
            os.sched_setaffinity(0, cores)
