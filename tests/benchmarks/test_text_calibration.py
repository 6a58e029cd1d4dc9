"""Fitting the confidence of links."""

from itertools import product

import pytest

from benchmarks.text_calibration import FUZZY, NAMES, Evidence, fitted, probability, recorded_confidence, weighted
from benchmarks.text_confidence import JudgedLink
from blueprint.text import ChangeKind

COEFFICIENTS = [4.0, 12.0, 3.0, 2.0]


def test_the_coefficients_of_known_probabilities_are_found() -> None:
    everything = [Evidence(*each) for each in product((0, 0.1, 0.2, 0.3), (0.0, 0.5, 1.0), (False, True))]
    links = {evidence: (100.0, 100 * probability(evidence, COEFFICIENTS)) for evidence in everything}
    assert fitted(links) == pytest.approx(COEFFICIENTS, abs=0.1)


@pytest.mark.parametrize(
    ("similarity", "runner_up", "distant"), [(0.9, 0.1, False), (0.5, 0.4, False), (0.62, 0.56, True)]
)
def test_the_evidence_is_what_the_engine_reckons_with(similarity: float, runner_up: float, distant: bool) -> None:
    recorded = recorded_confidence(similarity, runner_up, distant=distant)
    coefficients = [getattr(FUZZY, name) for name in NAMES]
    expected = FUZZY.link_confidence(similarity, runner_up, distant=distant)
    assert probability(recorded.evidence, coefficients) == pytest.approx(expected, abs=0.06)


def test_real_and_labelled_links_weigh_the_same() -> None:
    clear, doubtful = (recorded_confidence(each, 0.0, distant=False) for each in (0.9, 0.4))
    found = [JudgedLink("stress", 0, ChangeKind.EDITED, clear, right=True)] * 9
    found += [JudgedLink("real, 1 apart", 0, ChangeKind.EDITED, doubtful, right=False)]
    counts = weighted(found)
    assert [counts[each.evidence] for each in (clear, doubtful)] == [(pytest.approx(5), pytest.approx(5)), (5, 0)]
