"""Distant revisions: comparison by the lineages stored at each save, beside one direct comparison.

On labelled revisions the truth is the generator's. On real histories it is known from words that a plain word diff follows
from state to state (see `text_comments`): two paragraphs are linked if one has half of the other's words.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from benchmarks.text_accuracy import links
from benchmarks.text_comments import State, followed_words, state, step
from benchmarks.text_generator import STANDARD, labelled, numbered_pieces, revise, seeded_random
from benchmarks.text_samples import histories, pool
from benchmarks.text_score import SEED, Score
from blueprint.text import (
    Comparison,
    Document,
    Lineage,
    assign_lineages,
    compare,
    compare_by_lineage,
    initial_lineages,
    split,
)

Links = set[tuple[int, int]]


def stored(documents: Sequence[Document]) -> list[tuple[Lineage, ...]]:
    """The lineages of successive revisions, assigned at each save."""
    renumbered = map(str, itertools.count()).__next__
    found = [initial_lineages(documents[0], renumbered)]
    former = dict(zip((paragraph.text for paragraph in documents[0].paragraphs), found[0], strict=True))
    for old, new in itertools.pairwise(documents):
        found.append(assign_lineages(compare(old, new), found[-1], renumbered, former))
        former |= zip((paragraph.text for paragraph in new.paragraphs), found[-1], strict=True)
    return found


def labelled_apart(distance: int = 20, texts: int = 10, length: int = 120) -> dict[str, Score]:
    """Links of two labelled revisions `distance` apart, by both methods."""
    scores = {"composed": Score(), "direct": Score()}
    rng, paragraphs = seeded_random(SEED), pool()
    for _ in range(texts):
        start = rng.randrange(max(1, len(paragraphs) - length))
        chosen = set(paragraphs[start : start + length])
        spare = [text for text in paragraphs if text not in chosen] or paragraphs
        states = [numbered_pieces(paragraphs[start : start + length])]
        for _ in range(distance):
            states.append(revise(states[-1], STANDARD, rng, spare))
        truth = labelled(states[0], states[-1])
        documents = [split("\n\n".join(piece.text for piece in pieces)) for pieces in states]
        if {each.start for each in documents[-1].paragraphs} == truth.new_starts:
            _score(scores, documents, 0, distance, stored(documents), truth.links, set())
    return scores


def real_apart(distance: int = 20, windows: int = 20) -> dict[str, Score]:
    """Links of two real states `distance` apart, by both methods."""
    scores = {"composed": Score(), "direct": Score()}
    for sources in histories().values():
        codes: dict[str, str] = {}
        states = [state(source) for source in sources]
        steps = [step(old, new, codes) for old, new in itertools.pairwise(states)]
        documents = [each.document for each in states]
        lineages = stored(documents)
        reach = min(distance, len(states) - 1)
        for at in range(0, len(states) - reach, max(1, (len(states) - reach) // windows)):
            truth, unknown = true_links(states[at], states[at + reach], followed_words(steps[at : at + reach]))
            _score(scores, documents, at, at + reach, lineages, truth, unknown)
    return scores


def _score(
    scores: Mapping[str, Score],
    documents: Sequence[Document],
    first: int,
    last: int,
    lineages: Sequence[tuple[Lineage, ...]],
    truth: Links,
    unknown: Links,
) -> None:
    old, new = documents[first], documents[last]
    methods: dict[str, Callable[[], Comparison]] = {
        "composed": lambda: compare_by_lineage(old, new, lineages[first], lineages[last]),
        "direct": lambda: compare(old, new),
    }
    taken = {left for left, _ in truth}, {right for _, right in truth}
    same = {pair for pair in truth if old.paragraphs[pair[0]].text == new.paragraphs[pair[1]].text}
    for name, method in methods.items():
        linked = links(method()) - unknown
        wrong = sum(1 for left, right in linked - truth if left in taken[0] or right in taken[1])
        score = scores[name].counts
        score.update(hard=len(truth - same), hit=len((truth - same) & linked), all=len(truth), wrong=wrong)
        score.update(found=len(linked - same), right=len((linked - same) & truth))


def true_links(old: State, new: State, truth: Mapping[int, int]) -> tuple[Links, Links]:
    """The links known from the words that were followed; and the pairs that share too few words to say."""
    paragraphs = _paragraphs_of_words(old), _paragraphs_of_words(new)
    sizes = Counter(paragraphs[0]), Counter(paragraphs[1])
    shared = Counter((paragraphs[0][left], paragraphs[1][right]) for left, right in truth.items())
    found: Links = set()
    unknown: Links = set()
    for (left, right), words in shared.items():
        enough = 2 * words >= sizes[0][left] or 2 * words >= sizes[1][right]
        (found if enough and left >= 0 <= right else unknown).add((left, right))
    return found, unknown


def _paragraphs_of_words(one: State) -> list[int]:
    """The paragraph of each word; -1 outside paragraphs."""
    found, at = [], 0
    paragraphs = one.document.paragraphs
    for start, _ in one.words:
        while at + 1 < len(paragraphs) and paragraphs[at + 1].start <= start:
            at += 1
        found.append(at if paragraphs and paragraphs[at].start <= start < paragraphs[at].end else -1)
    return found
