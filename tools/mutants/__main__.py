"""`make mutants` (`python -m tools.mutants [LAYER …]`): prints each fault that no test found, and the share that was caught.

Faults that change nothing anybody could see are listed with the reason in tools/mutants/equivalent.toml and do not count.
The exit code is 1 when fewer than nine of ten are caught in a layer.
"""

import sys
import tempfile
import time
import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue

from tools.mutants.running import Copy, reaching
from tools.mutants.sample import Layer, Mutant, sample

LAYERS = (
    Layer("domain", ["blueprint/domain/*.py"], ["tests/domain"], 50),
    Layer("services", ["blueprint/services/**/*.py"], ["tests/services"], 70),
    Layer("text", ["blueprint/text/merge/*.py", "blueprint/text/anchors/*.py"], ["tests/text"], 50),
    Layer(
        "identity",
        [
            *("blueprint/services/accounts/*.py", "blueprint/services/authorization.py"),
            *("blueprint/web/auth/session_cookie.py", "blueprint/domain/permissions.py"),
        ],
        ["tests/domain", "tests/services", "tests/web"],
        40,
    ),
)
EQUIVALENT = Path(__file__).with_name("equivalent.toml")
WORKERS = 2
SHARE = 0.9


def main(names: list[str]) -> int:
    """Try every mutant of the layers named, or of all; the exit code."""
    layers = [layer for layer in LAYERS if not names or layer.name in names]
    alike = {tuple(one[key] for key in ("file", "before", "after")) for one in _equivalent()}
    with tempfile.TemporaryDirectory() as folder:
        copies = [Copy(Path(folder, str(number))) for number in range(WORKERS)]
        shares = [share(layer, copies, alike) for layer in layers]
    return 0 if min(shares) >= SHARE else 1


def share(layer: Layer, copies: list[Copy], alike: set[tuple[str, ...]]) -> float:
    """Try a layer's mutants; prints those that were not caught and gives the share of those that were."""
    began = time.monotonic()
    reach = copies[0].reach(layer)
    for copy in copies:
        copy.timeout = copies[0].timeout
    chosen = [one for one in sample(layer) if (one.file, one.before, one.after) not in alike]
    free: SimpleQueue[Copy] = SimpleQueue()
    for copy in copies:
        free.put(copy)

    def caught(mutant: Mutant) -> bool:
        tests = reaching(mutant, layer, reach, copies[0].folder)
        copy = free.get()
        try:
            return bool(tests) and copy.catches(mutant, tests)
        finally:
            free.put(copy)

    outcomes = []
    with ThreadPoolExecutor(len(copies)) as pool:
        for mutant, found in zip(chosen, pool.map(caught, chosen), strict=True):
            outcomes.append(found)
            if not found:
                print(f"  {mutant.file}:{mutant.line}\n    - {mutant.before}\n    + {mutant.after}", flush=True)
    count = sum(outcomes)
    print(
        f"{layer.name}: {count} of {len(chosen)} caught, {count / len(chosen):.0%}; "
        f"{layer.size - len(chosen)} more change nothing; {time.monotonic() - began:.0f} s",
        flush=True,
    )
    return count / len(chosen)


def _equivalent() -> list[dict[str, str]]:
    found: list[dict[str, str]] = tomllib.loads(EQUIVALENT.read_text(encoding="utf-8")).get("mutant", [])
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
