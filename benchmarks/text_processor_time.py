"""Processor time, which other processes disturb less than the clock."""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager


def processor_seconds() -> float:
    """Processor seconds of this process and of the programs it waited for."""
    used = os.times()
    return time.process_time() + used.children_user + used.children_system


@contextmanager
def hidden_from_collector() -> Iterator[None]:
    """Hides what the benchmark itself keeps in memory from Python's garbage collector, which would walk through it."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


def milliseconds(work: Callable[[], object], max_seconds: float = 1.5, max_runs: int = 7) -> float:
    """The best of up to `max_runs` runs, or as many as fit into `max_seconds` seconds: others measure what else went on."""
    runs: list[float] = []
    with hidden_from_collector():
        while len(runs) < max_runs and sum(runs) < max_seconds:
            start = processor_seconds()
            work()
            runs.append(processor_seconds() - start)
    return min(runs) * 1000
