"""`python -m tests.corpus FOLDER`: every history in a folder (a folder for each text) walks the whole way."""

import sys
import tempfile
import time
from pathlib import Path

from blueprint.services.workbench import open_workbench
from blueprint.settings import Settings
from tests.factories import Scene, make_scene
from tests.walk import edited, walk

LANGUAGES = {"grundgesetz": "de"}
"""Languages by folder name; the rest is taken as English."""


def main(folder: Path) -> int:
    """Walk every text and say what went wrong; the exit code."""
    texts = sorted(path for path in folder.iterdir() if path.is_dir())
    if not texts:
        sys.exit(f"{folder} has no folders of texts. Name one that holds a folder for each text, its states in order.")
    with tempfile.TemporaryDirectory() as data:
        workbench = open_workbench(Settings(data=Path(data)))
        scene = make_scene(workbench)
        found = [check(scene, path) for path in texts]
        workbench.close()
    problems = sum(found)
    print(f"{len(texts)} texts, {problems} problems")
    return 1 if problems else 0


def check(scene: Scene, folder: Path) -> int:
    """Walk one text; how many problems it met."""
    files = sorted(path for path in folder.iterdir() if path.suffix == ".md")
    states = tuple((path.name, path.read_bytes()) for path in files)
    began, met = time.perf_counter(), 0
    for problem in (*walk(scene, folder.name, LANGUAGES.get(folder.name, "en"), states), *edited(files)):
        met += 1
        print(f"  {problem}")
    print(f"{folder.name}: {len(files)} states, {time.perf_counter() - began:.1f} s, {met} problems", flush=True)
    return met


if __name__ == "__main__":
    sys.exit(
        main(Path(sys.argv[1])) if len(sys.argv) == 2 and sys.argv[1] else "Usage: make check-corpus CORPUS=FOLDER"
    )
