"""How right the text engine is: links between paragraphs, and comments carried, on labelled and on real revisions."""

from __future__ import annotations

import itertools
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from benchmarks.text_generator import Piece, Rates, Revision, dice, labelled, revise, tokens
from benchmarks.text_samples import histories, pool
from blueprint.text import Comparison, carry, compare, quote, split

SEED = 20261122


def revisions(rates: Rates, texts: int = 12, length: int = 200, seed: int = SEED) -> Iterator[Revision]:
    """Labelled revisions of texts put together from stretches of the pool."""
    chance = dice(seed)
    paragraphs = pool()
    for _ in range(texts):
        start = chance.randrange(max(1, len(paragraphs) - length))
        chosen = paragraphs[start : start + length]
        spare = [text for text in paragraphs if text not in set(chosen)] or paragraphs
        old = tokens(chosen)
        revision = labelled(old, revise(old, rates, chance, spare))
        if _faithful(revision):
            yield revision


def _faithful(revision: Revision) -> bool:
    """Whether the texts are cut where the generator put paragraphs together: Markdown may see it otherwise."""
    return all(
        {each.start for each in split(text).paragraphs} == starts
        for text, starts in ((revision.old, revision.old_starts), (revision.new, revision.new_starts))
    )


def links(comparison: Comparison) -> set[tuple[int, int]]:
    """Every pair of an old and a new paragraph that share a change."""
    return {(old, new) for change in comparison.changes for old in change.old for new in change.new}


@dataclass(slots=True)
class Score:
    """Counts from which the rates are worked out."""

    counts: Counter[str] = field(default_factory=Counter)

    def rate(self, part: str, whole: str) -> float:
        return self.counts[part] / max(1, self.counts[whole])

    @property
    def f1(self) -> float:
        precision, recall = self.rate("right", "found"), self.rate("hit", "hard")
        return 2 * precision * recall / max(1e-9, precision + recall)


def aligned(found: Sequence[Revision]) -> Score:
    """Hard links found and missed; splits, joins and twins."""
    score = Score()
    for revision in found:
        said = links(compare(revision.old, revision.new))
        hard = revision.links - revision.unchanged
        score.counts.update(
            found=len(said - revision.unchanged), right=len((said - revision.unchanged) & revision.links)
        )
        score.counts.update(hard=len(hard), hit=len(said & hard))
        for name, members, side in (("split", revision.split, 0), ("joined", revision.joined, 1)):
            for member in members:
                wanted = {link for link in revision.links if link[side] == member}
                score.counts[name] += 1
                score.counts[f"{name} hit"] += wanted <= said
        for twin in revision.twins:
            originals = {link for link in revision.links if abs(link[1] - twin) == 1}
            score.counts["twins"] += 1
            score.counts["twins hit"] += all(link[1] != twin for link in said) and originals <= said
    return score


def carried(found: Sequence[Revision], each: int = 200, seed: int = SEED) -> Score:
    """Comments on 3 to 30 words: carried (at least half of what is left is covered), wrong, and gone shown as gone."""
    score, chance = Score(), dice(seed)
    for revision in found:
        comparison = compare(revision.old, revision.new)
        for _ in range(each):
            _judge(score, revision, comparison, _quotation(revision, chance))
    return score


def _quotation(revision: Revision, chance: random.Random) -> range:
    """3 to 30 words of one paragraph, paragraphs chosen by their length."""
    at = chance.randrange(len(revision.old_words))
    first, last = next((low, high) for low, high in revision.old_bounds if low <= at < high)
    count = min(chance.randint(3, 30), last - first)
    begin = chance.randint(first, last - count)
    return range(begin, begin + count)


def _judge(score: Score, revision: Revision, comparison: Comparison, numbers: range) -> None:
    start, end = revision.old_words[numbers[0]][0], revision.old_words[numbers[-1]][1]
    alive = [revision.new_words[number] for number in numbers if number in revision.new_words]
    result = carry(quote(revision.old, start, end), comparison)
    landed = result.start is not None and result.end is not None
    covered = sum(1 for span in alive if landed and result.start <= span[0] and span[1] <= result.end)  # type: ignore[operator]
    if not alive:
        score.counts["gone"] += 1
        score.counts["gone shown"] += not landed
    elif len(alive) >= len(numbers) / 2:
        score.counts["alive"] += 1
        score.counts["carried"] += covered >= len(alive) / 2
    score.counts["asked"] += 1
    score.counts["wrong"] += landed and covered == 0


def six(rates: Rates, texts: int = 6, length: int = 100, steps: int = 6, each: int = 100) -> Score:
    """Comments carried through six revisions, one after the other."""
    score, chance, paragraphs = Score(), dice(SEED), pool()
    for _ in range(texts):
        start = chance.randrange(max(1, len(paragraphs) - length))
        chosen = set(paragraphs[start : start + length])
        pieces = tokens(paragraphs[start : start + length])
        spare = [text for text in paragraphs if text not in chosen]
        states = [pieces]
        for _ in range(steps):
            states.append(revise(states[-1], rates, chance, spare))
        _through(score, states, chance, each)
    return score


def _through(score: Score, states: Sequence[Sequence[Piece]], chance: random.Random, each: int) -> None:
    whole = labelled(states[0], states[-1])
    sources = ["\n\n".join(piece.text for piece in pieces) for pieces in states]
    steps = [compare(old, new) for old, new in itertools.pairwise(sources)]
    for _ in range(each):
        numbers = _quotation(whole, chance)
        alive = [whole.new_words[number] for number in numbers if number in whole.new_words]
        place = quote(sources[0], whole.old_words[numbers[0]][0], whole.old_words[numbers[-1]][1])
        for step in steps:
            result = carry(place, step)
            if result.start is None or result.end is None:
                break
            place = quote(step.new.source, result.start, result.end)
        covered = (
            0 if result.start is None else sum(1 for low, high in alive if place.start <= low and high <= place.end)
        )
        if len(alive) >= len(numbers) / 2:
            score.counts.update(alive=1, carried=covered >= len(alive) / 2)
        score.counts.update(asked=1, wrong=result.start is not None and covered == 0)


def real(distance: int, limit: int = 40) -> Score:
    """Real histories: the direct comparison of states so far apart against the links composed step by step."""
    score = Score()
    for states in histories().values():
        steps = [links(compare(old, new)) for old, new in itertools.pairwise(states)]
        for at in range(0, len(states) - distance, max(1, (len(states) - distance) // limit)):
            truth = steps[at]
            for step in steps[at + 1 : at + distance]:
                follow: dict[int, set[int]] = {}
                for old, new in step:
                    follow.setdefault(old, set()).add(new)
                truth = {(old, last) for old, new in truth for last in follow.get(new, ())}
            _against(score, truth, links(compare(states[at], states[at + distance])))
    return score


def _against(score: Score, truth: set[tuple[int, int]], said: set[tuple[int, int]]) -> None:
    known, reached = {old for old, _ in truth}, {new for _, new in truth}
    score.counts.update(hard=len(truth), hit=len(truth & said), found=len(said), right=len(said & truth))
    score.counts["wrong"] += sum(1 for old, new in said - truth if old in known or new in reached)
