"""The texts that CORPUS names: files that can be read, in any folder; of the states of one text in a folder, the last.

A text is in the language that `proposal.toml` beside it says, or that its folder is called by (`de`, `zh-Hant`), or English.
"""

import os
import re
import tomllib
from collections.abc import Iterable
from pathlib import Path

from blueprint.publishing.importing.read import ENDINGS

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][A-Za-z]{1,3})?")


def corpus_texts() -> list[Path]:
    """The Markdown files, none when CORPUS is not set."""
    return [path for path in corpus_files() if path.suffix == ".md"]


def corpus_files() -> list[Path]:
    """The files of all kinds, none when CORPUS is not set."""
    given = os.environ.get("CORPUS")
    return last_states(Path(given)) if given else []


def last_states(folder: Path) -> list[Path]:
    """The files of a folder that can be read; of those that are numbered in a row, the last."""
    found: dict[tuple[Path, str], Path] = {}
    for path in sorted(_readable(folder)):
        name = "" if path.stem.replace("-", "").isdigit() else path.name
        found[path.parent, name] = max(path, found.get((path.parent, name), path))
    return list(found.values())


def _readable(folder: Path) -> Iterable[Path]:
    return (path for path in folder.rglob("*") if path.is_file() and path.suffix.lower() in ENDINGS)


def language_of(path: Path) -> str:
    """The language of a text."""
    about = path.with_name("proposal.toml")
    if about.is_file():
        return str(tomllib.loads(about.read_text(encoding="utf-8")).get("language", "en"))
    return path.parent.name if _LANGUAGE.fullmatch(path.parent.name) else "en"
