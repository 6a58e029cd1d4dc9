"""Processor time: what is measured on a machine that others use too."""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Callable


def spent() -> float:
    """Processor seconds of this process and of the programs it waited for."""
    used = os.times()
    return time.process_time() + used.children_user + used.children_system


def milliseconds(work: Callable[[], object], enough: float = 1.5, most: int = 7) -> float:
    """The best of up to `most` runs, or as many as fit into `enough` seconds: the others measure what else went on.

    What the benchmark itself keeps in memory is hidden from Python's garbage collector, which would walk through it.
    """
    gc.collect()
    gc.freeze()
    runs: list[float] = []
    while len(runs) < most and sum(runs) < enough:
        start = spent()
        work()
        runs.append(spent() - start)
    gc.unfreeze()
    return min(runs) * 1000
