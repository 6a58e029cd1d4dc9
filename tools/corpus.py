"""`python -m tools.corpus FOLDER NAME=LANGUAGE …`: check every history in a folder.

There is a folder for each text; one whose language is not named is taken as English.
"""

import random
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path

from blueprint.services.context import open_workbench
from blueprint.settings import Settings
from tests.factories import Scene, make_scene
from tests.text.document.pandoc_blocks import first_lines, ours
from tests.text.merge.git_merge_file import changed, compared
from tests.text_history import editor_problems, history_problems

MERGES = 12
"""How many of a text's states are merged with somebody's edits, at least, if it has so many."""


def main(folder: Path, languages: Mapping[str, str]) -> int:
    """Check every text, their languages given by folder name, and print the problems; the exit code."""
    texts = sorted(path for path in folder.iterdir() if path.is_dir())
    if not texts:
        sys.exit(f"{folder} has no folders of texts. Name one that holds a folder for each text, its states in order.")
    with tempfile.TemporaryDirectory() as data:
        workbench = open_workbench(Settings(data=Path(data)))
        scene = make_scene(workbench)
        found = [check(scene, path, languages.get(path.name, "en")) for path in texts]
        workbench.close()
    problems = sum(found)
    print(f"{len(texts)} texts, {problems} problems")
    return 1 if problems else 0


def check(scene: Scene, folder: Path, language: str) -> int:
    """Check one text in a language; the number of problems."""
    files = sorted(path for path in folder.iterdir() if path.suffix == ".md")
    states = tuple((path.name, path.read_bytes()) for path in files)
    began, count = time.perf_counter(), 0
    for problem in (
        *history_problems(scene, folder.name, language, states),
        *editor_problems(files),
        *split_problems(files),
        *merge_problems(files),
    ):
        count += 1
        print(f"  {problem}")
    print(f"{folder.name}: {len(files)} states, {time.perf_counter() - began:.1f} s, {count} problems", flush=True)
    return count


def split_problems(files: list[Path]) -> Iterator[str]:
    """Files in which our blocks begin on other lines than Pandoc's."""
    for file in files:
        text = file.read_text(encoding="utf-8", errors="replace")
        if lines := ours(text) ^ first_lines(text):
            yield f"{file.parent.name} {file.name}: split otherwise than Pandoc does on lines {sorted(lines)[:8]}"


def merge_problems(files: list[Path]) -> Iterator[str]:
    """Where Git brings the next state and somebody's edits together without a conflict, and we cannot, or otherwise."""
    chance = random.Random(len(files))  # noqa: S311, the same edits each time, not secrets
    every = max(1, (len(files) - 1) // MERGES)
    with tempfile.TemporaryDirectory() as folder:
        for before, after in list(pairwise(files))[::every]:
            base, next_state = (file.read_text(encoding="utf-8", errors="replace") for file in (before, after))
            try:
                compared(base, next_state, changed(base, chance), Path(folder))
            except AssertionError as error:
                yield f"{after.parent.name} {after.name}: not merged as Git does: {str(error)[:300]}"


if __name__ == "__main__":
    if not sys.argv[1:2] or not sys.argv[1]:
        sys.exit("Usage: make check-corpus CORPUS=FOLDER LANGUAGES='NAME=de …'")
    sys.exit(main(Path(sys.argv[1]), dict(named.split("=", 1) for named in sys.argv[2:] if "=" in named)))
