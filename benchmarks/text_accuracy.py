"""The accuracy of links between paragraphs, on labelled and on real revisions."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from benchmarks.text_generator import Rates, Revision, dice, labelled, revise, tokens
from benchmarks.text_samples import histories, pool
from benchmarks.text_score import SEED, Score
from blueprint.text import Comparison, compare, split


def revisions(rates: Rates, texts: int = 12, length: int = 200, seed: int = SEED) -> Iterator[Revision]:
    """Labelled revisions of texts composed of consecutive paragraphs of the pool."""
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
    """Whether the texts are split at the generator's paragraphs, which Markdown syntax in them can prevent."""
    return all(
        {each.start for each in split(text).paragraphs} == starts
        for text, starts in ((revision.old, revision.old_starts), (revision.new, revision.new_starts))
    )


def links(comparison: Comparison) -> set[tuple[int, int]]:
    """Every pair of an old and a new paragraph in the same change."""
    return {(old, new) for change in comparison.changes for old in change.old for new in change.new}


def aligned(found: Sequence[Revision]) -> Score:
    """Hard links found and missed; splits, joins and twins."""
    score = Score()
    for revision in found:
        linked = links(compare(revision.old, revision.new, revision.language)) - revision.open
        hard = revision.links - revision.unchanged
        score.counts.update(
            found=len(linked - revision.unchanged), right=len((linked - revision.unchanged) & revision.links)
        )
        score.counts.update(hard=len(hard), hit=len(linked & hard))
        for name, members, side in (("split", revision.split, 0), ("joined", revision.joined, 1)):
            for member in members:
                wanted = {link for link in revision.links if link[side] == member}
                score.counts[name] += 1
                score.counts[f"{name} hit"] += wanted <= linked
        for twin in revision.twins:
            originals = {link for link in revision.links if abs(link[1] - twin) == 1}
            score.counts["twins"] += 1
            score.counts["twins hit"] += all(link[1] != twin for link in linked) and originals <= linked
    return score


def real(distance: int, limit: int = 40) -> Score:
    """Real histories: the direct comparison of distant states against the links composed state by state."""
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


def _against(score: Score, truth: set[tuple[int, int]], linked: set[tuple[int, int]]) -> None:
    known, reached = {old for old, _ in truth}, {new for _, new in truth}
    score.counts.update(hard=len(truth), hit=len(truth & linked), found=len(linked), right=len(linked & truth))
    score.counts["wrong"] += sum(1 for old, new in linked - truth if old in known or new in reached)
