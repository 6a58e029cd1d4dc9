"""The accuracy of links between paragraphs, on labelled and on real revisions."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from benchmarks.text_generator import Rates, Revision, labelled, numbered_pieces, revise, seeded_random
from benchmarks.text_samples import histories, pool
from benchmarks.text_score import SEED, Score
from blueprint.text import Comparison, compare, split


def labelled_revisions(rates: Rates, texts: int = 12, length: int = 200, seed: int = SEED) -> Iterator[Revision]:
    """Labelled revisions of texts composed of consecutive paragraphs of the pool."""
    rng = seeded_random(seed)
    paragraphs = pool()
    for _ in range(texts):
        start = rng.randrange(max(1, len(paragraphs) - length))
        chosen = paragraphs[start : start + length]
        spare = [text for text in paragraphs if text not in set(chosen)] or paragraphs
        old = numbered_pieces(chosen)
        revision = labelled(old, revise(old, rates, rng, spare))
        if _is_split_as_written(revision):
            yield revision


def _is_split_as_written(revision: Revision) -> bool:
    """Whether the texts are split at the generator's paragraphs, which Markdown syntax in them can prevent."""
    return all(
        {each.start for each in split(text).paragraphs} == starts
        for text, starts in ((revision.old, revision.old_starts), (revision.new, revision.new_starts))
    )


def links(comparison: Comparison) -> set[tuple[int, int]]:
    """Every pair of an old and a new paragraph in the same change."""
    return {(old, new) for change in comparison.changes for old in change.old for new in change.new}


def score_links(found: Sequence[Revision]) -> Score:
    """Hard links found and missed; splits, joins and near-duplicates."""
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
        for near_duplicate in revision.near_duplicates:
            originals = {link for link in revision.links if abs(link[1] - near_duplicate) == 1}
            score.counts["near-duplicates"] += 1
            score.counts["near-duplicates hit"] += (
                all(link[1] != near_duplicate for link in linked) and originals <= linked
            )
    return score


def score_real_links(distance: int, limit: int = 40) -> Score:
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
            _count_links(score, truth, links(compare(states[at], states[at + distance])))
    return score


def _count_links(score: Score, truth: set[tuple[int, int]], linked: set[tuple[int, int]]) -> None:
    known, reached = {old for old, _ in truth}, {new for _, new in truth}
    score.counts.update(hard=len(truth), hit=len(truth & linked), found=len(linked), right=len(linked & truth))
    score.counts["wrong"] += sum(1 for old, new in linked - truth if old in known or new in reached)
