"""Comments on clauses that were deleted while a look-alike was written elsewhere, and on clauses that moved and were edited.

Both are made from real histories. Look-alikes are two different paragraphs of one state: the old text lacks one of them,
the new text lacks the other, so that a comment on the first is gone. Moved clauses are paragraphs that were really edited
from one state to the next, put elsewhere among paragraphs of their kind: a comment whose words are half there is there.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz import fuzz, process

from benchmarks.text_generator import WORD, seeded_random
from benchmarks.text_samples import ALONE, histories
from benchmarks.text_score import SEED, Score
from blueprint.text import ChangeKind, Document, Paragraph, carry, compare, quote, split

ALIKE = 60, 92
"""Of 100: more alike are two versions of one clause, less alike are not mistaken for each other."""
APART = 3
"""So many paragraphs at least are between a deleted clause and its look-alike."""
WORDS = range(5, 61)
SURE = 0.95
"""The confidence of an edited paragraph that may be moved: what it became is beyond doubt."""
STATES, PAIRS = 6, 4
QUOTED_WORDS = 3, 12

Bounds = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Case:
    """An old and a new text, the paragraphs that are quoted, and where each one is in the new text if it moved."""

    old: str
    new: str
    quoted: tuple[Bounds, ...]
    moved: tuple[Bounds, ...] = ()


def score_lookalikes(seed: int = SEED) -> dict[str, Score]:
    """Comments that are shown as gone, as they should be, and comments that moved with their clause."""
    scores = {"deleted, a look-alike elsewhere": Score(), "moved and edited": Score()}
    for sources in histories().values():
        rng = seeded_random(seed)
        for old, new in list(pairwise(sources))[:: max(1, (len(sources) - 1) // STATES)]:
            for name, case in zip(scores, (_lookalike(old, rng), _moved(old, new, rng)), strict=True):
                _judge(scores[name], case, rng)
    return scores


def _judge(score: Score, case: Case, rng: random.Random) -> None:
    comparison = compare(case.old, case.new)
    for at, bounds in enumerate(case.quoted):
        start, end = _quoted(case.old, bounds, rng)
        found = carry(quote(case.old, start, end), comparison)
        if case.moved:
            low, high = case.moved[at]
            if not _is_kept(case.old[start:end], case.new[low:high]):
                continue
            right = found.start is not None and low <= found.start < high
        else:
            right = found.start is None
        score.counts.update(asked=1, right=right)


def _is_kept(exact: str, paragraph: str) -> bool:
    """Whether at least half of the quoted words are still in the paragraph."""
    words = exact.split()
    return 2 * sum(1 for word in words if word in paragraph) >= len(words)


def _quoted(source: str, bounds: Bounds, rng: random.Random) -> Bounds:
    words = [match.span() for match in WORD.finditer(source[bounds[0] : bounds[1]].rstrip())]
    count = min(len(words), rng.randint(*QUOTED_WORDS))
    first = rng.randrange(len(words) - count + 1)
    return bounds[0] + words[first][0], bounds[0] + words[first + count - 1][1]


def _lookalike(source: str, rng: random.Random) -> Case:
    document = split(source)
    pairs = list(_alike_pairs(document.paragraphs, rng))
    removed = {second for _, second in pairs}, {first for first, _ in pairs}
    old, starts = _without(document, removed[0])
    new, _ = _without(document, removed[1])
    sizes = {first: len(document.paragraphs[first].text) for first, _ in pairs}
    return Case(old, new, tuple((starts[first], starts[first] + size) for first, size in sizes.items()))


def _alike_pairs(paragraphs: Sequence[Paragraph], rng: random.Random) -> Iterator[tuple[int, int]]:
    """Pairs of different clauses that are alike and apart, no paragraph in two of them."""
    free = [at for at, each in enumerate(paragraphs) if each.kind in ALONE and len(each.text.split()) in WORDS]
    rng.shuffle(free)
    texts = {at: paragraphs[at].text for at in free[:400]}
    found = 0
    for first in free:
        text = texts.pop(first, None)
        if text is None or found == PAIRS:
            continue
        alike = process.extract(text, texts, scorer=fuzz.ratio, score_cutoff=ALIKE[0], limit=5)
        second = next((at for _, score, at in alike if score < ALIKE[1] and abs(at - first) > APART), None)
        if second is not None:
            del texts[second]
            found += 1
            yield first, second


def _without(document: Document, removed: set[int]) -> tuple[str, dict[int, int]]:
    """The text without some paragraphs, and where each of the others starts."""
    source, starts = "", dict[int, int]()
    for at, paragraph in enumerate(document.paragraphs):
        if at not in removed:
            starts[at] = len(source) + len(paragraph.lead)
            source += paragraph.lead + paragraph.text
    return source + document.tail, starts


def _moved(old: str, new: str, rng: random.Random) -> Case:
    """The new text with some paragraphs that were edited put elsewhere."""
    comparison = compare(old, new)
    paragraphs = comparison.new.paragraphs
    edited = [
        change
        for change in comparison.changes
        if change.kind is ChangeKind.EDITED and _may_move(comparison.old.paragraphs[change.old[0]], change.confidence)
    ]
    chosen = {change.new[0]: change.old[0] for change in rng.sample(edited, min(PAIRS, len(edited)))}
    targets: dict[int, int] = {}
    for at in chosen:
        kind = paragraphs[at].kind, paragraphs[at].level, paragraphs[at].quote_depth
        places = [
            to
            for to, each in enumerate(paragraphs)
            if (each.kind, each.level, each.quote_depth) == kind and abs(to - at) > APART and to and to not in chosen
        ]
        if places:
            targets[rng.choice(places)] = at
    text, moved = _with_moved(comparison.new, targets)
    olds = {at: comparison.old.paragraphs[chosen[at]] for at in moved}
    return Case(old, text, tuple((each.start, each.end) for each in olds.values()), tuple(moved.values()))


def _may_move(paragraph: Paragraph, confidence: float) -> bool:
    return paragraph.kind in ALONE and len(paragraph.text.split()) in WORDS and confidence > SURE


def _with_moved(document: Document, targets: dict[int, int]) -> tuple[str, dict[int, Bounds]]:
    """The text with some paragraphs before others, and where these are now."""
    source, moved, away = "", dict[int, Bounds](), set(targets.values())
    for at, paragraph in enumerate(document.paragraphs):
        for number in (targets.get(at, -1), at):
            if number < 0 or (number == at and at in away):
                continue
            start = len(source) + len(paragraph.lead)
            text = document.paragraphs[number].text
            source += paragraph.lead + text
            if number != at:
                moved[number] = start, start + len(text)
    return source + document.tail, moved
