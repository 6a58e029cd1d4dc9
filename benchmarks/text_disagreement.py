"""Passages to be read by a person: those of real histories where our links and wikidiff2's differ most.

`CORPUS=FOLDER python -m benchmarks.text_disagreement --count 60` prints them, with both tools' links and the words that
we mark. A link that one of the two has and the other does not is a difference. A passage is a few of our changes in a row
around such links. Few come from one history, and all languages have their turn before one has a second: a folder such
as `de-statutes` is in the language of its prefix.
"""

from __future__ import annotations

import argparse
import subprocess
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from benchmarks.text_accuracy import links
from benchmarks.text_samples import History, histories
from benchmarks.text_wikidiff2 import LinkedParagraphs, wikidiff2_links
from blueprint.text import Change, Comparison, compare

DISTANCES = (1, 5, 20)
PAIRS = 6
"""So many pairs of states at each distance of a history."""
PER_HISTORY = 3
MOST_CHANGES = 8
"""A passage has so many changes at most."""
NEAR = 2
"""Changes so near to each other are in one passage."""
LONGEST, BEGINNING = 1200, 300
"""Characters of a paragraph that are printed, of ours and of what only wikidiff2 links."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Successive changes of a comparison, `differences` links that only one tool has, and what identifies the passage."""

    history: str
    states: tuple[int, int]
    comparison: Comparison
    changes: tuple[int, ...]
    theirs: LinkedParagraphs
    differences: LinkedParagraphs

    @property
    def language(self) -> str:
        return language_of(self.history)

    @property
    def texts(self) -> set[str]:
        """The paragraphs whose link is disputed."""
        return {text for pair in self._pairs() for text in pair}

    @property
    def weight(self) -> tuple[int, int]:
        """The disputed links, and the characters that they link."""
        return len(self.differences), sum(min(map(len, pair)) for pair in self._pairs())

    def _pairs(self) -> Iterator[tuple[str, str]]:
        old, new = self.comparison.old.paragraphs, self.comparison.new.paragraphs
        return ((old[left].text, new[right].text) for left, right in self.differences)


def language_of(history: str) -> str:
    """The language that the name of a history begins with; "en" without one."""
    prefix = history.replace("_", "-").split("-")[0]
    return prefix if 2 <= len(prefix) <= 3 and "-" in history else "en"


def chosen_passages(count: int) -> list[Passage]:
    """The passages with the most differences, in the order of their languages' turns."""
    by_language: dict[str, list[Passage]] = defaultdict(list)
    for name, states in histories().items():
        by_language[language_of(name)] += _of_history(name, states)
    turns = [
        (turn, each)
        for found in by_language.values()
        for turn, each in enumerate(sorted(found, key=lambda each: each.weight, reverse=True))
    ]
    turns.sort(key=lambda pair: (-pair[0], pair[1].weight), reverse=True)
    return [each for _, each in turns[:count]]


def _of_history(name: str, states: History) -> list[Passage]:
    """The passages of a history with the most differences; no paragraph is disputed in two of them."""
    found = [each for pair in _pairs(len(states)) for each in passages(name, states, pair)]
    chosen: list[Passage] = []
    seen: set[str] = set()
    for each in sorted(found, key=lambda each: each.weight, reverse=True):
        if len(chosen) < PER_HISTORY and not each.texts & seen:
            chosen.append(each)
            seen |= each.texts
    return chosen


def _pairs(count: int) -> Iterator[tuple[int, int]]:
    for distance in DISTANCES:
        for at in range(0, count - distance, max(1, (count - distance) // PAIRS)):
            yield at, at + distance


def passages(name: str, states: Sequence[str], pair: tuple[int, int]) -> Iterator[Passage]:
    """The passages in which the two tools differ about two states; none if wikidiff2 needs too much time or memory."""
    comparison = compare(states[pair[0]], states[pair[1]], language_of(name))
    old, new = ([each.text for each in side.paragraphs] for side in (comparison.old, comparison.new))
    try:
        theirs = wikidiff2_links(old, new)
    except subprocess.SubprocessError:
        return
    rank = {change: at for at, change in enumerate(comparison.changes)}
    disputed: dict[int, LinkedParagraphs] = defaultdict(set)
    for left, right in links(comparison) ^ theirs:
        for change in {comparison.by_old[left], comparison.by_new[right]}:
            disputed[rank[change]].add((left, right))
    for changes in _together(sorted(disputed)):
        differences = set().union(*(disputed[at] for at in changes))
        yield Passage(name, pair, comparison, tuple(range(changes[0], changes[-1] + 1)), theirs, differences)


def _together(indexes: Iterable[int]) -> Iterator[list[int]]:
    """Indexes that are near each other, cut where a passage would be too long."""
    together: list[int] = []
    for at in indexes:
        if together and (at - together[-1] > NEAR or at - together[0] >= MOST_CHANGES):
            yield together
            together = []
        together.append(at)
    if together:
        yield together


def show(number: int, passage: Passage) -> None:
    """Print a passage: what we say became of its paragraphs, and what wikidiff2 links instead."""
    old, new = passage.states
    counts = Counter("ours" if link in links(passage.comparison) else "wikidiff2's" for link in passage.differences)
    found = ", ".join(f"{counts[each]} {each}" for each in sorted(counts))
    print(f"\n## {number}. {passage.history}, states {old} and {new}: {found}")
    for at in passage.changes:
        _show_change(passage.comparison.changes[at], passage)
    old_texts, new_texts = passage.comparison.old.paragraphs, passage.comparison.new.paragraphs
    for left, right in sorted(passage.differences - links(passage.comparison)):
        before, after = (_short(text, BEGINNING) for text in (old_texts[left].text, new_texts[right].text))
        print(f"\nwikidiff2 alone: {left} → {right}\n    {before}\n    {'the same' if before == after else after}")


def _show_change(change: Change, passage: Passage) -> None:
    ours = {(old, new) for old in change.old for new in change.new}
    verdict = "both" if ours and ours <= passage.theirs else "ours alone" if ours - passage.theirs else ""
    print(f"\n{change.kind} {list(change.old)} → {list(change.new)} ({change.confidence:.2f}) {verdict}")
    signs = {"-": "[-{}-]", "+": "{{+{}+}}"}
    marked = "".join(signs.get(sign, "{}").format(text) for sign, text in change.words if sign != "<")
    print(f"    {_short(marked, LONGEST)}")


def _short(text: str, length: int) -> str:
    text = " ".join(text.split())
    return text if len(text) <= length else f"{text[:length]} …"


def main() -> None:
    """Print the passages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=60)
    for number, passage in enumerate(chosen_passages(parser.parse_args().count), 1):
        show(number, passage)


if __name__ == "__main__":
    main()
