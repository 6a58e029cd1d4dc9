"""Git with our commands as its diff and merge drivers for prose, set up as the guide says, in a real repository."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

GUIDE = (Path(__file__).parents[2] / "docs" / "guide" / "texts-in-git.md").read_text(encoding="utf-8")
LONG = "Every municipality shall publish its budget before the end of March and explain each item in plain language."
OTHER = "Rivers and forests have standing before the courts, and guardians chosen by lot speak for them."
THIRD = "Housing is built by cooperatives that own the land in common and never sell it."
BASE = f"# Title\n\n{LONG}\n\n{OTHER}\n\n{THIRD}\n"


class Repository:
    """A repository with one text, set up by the lines of the guide."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.text = folder / "text.md"
        commands = folder / "commands"
        commands.mkdir()
        (commands / "blueprint").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m blueprint "$@"\n')
        (commands / "blueprint").chmod(0o755)
        root = str(Path(__file__).parents[2])
        names = {"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@b.c", "GIT_COMMITTER_NAME": "A"}
        self._environment = os.environ | names | {"GIT_COMMITTER_EMAIL": "a@b.c", "GIT_CONFIG_GLOBAL": os.devnull}
        self._environment |= {"PATH": f"{commands}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": root}
        self.git("init", "-q", "-b", "main")
        for line in re.findall(r"^(?:echo|git config) .*$", GUIDE, re.MULTILINE):
            subprocess.run(line, shell=True, cwd=folder, env=self._environment, check=True)  # noqa: S602, the guide's own

    def git(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            ["git", *arguments], cwd=self.folder, env=self._environment, capture_output=True, text=True
        )

    def save(self, text: str) -> None:
        self.text.write_text(text, encoding="utf-8")
        self.git("add", "text.md", ".gitattributes")
        self.git("commit", "-q", "-m", "text")

    def merged(self, ours: str, theirs: str) -> int:
        """Merge two branches that change the base so; Git's exit code."""
        self.save(BASE)
        self.git("checkout", "-q", "-b", "theirs")
        self.save(theirs)
        self.git("checkout", "-q", "main")
        self.save(ours)
        return self.git("merge", "-q", "--no-edit", "theirs").returncode


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path)


def test_git_diff_shows_words(repository: Repository) -> None:
    repository.save(BASE)
    repository.text.write_text(BASE.replace("March", "April"), encoding="utf-8")
    done = repository.git("diff")
    assert (done.returncode, done.stderr) == (0, "")
    assert "before the end of [-March-]{+April+} and explain" in done.stdout


def test_git_merge_joins_words_of_one_paragraph_and_a_move(repository: Repository) -> None:
    moved = f"# Title\n\n{THIRD}\n\n{LONG.replace('March', 'April')}\n\n{OTHER}\n"
    assert repository.merged(moved, BASE.replace("shall publish", "publishes").replace("never", "may not")) == 0
    together = moved.replace("shall publish", "publishes").replace("never", "may not")
    assert repository.text.read_text(encoding="utf-8") == together


def test_git_merge_leaves_a_conflict_like_any_other(repository: Repository) -> None:
    assert repository.merged(BASE.replace("March", "April"), BASE.replace("March", "May")) == 1
    ours, theirs = LONG.replace("March", "April"), LONG.replace("March", "May")
    torn = f"<<<<<<< ours\n{ours}\n=======\n{theirs}\n>>>>>>> theirs"
    assert repository.text.read_text(encoding="utf-8") == BASE.replace(LONG, torn)
    assert "UU text.md" in repository.git("status", "--porcelain").stdout
