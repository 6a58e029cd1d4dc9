"""Three-way merges by `git merge-file`, to hold ours against: where Git merges by lines without a conflict, so must we."""

import random
import subprocess
from collections import Counter
from pathlib import Path

from blueprint.text import merge, split

ADDED = (
    "The assembly reports on this every year, in plain language and in every language of the region.",
    "Whoever is refused may turn to a council of neighbours drawn by lot, which answers within a month.",
    "No contract signed in secret binds those who come after.",
    "Schools, clinics and libraries are paid for first, before any debt.",
    "Fishing grounds rest for two seasons out of five; boats are repaired meanwhile at the common cost.",
)
"""Sentences to insert, unlike each other: similar insertions at one position are a conflict for us."""


def by_lines(base: str, ours: str, theirs: str, folder: Path) -> str | None:
    """What `git merge-file` makes of it; None when it finds a conflict."""
    for name, text in (("ours", ours), ("base", base), ("theirs", theirs)):
        (folder / name).write_text(text, encoding="utf-8", newline="")
    done = subprocess.run(["git", "merge-file", "-p", "ours", "base", "theirs"], cwd=folder, capture_output=True)
    return done.stdout.decode() if done.returncode == 0 else None


def texts(markdown: str) -> list[str]:
    return [paragraph.text for paragraph in split(markdown).paragraphs]


def duplicates(merged: str, *versions: str) -> bool:
    """Whether Git has a paragraph more often than any version: it does when both sides moved it to different places."""
    known = [Counter(texts(each)) for each in versions]
    found = Counter(texts(merged))
    return any(count > max(each[text] for each in known) for text, count in found.items())


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


def compared(base: str, ours: str, theirs: str, folder: Path) -> bool | None:
    """Whether our merge has its paragraphs in Git's order; None when Git finds a conflict, or duplicates a paragraph.

    The same paragraphs they always have, or AssertionError says what is not. Two that both sides put at one place may follow
    each other the other way round.
    """
    expected = by_lines(base, ours, theirs, folder)
    if expected is None or duplicates(expected, base, ours, theirs):
        return None
    merged = merge(base, ours, theirs)
    assert merged.clean, merged.conflicts
    assert sorted(texts(merged.text)) == sorted(texts(expected))
    return texts(merged.text) == texts(expected)
