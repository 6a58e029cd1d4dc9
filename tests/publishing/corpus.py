"""The texts that CORPUS names: any folder of Markdown files, where a folder of states of one text counts with its last."""

import os
from collections.abc import Iterable
from pathlib import Path


def corpus_texts() -> list[Path]:
    """The files, none when CORPUS is not set."""
    given = os.environ.get("CORPUS")
    return last_states(Path(given)) if given else []


def last_states(folder: Path) -> list[Path]:
    """The Markdown files of a folder; of those that are numbered in a row, the last."""
    found: dict[tuple[Path, str], Path] = {}
    for path in sorted(_markdown(folder)):
        name = "" if path.stem.replace("-", "").isdigit() else path.stem
        found[path.parent, name] = max(path, found.get((path.parent, name), path))
    return list(found.values())


def _markdown(folder: Path) -> Iterable[Path]:
    return (path for path in folder.rglob("*.md") if path.is_file())
