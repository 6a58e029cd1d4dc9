"""How well confidences fit what happened."""

import re

import pytest

from benchmarks.text_reliability import brier_score, calibration_error, reliability_bins, reliability_chart

HALF_RIGHT = [(0.5, True), (0.5, False)] * 4


def test_a_confidence_of_one_belongs_to_the_last_bin() -> None:
    [found] = reliability_bins([(1.0, True), (0.9, False)])
    assert (found.low, found.count, found.confidence, found.right) == (0.9, 2, pytest.approx(0.95), 0.5)


def test_confidences_that_are_as_often_right_as_they_say_have_no_error() -> None:
    assert calibration_error(HALF_RIGHT) == 0
    assert brier_score(HALF_RIGHT) == 0.25


def test_the_error_is_the_mean_distance_from_the_share_of_right_ones() -> None:
    assert calibration_error([(0.95, False)] * 3 + [(0.15, False)]) == pytest.approx((3 * 0.95 + 0.15) / 4)


def test_a_chart_has_a_line_and_the_counts_of_each_series() -> None:
    drawn = reliability_chart("Sure & right", {"links": HALF_RIGHT, "comments": [(1.0, True)] * 1234})
    texts = re.findall(r">([^<>]+)</text>", drawn)
    assert {"Sure &amp; right", "links", "comments", "8", "1,234"} <= set(texts)
    assert drawn.count("<polyline") == 2


def test_nothing_can_be_drawn_and_measured_too() -> None:
    assert calibration_error([]) == brier_score([]) == 0
    assert reliability_chart("Nothing", {"none": []})
