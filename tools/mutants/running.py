"""Running the tests of a layer on copies of the project, each with one mutant in it."""

import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Collection
from pathlib import Path

from coverage import CoverageData

from tools.mutants.sample import ROOT, Layer, Mutant

LEFT_OUT = (
    ".git",
    ".venv",
    ".tools",
    "node_modules",
    "data",
    "mutants",
    ".*_cache",
    ".hypothesis",
    ".coverage*",
    "__pycache__",
)
MODULES = Path("blueprint", "ui", "components", "editor", "node_modules")
"""What tests of the editor need besides; too large to copy."""
MEMORY = 6 * 2**30
"""Bytes of address space that tests may take: a mutant that makes something endless must not take the machine with it."""
COMMAND = ("-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "-m", "not slow", "-k", "not postgresql")
"""One database is enough to see that a fault in a service is found."""


class Copy:
    """A copy of the project in a folder of its own; it is used for one mutant at a time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.timeout: float | None = None
        shutil.copytree(ROOT, folder, symlinks=True, ignore=shutil.ignore_patterns(*LEFT_OUT))
        (folder / MODULES).symlink_to(ROOT / MODULES)

    def reach(self, layer: Layer) -> CoverageData:
        """Run the layer's tests on the unchanged code; gives which test reaches which line. Exits when one fails."""
        self.timeout, began = None, time.monotonic()
        options = ("--cov=blueprint", "--cov-context=test", "--cov-report=", "--cov-config=/dev/null")
        done = self._run(*options, *layer.tests)
        if done.returncode:
            sys.exit(f"The tests of {layer.name} fail before anything is changed:\n{done.stdout[-3000:]}")
        self.timeout = 60 + 2 * (time.monotonic() - began)
        data = CoverageData(str(self.folder / ".coverage"))
        data.read()
        return data

    def catches(self, mutant: Mutant, tests: Collection[str]) -> bool:
        """Whether one of these tests fails on the mutant, or takes far longer than all of them do without it."""
        (self.folder / "mutants.txt").write_text("\n".join(tests), encoding="utf-8")
        path = self.folder / mutant.file
        path.write_text(mutant.source, encoding="utf-8")
        try:
            return self._run("@mutants.txt").returncode != 0
        except subprocess.TimeoutExpired:
            return True
        finally:
            shutil.copy2(ROOT / mutant.file, path)  # with its time, so that what is compiled of it counts again

    def _run(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        own = os.environ | {"PYTHONPATH": str(self.folder), "HYPOTHESIS_PROFILE": "steady"}
        command = [sys.executable, *COMMAND, *arguments]
        return subprocess.run(
            command,
            cwd=self.folder,
            env=own,
            capture_output=True,
            text=True,
            timeout=self.timeout,
            check=False,
            preexec_fn=_limit_memory,
        )


def _limit_memory() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def reaching(mutant: Mutant, layer: Layer, reach: CoverageData, folder: Path) -> list[str]:
    """The tests that run the mutant's line; all of the layer for a line that runs when its module is imported."""
    contexts = reach.contexts_by_lineno(str(folder / mutant.file)).get(mutant.line, [])
    if "" in contexts:
        return list(layer.tests)
    return sorted({context.rpartition("|")[0] for context in contexts})
