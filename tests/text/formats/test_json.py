"""Comparisons, carried anchors and merges as JSON."""

import json

import pytest
from hypothesis import given

from blueprint.text import carried_records, compare, comparison_record, merge, merge_record, with_conflict_markers
from tests.text.strategies import anything, histories

LONG = "Every municipality shall publish its budget before the end of March and explain each item in plain language."
OTHER = "Rivers and forests have standing before the courts, and guardians chosen by lot speak for them."


@given(anything, anything)
def test_a_comparison_is_json_with_every_index_once(old: str, new: str) -> None:
    # JSON joins two surrogates that only happen to be adjacent; no file and no browser sends such text.
    old, new = (side.encode("utf-8", "replace").decode() for side in (old, new))
    record = json.loads(json.dumps(comparison_record(compare(old, new))))
    for side, text in (("old", old), ("new", new)):
        assert sorted(at for change in record["changes"] for at in change[side]) == list(range(len(record[side])))
        assert all(text[each["start"] : each["end"]] == each["text"] for each in record[side])


def test_anchors_are_carried_through_each_text_in_turn() -> None:
    second = f"{OTHER}\n\n{LONG}"
    third = second.replace("by lot", "by vote")
    found = carried_records(
        f"{LONG}\n\n{OTHER}", [second, third], [{"exact": "chosen by lot speak"}, {"start": 0, "end": 5}]
    )
    assert [(each["status"], each["exact"]) for each in found] == [
        ("edited", "chosen by vote speak"),
        ("unchanged", "Every"),
    ]
    assert third[found[0]["start"] : found[0]["end"]] == "chosen by vote speak"


def test_words_that_come_back_are_found_again() -> None:
    text = f"{LONG}\n\n{OTHER}"
    [found] = carried_records(text, [LONG, text], [{"exact": "guardians chosen by lot"}])
    assert (found["status"], found["start"]) == ("unchanged", text.index("guardians"))


def test_a_quotation_that_is_missing_and_an_anchor_of_another_shape() -> None:
    [found] = carried_records("text", ["text"], [{"exact": "missing"}])
    assert (found["status"], found["start"], found["method"]) == ("gone", None, "not found")
    with pytest.raises(ValueError, match="Anchor 1 needs"):
        carried_records("text", ["text"], [{"from": 1}])


def test_conflicts_are_marked_as_git_does() -> None:
    merged = merge(LONG, LONG.replace("March", "April"), LONG.replace("March", "May"))
    assert with_conflict_markers(merged, "a", "b") == (
        f"<<<<<<< a\n{LONG.replace('March', 'April')}\n=======\n{LONG.replace('March', 'May')}\n>>>>>>> b\n"
    )
    assert merge_record(merged)["clean"] is False


@given(histories(2))
def test_a_merge_is_json(history: list[str]) -> None:
    json.dumps(merge_record(merge(*history)))


def test_an_anchor_outside_of_the_text_is_named() -> None:
    with pytest.raises(ValueError, match="Anchor 2 lies outside of the old text, which has 4 characters"):
        carried_records("text", ["text"], [{"start": 0, "end": 4}, {"start": 2, "end": 9}])
