"""How long the text engine takes, beside other tools for comparing texts."""

from __future__ import annotations

import difflib
import gc
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from diff_match_patch import diff_match_patch
from fast_diff_match_patch import diff as fast_diff

from benchmarks.text_generator import STANDARD, Revision, dice, fresh, labelled, revise, tokens
from benchmarks.text_samples import pool
from blueprint.text import (
    advanced,
    assign,
    begin,
    carry,
    compare,
    introduced,
    quote,
    split,
    words,
)

SEED = 20261122
SIZES = (50, 500, 5000)
WORDS = 85
WIKIDIFF2 = """
$old = file_get_contents($argv[1]); $new = file_get_contents($argv[2]);
$start = hrtime(true); wikidiff2_inline_json_diff($old, $new, 2); echo (hrtime(true) - $start) / 1e6;
"""
MOVES_ON = {"wikidiff2.moved_paragraph_detection_cutoff": 100000, "wikidiff2.max_split_size": 3}


def revision(count: int) -> Revision:
    """A standard revision of a text of so many paragraphs of 85 words, with the words of the samples."""
    chance = dice(SEED)
    words = [word for text in pool() for word in text.split() if word.isalpha()]
    text = [" ".join(chance.choices(words, k=WORDS)).capitalize() + "." for _ in range(count + 20)]
    old = tokens(text[:count])
    return labelled(old, revise(old, STANDARD, chance, text[count:]))


def milliseconds(work: Callable[[], object], times: int = 3) -> float:
    """Processor time, the best of some runs: the others measure what else the machine did.

    What the benchmark itself keeps in memory is hidden from Python's garbage collector, which would walk through it.
    """
    best = float("inf")
    gc.collect()
    gc.freeze()
    for _ in range(times):
        start = _spent()
        work()
        best = min(best, _spent() - start)
    gc.unfreeze()
    return best * 1000


def _spent() -> float:
    """Processor seconds of this process and of the programs it waited for."""
    used = os.times()
    return time.process_time() + used.children_user + used.children_system


def contenders(old: str, new: str) -> dict[str, Callable[[], object]]:
    """What is timed on a pair of texts, by name."""
    before, after = split(old), split(new)
    return {
        "blueprint, alignment and word diff": lambda: compare(before, after),
        "blueprint, splitting both as well": lambda: compare(old, new),
        "fast-diff-match-patch, whole text, 10 s time-out": lambda: fast_diff(
            old, new, timelimit=10, checklines=False, cleanup="No"
        ),
        "diff-match-patch, whole text, 1 s time-out": lambda: _patient().diff_main(old, new),
        "difflib, paragraphs by position": lambda: difflib.SequenceMatcher(
            None, old.split("\n\n"), new.split("\n\n"), autojunk=False
        ).get_opcodes(),
    }


def _patient() -> diff_match_patch:
    found = diff_match_patch()
    found.Diff_Timeout = 1.0
    return found


def outside(old: str, new: str) -> dict[str, float | None]:
    """Programs beside Python: git's word diff, wikidiff2 as it comes and with moves and splits on; None without them."""
    with tempfile.TemporaryDirectory() as folder:
        paths = Path(folder, "old.md"), Path(folder, "new.md")
        for path, text in zip(paths, (old, new), strict=True):
            path.write_text(text, encoding="utf-8")
        git = ["git", "diff", "--no-index", "--word-diff=porcelain", *map(str, paths)]
        return {
            "git word diff, as a process": milliseconds(lambda: subprocess.run(git, capture_output=True))
            if shutil.which("git")
            else None,
            "wikidiff2, defaults": _wikidiff2(paths, {}),
            "wikidiff2, moves and splits on": _wikidiff2(paths, MOVES_ON),
        }


def _wikidiff2(paths: tuple[Path, Path], options: dict[str, int]) -> float | None:
    php = shutil.which("php")
    if php is None:
        return None
    settings = [part for name, value in options.items() for part in ("-d", f"{name}={value}")]
    command = [php, *settings, "-r", WIKIDIFF2, *map(str, paths)]
    times = []
    for _ in range(3):
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode or not done.stdout:
            return None
        times.append(float(done.stdout))
    return min(times)


def saving(count: int = 500, threads: int = 200) -> float:
    """What saving costs the text engine: splitting the new text, comparing, lineage, and carrying every thread."""
    made, chance = revision(count), dice(SEED)
    before = split(made.old)
    lineage = begin(before, iter(map(str, range(10**6))).__next__)
    places = []
    for _ in range(threads):
        start = chance.randrange(len(made.old) - 60)
        places.append(quote(made.old, start, start + 60))

    def save() -> None:
        comparison = compare(before, made.new)
        assign(comparison, lineage, iter(map(str, range(10**6, 2 * 10**6))).__next__)
        for place in places:
            carry(place, comparison)

    return milliseconds(save, times=7)


def reference(count: int = 500) -> float:
    """How fast this machine is just now: what ICU takes to cut so many paragraphs into words."""
    made = revision(count)
    return milliseconds(lambda: words(made.old), times=7)


@dataclass(frozen=True, slots=True)
class Attributing:
    """Milliseconds for one more revision: attribution alone, with comparing, and alone in the last tenth of them."""

    alone: float
    with_comparing: float
    last: float


def attributing(paragraphs: int = 200, revisions: int = 1000) -> Attributing:
    """Attribution carried from revision to revision, as a workbench does at each save."""
    chance, made = dice(SEED), revision(paragraphs)
    spare = made.old.split("\n\n")
    document, pieces = split(made.old), tokens(spare)
    found, alone, comparing = introduced(document, 0), [], 0.0
    for number in range(1, revisions + 1):
        pieces = fresh(revise(pieces, STANDARD, chance, spare)[:paragraphs])
        pieces += tokens(chance.sample(spare, paragraphs - len(pieces)))
        new = split("\n\n".join(piece.text for piece in pieces))
        start = _spent()
        comparison = compare(document, new)
        middle = _spent()
        found = advanced(found, comparison, number)
        alone.append(_spent() - middle)
        comparing += middle - start
        document = new
    mean, last = sum(alone) / revisions, sum(alone[-revisions // 10 :]) * 10 / revisions
    return Attributing(mean * 1000, (mean + comparing / revisions) * 1000, last * 1000)
