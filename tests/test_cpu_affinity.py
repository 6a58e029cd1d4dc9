"""What serves pages shares a core, and what it starts may run anywhere."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import pytest

from blueprint import cpu_affinity

pytestmark = pytest.mark.skipif(
    len(cpu_affinity.ALL_CORES) < 2, reason="there is one core, or the kernel lets no one choose"
)

T = TypeVar("T")

PRINT_AFFINITY = "import json, os; print(json.dumps(sorted(os.sched_getaffinity(0))))"


def in_new_thread(work: Callable[[], T]) -> T:
    """The result of work in a new thread, so that the test's own thread is not pinned."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(work).result()


def cores_of_thread() -> set[int]:
    """The cores this thread may run on."""
    return os.sched_getaffinity(0)


def cores_of_program() -> set[int]:
    """The cores a program may run on that this thread starts."""
    return set(json.loads(subprocess.check_output([sys.executable, "-c", PRINT_AFFINITY])))


def test_threads_of_a_pinned_thread_stay_on_its_core() -> None:
    def work() -> None:
        pinned = cpu_affinity.pin()
        assert pinned
        assert cores_of_thread() == in_new_thread(cores_of_thread) == {pinned.core}

    in_new_thread(work)
    assert cores_of_thread() == cpu_affinity.ALL_CORES


def test_programs_started_on_all_cores_may_use_them() -> None:
    def work() -> None:
        cpu_affinity.pin()
        with cpu_affinity.all_cores():
            assert cores_of_program() == cpu_affinity.ALL_CORES
        assert len(cores_of_program()) == len(cores_of_thread()) == 1

    in_new_thread(work)


def test_all_threads_move_when_other_processes_need_the_core() -> None:
    def work() -> None:
        pinned = cpu_affinity.pin()
        assert pinned
        before = pinned.core
        with ThreadPoolExecutor(1) as pool:
            assert pool.submit(cores_of_thread).result() == {before}
            others = dict.fromkeys(cpu_affinity.ALL_CORES, 0.0) | {before: -2 * cpu_affinity.MOVE_THRESHOLD}
            pinned._busy = {core: pinned._busy[core] + more for core, more in others.items()}
            pinned.rebalance()
            assert pinned.core != before
            assert cores_of_thread() == pool.submit(cores_of_thread).result() == {pinned.core}

    in_new_thread(work)


def test_a_kernel_that_refuses_the_choice_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cpu_affinity, "ALL_CORES", frozenset({4095, 4094}))
    with cpu_affinity.all_cores():
        assert cores_of_program() == cores_of_thread()


def test_threads_move_from_a_core_that_is_taken_away() -> None:
    def work() -> None:
        pinned = cpu_affinity.pin()
        assert pinned
        pinned._busy.pop(pinned.core)
        before = pinned.core
        pinned.rebalance()
        assert pinned.core != before

    in_new_thread(work)
