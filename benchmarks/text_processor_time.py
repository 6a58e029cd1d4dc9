"""Processor time, which other processes disturb less than the clock."""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Callable


def processor_seconds() -> float:
    """Processor seconds of this process and of the programs it waited for."""
    used = os.times()
    return time.process_time() + used.children_user + used.children_system


def milliseconds(work: Callable[[], object], max_seconds: float = 1.5, max_runs: int = 7) -> float:
    """The best of up to `max_runs` runs, or as many as fit into `max_seconds` seconds: the others measure what else went on.

    What the benchmark itself keeps in memory is hidden from Python's garbage collector, which would walk through it.
    """
    gc.collect()
    gc.freeze()
    runs: list[float] = []
    while len(runs) < max_runs and sum(runs) < max_seconds:
        start = processor_seconds()
        work()
        runs.append(processor_seconds() - start)
    gc.unfreeze()
    return min(runs) * 1000
