"""Fits the confidence of links between similar paragraphs: `python -m benchmarks.text_calibration`.

It prints the coefficients of `blueprint/text/diff/fuzzy.py` as they come from one half of the texts, and how well they fit
the other half. Run it with CORPUS=FOLDER: the project's own samples have few states.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from math import exp

from benchmarks.text_ablation import DIFF, without
from benchmarks.text_confidence import JudgedLink, judged_links
from benchmarks.text_reliability import brier_score, calibration_error
from blueprint.text import ChangeKind

GROUPED = frozenset({ChangeKind.SPLIT, ChangeKind.JOINED})
FUZZY = import_module(f"{DIFF}.fuzzy")
NAMES = ("LOG_ODDS", "PER_SIMILARITY", "PER_LEAD", "IF_DISTANT")
PRECISION = 0.001
"""Fitting ends when no coefficient changes by more."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a link between similar paragraphs lacks of similarity, of a lead on the runner-up, and whether it is distant."""

    lacking: float
    behind: float
    distant: bool

    @property
    def terms(self) -> tuple[float, float, float, float]:
        """What the four coefficients are multiplied by."""
        return 1.0, -self.lacking, -self.behind, -float(self.distant)


class ConfidenceWithEvidence(float):
    """A confidence that knows what it was worked out from; arithmetic makes an ordinary number of it."""

    evidence: Evidence


def recorded_confidence(similarity: float, runner_up: float, *, distant: bool) -> float:
    """In place of the engine's `link_confidence`; rounded, so that many links have the same evidence."""
    lacking = max(0.0, FUZZY.CLEARLY_SIMILAR - similarity)
    behind = 1 - min(1.0, max(0.0, similarity - runner_up) / FUZZY.CLEARLY)
    found = ConfidenceWithEvidence(0.5)
    found.evidence = Evidence(round(lacking, 2), round(behind, 1), distant)
    return found


WeightedLinks = dict[Evidence, tuple[float, float]]
"""By evidence, how many links there are and how many of them are right."""


def similar_links() -> list[JudgedLink]:
    """The links between two similar paragraphs whose truth is known, with the evidence in their confidence."""
    with without(((f"{DIFF}.fuzzy.link_confidence", recorded_confidence),)):
        found = [each for each in judged_links() if each.kind not in GROUPED]
    return [each for each in found if isinstance(each.confidence, ConfidenceWithEvidence)]


def weighted(found: Sequence[JudgedLink]) -> WeightedLinks:
    """Links by their evidence; those of real and of labelled texts weigh the same in all."""
    totals = Counter(each.is_real for each in found)
    counts: dict[Evidence, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for each in found:
        weight = len(found) / 2 / totals[each.is_real]
        counts[_evidence(each)][0] += weight
        counts[_evidence(each)][1] += weight * each.right
    return {evidence: (count, right) for evidence, (count, right) in counts.items()}


def _evidence(link: JudgedLink) -> Evidence:
    assert isinstance(link.confidence, ConfidenceWithEvidence)
    return link.confidence.evidence


def probability(evidence: Evidence, coefficients: Sequence[float]) -> float:
    """The logistic function of the evidence."""
    odds = sum(each * term for each, term in zip(coefficients, evidence.terms, strict=True))
    return 1 / (1 + exp(-odds))


def fitted(links: WeightedLinks) -> list[float]:
    """The coefficients of the logistic regression: each in turn by Newton's method, until none changes."""
    found, steps = [1.0, 1.0, 1.0, 1.0], [1.0]
    while max(map(abs, steps)) > PRECISION:
        steps = []
        for at in range(len(found)):
            steps.append(_newton_step(links, found, at))
            found[at] += steps[-1]
    return found


def _newton_step(links: WeightedLinks, coefficients: Sequence[float], at: int) -> float:
    slope = curvature = 0.0
    for evidence, (count, right) in links.items():
        expected, term = probability(evidence, coefficients), evidence.terms[at]
        slope += term * (right - count * expected)
        curvature += term**2 * count * expected * (1 - expected)
    return max(-1.0, min(1.0, slope / max(curvature, 1e-6)))


def main() -> None:
    """Print the coefficients, and how well they fit each half."""
    found = similar_links()
    halves = [each for each in found if not each.half], [each for each in found if each.half]
    coefficients = fitted(weighted(halves[0]))
    for name, each in zip(NAMES, coefficients, strict=True):
        print(f"{name} = {each:.2f} (now {getattr(FUZZY, name)})")
    for name, half in zip(("fitted", "other"), halves, strict=True):
        for source in sorted({each.source for each in half}):
            pairs = [(probability(_evidence(each), coefficients), each.right) for each in half if each.source == source]
            error, brier = calibration_error(pairs), brier_score(pairs)
            print(f"{name} half, {source}: {len(pairs)} links, calibration error {error:.4f}, Brier score {brier:.4f}")


if __name__ == "__main__":
    main()
