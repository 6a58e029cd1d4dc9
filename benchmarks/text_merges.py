"""Merges of real states beside Git's: of two states of a text, and the older one with a word changed elsewhere.

What is right is known without either merge: the newer state, with the same word changed in a paragraph of both states.
"""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks.text_generator import seeded_random
from benchmarks.text_samples import History, histories
from benchmarks.text_score import SEED, Score
from blueprint.text import merge, split

DISTANCES = (1, 5, 20)
"""How many states apart the two are."""
PAIRS, EDITS = 12, 3
"""So many pairs of states at each distance of a history, and so many edits of each pair."""
LONGEST = 200_000
"""Characters of a state; longer ones are left out, since they add time and no kind."""
FEWEST_WORDS = 6
"""Of a paragraph that is edited: shorter ones occur several times in one text."""
WORD = "Zanzibar"


class Merge(NamedTuple):
    """A base with two sides, and what is right."""

    base: str
    ours: str
    theirs: str
    right: str


def score_merges() -> Score:
    """`merges`: how many; `right`, `wrong` and `conflict` of ours, `git right`, `git wrong` and `git conflict` of Git's;
    `differs`: ours is clean and other than Git's, which is clean; `conflict against git`: ours is not clean where Git's is.
    """
    score = Score()
    with tempfile.TemporaryDirectory() as folder:
        for history in histories().values():
            for each in _merges(history):
                _judge(score, each, Path(folder))
    return score


def _judge(score: Score, each: Merge, folder: Path) -> None:
    merged, by_git = merge(each.base, each.ours, each.theirs), _git(each, folder)
    ours = merged.text if merged.clean else None
    differs = ours is not None and by_git is not None and _texts(ours) != _texts(by_git)
    found = {"merges": True, _outcome(ours, each.right): True, f"git {_outcome(by_git, each.right)}": True}
    found |= {"differs": differs, "conflict against git": ours is None and by_git is not None}
    score.counts.update(found)


def _outcome(text: str | None, right: str) -> str:
    if text is None:
        return "conflict"
    return "right" if _texts(text) == _texts(right) else "wrong"


def _texts(markdown: str) -> list[str]:
    """The paragraphs, in order, whatever white space is in and between them."""
    return [" ".join(paragraph.text.split()) for paragraph in split(markdown).paragraphs]


def _merges(history: History) -> Iterator[Merge]:
    rng = seeded_random(SEED)
    for distance in DISTANCES:
        starts = range(0, len(history) - distance, max(1, (len(history) - distance) // PAIRS))
        for old, new in ((history[at], history[at + distance]) for at in starts):
            if old == new or max(len(old), len(new)) > LONGEST:
                continue
            for paragraph in rng.sample(found := _in_both(old, new), min(EDITS, len(found))):
                edited = _edited(paragraph, rng.randrange(1, len(paragraph.split(" "))))
                yield Merge(old, new, old.replace(paragraph, edited), new.replace(paragraph, edited))


def _in_both(old: str, new: str) -> list[str]:
    """The paragraphs that are in both states once."""
    in_new = {paragraph.text for paragraph in split(new).paragraphs}
    return [
        text
        for text in dict.fromkeys(paragraph.text for paragraph in split(old).paragraphs)
        if text in in_new and len(text.split(" ")) >= FEWEST_WORDS and old.count(text) == new.count(text) == 1
    ]


def _edited(paragraph: str, at: int) -> str:
    words = paragraph.split(" ")
    return " ".join([*words[:at], WORD, *words[at + 1 :]])


def _git(each: Merge, folder: Path) -> str | None:
    """What `git merge-file` makes of it; None when it finds a conflict."""
    for name, text in (("ours", each.ours), ("base", each.base), ("theirs", each.theirs)):
        (folder / name).write_text(text, encoding="utf-8", newline="")
    done = subprocess.run(["git", "merge-file", "-p", "ours", "base", "theirs"], cwd=folder, capture_output=True)
    return done.stdout.decode() if done.returncode == 0 else None
