"""Other tools for comparing texts, each as a function that takes an old and a new text and is timed.

wikidiff2 is Debian's php-wikidiff2, asked for its table, which alone shows splits, with two lines of context; "defaults"
as it comes, "moves and splits on" with `moved_paragraph_detection_cutoff=100000` and `max_split_size=3`, for by default
it gives up on finding moves in long texts. git's word diff is `git diff --no-index --word-diff=porcelain`. redlines is
timed where it is installed (`uv run --with redlines`).
"""

from __future__ import annotations

import difflib
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from importlib.util import find_spec
from pathlib import Path

from diff_match_patch import diff_match_patch
from fast_diff_match_patch import diff as fast_diff

from benchmarks.text_processor_time import milliseconds
from blueprint.text import compare, split

TimedTool = Callable[[str, str], float | None]
"""Milliseconds of processor time for two texts; None where the tool is not installed."""
MOVES_ON = {"wikidiff2.moved_paragraph_detection_cutoff": 100000, "wikidiff2.max_split_size": 3}
WIKIDIFF2 = """
function spent() { $used = getrusage();
  return 1e3 * ($used['ru_utime.tv_sec'] + $used['ru_stime.tv_sec'])
    + ($used['ru_utime.tv_usec'] + $used['ru_stime.tv_usec']) / 1e3; }
$old = file_get_contents($argv[1]); $new = file_get_contents($argv[2]);
$start = spent(); wikidiff2_do_diff($old, $new, 2); echo spent() - $start;
"""


def timed_tools() -> dict[str, TimedTool]:
    """Everything that is timed, by name; ours first."""
    return {
        "blueprint: alignment and word diff": _aligned,
        "blueprint: splitting both texts as well": lambda old, new: milliseconds(lambda: compare(old, new)),
        "wikidiff2, moves and splits on": lambda old, new: _wikidiff2(old, new, MOVES_ON),
        "wikidiff2, defaults": lambda old, new: _wikidiff2(old, new, {}),
        "git word diff": _git,
        "fast-diff-match-patch, whole text": lambda old, new: milliseconds(lambda: _fast(old, new)),
        "diff-match-patch, whole text": lambda old, new: milliseconds(lambda: _without_timeout().diff_main(old, new)),
        "difflib, words": lambda old, new: milliseconds(lambda: _difflib(old, new)),
        "redlines": _redlines,
    }


def wikidiff2_version() -> str | None:
    """The version that is installed."""
    if shutil.which("php") is None:
        return None
    done = subprocess.run(["php", "-r", "echo phpversion('wikidiff2');"], capture_output=True, text=True)
    return done.stdout or None


def _aligned(old: str, new: str) -> float:
    before, after = split(old), split(new)
    return milliseconds(lambda: compare(before, after))


def _fast(old: str, new: str) -> object:
    return fast_diff(old, new, timelimit=60, checklines=False, cleanup="No")


def _without_timeout() -> diff_match_patch:
    found = diff_match_patch()
    found.Diff_Timeout = 60.0
    return found


def _difflib(old: str, new: str) -> object:
    return difflib.SequenceMatcher(None, old.split(" "), new.split(" "), autojunk=False).get_opcodes()


def _redlines(old: str, new: str) -> float | None:
    if find_spec("redlines") is None:
        return None
    from redlines import Redlines  # type: ignore[import-not-found]

    return milliseconds(lambda: Redlines(old, new).output_markdown)


def _git(old: str, new: str) -> float | None:
    if shutil.which("git") is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        command = ["git", "diff", "--no-index", "--word-diff=porcelain", *_write_files(folder, old, new)]
        return milliseconds(lambda: subprocess.run(command, capture_output=True))


def _wikidiff2(old: str, new: str, options: Mapping[str, int]) -> float | None:
    if wikidiff2_version() is None:
        return None
    settings = [part for name, value in options.items() for part in ("-d", f"{name}={value}")]
    with tempfile.TemporaryDirectory() as folder:
        command = ["php", *settings, "-r", WIKIDIFF2, *_write_files(folder, old, new)]
        return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def _write_files(folder: str, old: str, new: str) -> list[str]:
    paths = Path(folder, "old.md"), Path(folder, "new.md")
    for path, text in zip(paths, (old, new), strict=True):
        path.write_text(text, encoding="utf-8")
    return [str(path) for path in paths]
