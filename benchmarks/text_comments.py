"""The accuracy of carried comments: on labelled revisions, through six of them, and on real histories without labels.

The position of a quotation in a real history is known in two ways, both independent of our own alignment:

- *once in both*: its words occur exactly once in the old state and exactly once in the new one, so they must be found there
  (fewer than six words only where the second way agrees: "the option to" recurs by chance);
- *followed*: each word is followed from state to state by a plain word diff of the whole text (Myers). That is right for
  small steps, but for words that moved, and for common words of a rewritten passage, matched by chance. So a quotation
  counts as alive if at least half of its words are left and close together, as gone if none is left and no half
  of its words (four of a longer one) are together anywhere; otherwise it is left out and counted as unknown.
"""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from fast_diff_match_patch import diff

from benchmarks.text_generator import Piece, Rates, Revision, labelled, numbered_pieces, revise, seeded_random
from benchmarks.text_samples import histories, pool
from benchmarks.text_score import SEED, Score
from blueprint.text import CarriedQuote, Comparison, Document, TextQuote, carry, compare, quote, split

Bounds = tuple[int, int]
WORD = re.compile(r"\S+")
BLOCK = re.compile(r"(?:(?!\n[ \t]*\n).)+", re.DOTALL)
TOGETHER_WORDS = 4
"""So many words that are together elsewhere may have moved there."""
UNIQUE_WORDS = 6
"""So many words in a row do not recur by chance."""
MAX_SPREAD = 3
"""Words left of a quotation that take up more than so many times its length have no single position."""


def score_comments(found: Sequence[Revision], each: int = 200, seed: int = SEED) -> Score:
    """Comments on 3 to 30 words: carried (at least half of what is left is covered), wrong, and gone shown as gone."""
    score, rng = Score(), seeded_random(seed)
    for revision in found:
        comparison = compare(revision.old, revision.new, revision.language)
        for _ in range(each):
            numbers = _quotation(revision.old_bounds, len(revision.old_words), rng)
            start, end = revision.old_words[numbers[0]][0], revision.old_words[numbers[-1]][1]
            alive = [revision.new_words[number] for number in numbers if number in revision.new_words]
            _judge(score, alive, len(numbers), carry(quote(revision.old, start, end), comparison))
    return score


def _quotation(bounds: Sequence[Bounds], words: int, rng: random.Random) -> range:
    """3 to 30 words of one paragraph, paragraphs chosen by their length."""
    at = rng.randrange(words)
    first, last = next((low, high) for low, high in bounds if low <= at < high)
    count = min(rng.randint(3, 30), last - first)
    begin = rng.randint(first, last - count)
    return range(begin, begin + count)


def _judge(score: Score, alive: Sequence[Bounds], asked: int, result: CarriedQuote) -> None:
    """`alive` are the new bounds of those of the `asked` words that are left. Covering none of them is wrong."""
    found = result.start is not None and result.end is not None
    covered = sum(1 for span in alive if found and result.start <= span[0] and span[1] <= result.end)  # type: ignore[operator]
    if not alive:
        score.counts.update({"gone": 1, "gone shown": not found})
    elif len(alive) >= asked / 2:
        score.counts.update({"alive": 1, "carried": covered >= len(alive) / 2})
    score.counts.update({"asked": 1, "wrong": found and covered == 0})
    right = covered > 0 if found else len(alive) < asked / 2
    score.counts.update({"shown as gone": not found, "shown as gone, rightly": not found and right})
    if found:
        score.observations.append((result.confidence, right))


def through_six_revisions(rates: Rates, texts: int = 6, length: int = 100, steps: int = 6, each: int = 100) -> Score:
    """Comments carried through six revisions, one after the other."""
    score, rng, paragraphs = Score(), seeded_random(SEED), pool()
    for _ in range(texts):
        start = rng.randrange(max(1, len(paragraphs) - length))
        chosen = set(paragraphs[start : start + length])
        spare = [text for text in paragraphs if text not in chosen]
        states = [numbered_pieces(paragraphs[start : start + length])]
        for _ in range(steps):
            states.append(revise(states[-1], rates, rng, spare))
        _score_saves(score, states, rng, each)
    return score


def _score_saves(score: Score, states: Sequence[Sequence[Piece]], rng: random.Random, each: int) -> None:
    whole = labelled(states[0], states[-1])
    sources = ["\n\n".join(piece.text for piece in pieces) for pieces in states]
    between = _cached_comparisons([split(source) for source in sources])
    for _ in range(each):
        numbers = _quotation(whole.old_bounds, len(whole.old_words), rng)
        alive = [whole.new_words[number] for number in numbers if number in whole.new_words]
        text_quote = quote(sources[0], whole.old_words[numbers[0]][0], whole.old_words[numbers[-1]][1])
        _judge(score, alive, len(numbers), _at_each_save(text_quote, sources, 0, len(sources) - 1, between))


Between = Callable[[int, int], Comparison]
"""Compares two of several texts by their indexes."""


def _cached_comparisons(documents: Sequence[Document]) -> Between:
    return lru_cache(maxsize=2000)(lambda old, new: compare(documents[old], documents[new]))


def _at_each_save(
    text_quote: TextQuote, states: Sequence[str], first: int, last: int, between: Between
) -> CarriedQuote:
    """Carry a quotation through successive saves. If it is gone, the next text is compared with the last that had it."""
    here, at = text_quote, first
    result = carry(text_quote, between(first, first))
    for number in range(first + 1, last + 1):
        result = carry(here, between(at, number))
        if result.start is not None and result.end is not None:
            here, at = quote(states[number], result.start, result.end), number
    return result


@dataclass(frozen=True)
class State:
    """One state of a real history, divided into words and, at blank lines, into blocks, without our own `split`."""

    document: Document
    words: tuple[Bounds, ...]
    blocks: tuple[Bounds, ...]

    @property
    def source(self) -> str:
        return self.document.source


def state(source: str) -> State:
    """A state, read. `blocks` count words: (first, last + 1)."""
    words = tuple(match.span() for match in WORD.finditer(source))
    starts = [start for start, _ in words]
    blocks = []
    at = 0
    for match in BLOCK.finditer(source):
        count = len(WORD.findall(match[0]))
        if count:
            blocks.append((at, at + count))
        at += count
    assert at == len(starts)
    return State(split(source), words, tuple(blocks))


def step(old: State, new: State, codes: dict[str, str]) -> dict[int, int]:
    """The new index of each word that is equal in a plain word diff of both texts."""
    left, right = (_coded(each, codes) for each in (old, new))
    found: dict[int, int] = {}
    at_old = at_new = 0
    for operation, count in diff(left, right, timelimit=0, checklines=False, cleanup="No"):
        if operation == "=":
            found.update((at_old + each, at_new + each) for each in range(count))
        at_old += count if operation != "+" else 0
        at_new += count if operation != "-" else 0
    return found


def _coded(one: State, codes: dict[str, str]) -> str:
    return "".join(codes.setdefault(one.source[low:high], chr(0x10000 + len(codes))) for low, high in one.words)


def score_real_comments(distance: int, windows: int = 30, each: int = 60) -> dict[str, Score]:
    """Comments on real states carried to the state `distance` later: directly, and at each save between them."""
    scores = {"directly": Score(), "at each save": Score()}
    for sources in histories().values():
        rng, codes = seeded_random(SEED), dict[str, str]()
        states = [state(source) for source in sources]
        steps = [step(old, new, codes) for old, new in itertools.pairwise(states)]
        between = _cached_comparisons([each.document for each in states])
        reach = min(distance, len(states) - 1)
        for at in range(0, len(states) - reach, max(1, (len(states) - reach) // windows)):
            methods = _methods(sources, at, at + reach, between)
            truth = followed_words(steps[at : at + reach])
            for asked, alive in _known(states[at], states[at + reach], truth, rng, each, scores):
                for name, method in methods.items():
                    low, high = states[at].words[asked[0]][0], states[at].words[asked[-1]][1]
                    _judge(scores[name], alive, len(asked), method(quote(states[at].source, low, high)))
    return scores


def _methods(
    states: Sequence[str], first: int, last: int, between: Between
) -> Mapping[str, Callable[[TextQuote], CarriedQuote]]:
    return {
        "directly": lambda text_quote: carry(text_quote, between(first, last)),
        "at each save": lambda text_quote: _at_each_save(text_quote, states, first, last, between),
    }


def followed_words(steps: Sequence[Mapping[int, int]]) -> dict[int, int]:
    """The index of each word after several steps, if all of them kept it."""
    found = dict(steps[0])
    for each in steps[1:]:
        found = {first: each[last] for first, last in found.items() if last in each}
    return found


def _known(
    old: State, new: State, truth: Mapping[int, int], rng: random.Random, each: int, scores: Mapping[str, Score]
) -> Iterator[tuple[range, list[Bounds]]]:
    """Quotations whose words have known positions, with the bounds of these words (none if they are gone)."""
    for _ in range(each):
        numbers = _quotation(old.blocks, len(old.words), rng)
        alive = _known_positions(old, new, numbers, truth)
        if alive is None:
            for score in scores.values():
                score.counts["unknown"] += 1
        else:
            yield numbers, alive


def _known_positions(old: State, new: State, numbers: range, truth: Mapping[int, int]) -> list[Bounds] | None:
    exact = old.source[old.words[numbers[0]][0] : old.words[numbers[-1]][1]]
    left = [truth[number] for number in numbers if number in truth]
    if old.source.count(exact) == new.source.count(exact) == 1:
        start = new.source.index(exact)
        followed = any(start <= new.words[number][0] < start + len(exact) for number in left)
        if followed or len(numbers) >= UNIQUE_WORDS:
            return [(start + low, start + high) for low, high in (match.span() for match in WORD.finditer(exact))]
    if len(left) >= len(numbers) / 2 and left[-1] - left[0] < MAX_SPREAD * len(numbers):
        return [new.words[number] for number in left]
    return None if left or _together(old, new, numbers) else []


def _together(old: State, new: State, numbers: range) -> bool:
    """Whether some words of the quotation are together anywhere in the new state."""
    words = [old.source[low:high] for low, high in (old.words[number] for number in numbers)]
    there = [new.source[low:high] for low, high in new.words]
    width = min(TOGETHER_WORDS, max(1, len(words) // 2))
    wanted = {tuple(words[at : at + width]) for at in range(len(words) - width + 1)}
    return any(tuple(there[at : at + width]) in wanted for at in range(len(there) - width + 1))
