"""Wherever Git merges by lines without a conflict, so do we, with the same words."""

import random
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from blueprint.text import merge, split

SAMPLES = sorted((Path(__file__).parents[2] / "policies" / "sample").glob("*/1.md"))
ADDED = (
    "The assembly reports on this every year, in plain language and in every language of the region.",
    "Whoever is refused may turn to a council of neighbours drawn by lot, which answers within a month.",
    "No contract signed in secret binds those who come after.",
    "Schools, clinics and libraries are paid for first, before any debt.",
    "Fishing grounds rest for two seasons out of five; boats are repaired meanwhile at the common cost.",
)
"""Sentences to insert, unlike each other: two wordings of one thing at one place are a conflict for us."""


def by_lines(base: str, ours: str, theirs: str, folder: Path) -> str | None:
    """What `git merge-file` makes of it; None when it finds a conflict."""
    for name, text in (("ours", ours), ("base", base), ("theirs", theirs)):
        (folder / name).write_text(text, encoding="utf-8", newline="")
    done = subprocess.run(["git", "merge-file", "-p", "ours", "base", "theirs"], cwd=folder, capture_output=True)
    return done.stdout.decode() if done.returncode == 0 else None


def texts(markdown: str) -> list[str]:
    return [paragraph.text for paragraph in split(markdown).paragraphs]


def doubles(merged: str, *versions: str) -> bool:
    """Whether Git has a paragraph more often than any version: it does when both sides moved it to different places."""
    return any(
        count > max(texts(each).count(text) for each in versions) for text, count in Counter(texts(merged)).items()
    )


def changed(text: str, chance: random.Random) -> str:
    """A text after one to three people's edits of whole paragraphs' words, deletions, insertions and moves."""
    blocks = text.split("\n\n")
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(1, len(blocks))
        what = chance.choice(["edit", "edit", "edit", "delete", "insert", "move"])
        if what == "edit":
            words = blocks[at].split(" ")
            words[chance.randrange(len(words))] = chance.choice(["Rivers", "councils", "by lot", "in common"])
            blocks[at] = " ".join(words)
        elif what == "insert":
            blocks.insert(at, chance.choice(ADDED))
        elif len(blocks) > 4:
            block = blocks.pop(at)
            if what == "move":
                blocks.insert(chance.randrange(1, len(blocks)), block)
    return "\n\n".join(blocks)


def agree(path: Path, tmp_path: Path, times: int, seed: str) -> tuple[int, int]:
    """Merge so many random pairs of edits both ways: how many of them Git found clean, and in how many the order agrees.

    The same paragraphs they all have. Two that both sides put at one place may follow each other the other way round.
    """
    chance = random.Random(seed)  # noqa: S311, the same edits each time, not secrets
    base = path.read_text(encoding="utf-8")
    clean = ordered = 0
    for _ in range(times):
        ours, theirs = changed(base, chance), changed(base, chance)
        expected = by_lines(base, ours, theirs, tmp_path)
        if expected is None or doubles(expected, base, ours, theirs):
            continue
        merged = merge(base, ours, theirs)
        assert merged.clean, merged.conflicts
        assert sorted(texts(merged.text)) == sorted(texts(expected))
        clean += 1
        ordered += texts(merged.text) == texts(expected)
    return clean, ordered


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.parent.name)
def test_as_clean_as_git_and_with_the_same_words(path: Path, tmp_path: Path) -> None:
    clean, ordered = agree(path, tmp_path, times=8, seed=path.parent.name)
    assert clean == ordered > 1


@pytest.mark.slow
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.parent.name)
def test_as_clean_as_git_many_times(path: Path, tmp_path: Path) -> None:
    clean, ordered = agree(path, tmp_path, times=100, seed=f"{path.parent.name} again")
    assert clean > 20
    assert ordered >= clean - 1
