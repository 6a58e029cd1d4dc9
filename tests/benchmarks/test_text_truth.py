"""What is known about the paragraphs of real histories."""

from itertools import pairwise

import pytest

from benchmarks.text_truth import KnownHistory, Truth

WATER = "The water of the valley belongs to all who live in it."
WATER_EDITED = "The water of the whole valley belongs to everybody who lives in it."
ROADS = "Roads and bridges are repaired before any new one is built."
SCHOOL = "Children learn the history of every people of the region."
LETTERS = "Letters are answered within ten days, in plain words."
BUDGET = "Twice a year, accounts go on paper to each household for nothing."


def text(*paragraphs: str) -> str:
    return "\n\n".join(paragraphs)


def truth(*states: str) -> Truth:
    return KnownHistory(states).truth(0, len(states) - 1)


def test_a_changed_paragraph_between_two_that_are_equal_is_the_same() -> None:
    found = truth(text(WATER, ROADS, SCHOOL), text(WATER, ROADS.replace("any", "a"), SCHOOL))
    assert found == Truth(frozenset({(0, 0), (1, 1), (2, 2)}), frozenset({0, 1, 2}), frozenset({0, 1, 2}))


def test_paragraphs_without_words_in_common_were_deleted_and_inserted() -> None:
    found = truth(text(WATER, ROADS, SCHOOL), text(WATER, BUDGET, SCHOOL))
    assert found.links == {(0, 0), (2, 2)}
    assert found.is_right((1, 1)) is False


def test_nothing_is_said_about_a_paragraph_of_which_less_than_most_is_left() -> None:
    priced = "The water of the valley has a price now, and a keeper."
    found = truth(text(ROADS, WATER, SCHOOL), text(ROADS, priced, SCHOOL))
    assert (1, 1) not in found.links
    assert found.is_right((1, 1)) is None


def test_a_paragraph_that_was_split_is_each_of_its_parts() -> None:
    found = truth(text(ROADS, f"{WATER} {LETTERS}", SCHOOL), text(ROADS, WATER, LETTERS, SCHOOL))
    assert found.links == {(0, 0), (1, 1), (1, 2), (2, 3)}


def test_paragraphs_that_moved_are_the_same() -> None:
    assert truth(text(WATER, ROADS, SCHOOL), text(SCHOOL, WATER, ROADS)).links == {(0, 1), (1, 2), (2, 0)}


@pytest.mark.parametrize("heading", ["## Article 3", "## § 3", "## 第三条"])
def test_a_heading_that_is_only_a_number_is_no_anchor(heading: str) -> None:
    found = truth(text(heading, WATER), text(heading, ROADS, "## Article 4", WATER))
    assert (0, 0) not in found.links


def test_small_steps_tell_what_distant_states_no_longer_show() -> None:
    steps = [
        WATER,
        WATER_EDITED,
        "The whole valley and its water belong to everybody who ever lives in it.",
        "The whole valley, its water and its woods belong to everybody and to nobody for ever.",
    ]
    states = [text(ROADS, step, SCHOOL) for step in steps]
    assert (1, 1) in truth(*states).links
    assert (1, 1) not in truth(states[0], states[-1]).links


def test_it_is_unknown_what_became_of_a_paragraph_that_was_unknown_in_one_step() -> None:
    middle = "Our valley has water and salt for all."
    states = [text(ROADS, each, SCHOOL) for each in (WATER, middle, middle.replace("salt", "oil"))]
    assert truth(*states[1:]).is_right((1, 1)) is True
    assert truth(*states).is_right((1, 1)) is None


def test_a_link_to_a_paragraph_that_came_back_is_neither_right_nor_wrong() -> None:
    history = KnownHistory(
        [text(ROADS, WATER, SCHOOL), text(ROADS, SCHOOL), text(ROADS, WATER_EDITED, SCHOOL, LETTERS)]
    )
    assert history.judged(0, 2, [(1, 1), (1, 3), (0, 0)]) == {(1, 3): False, (0, 0): True}


def test_steps_are_composed_in_either_grouping() -> None:
    states = text(WATER, ROADS), text(WATER, BUDGET, ROADS), text(ROADS, WATER), text(ROADS, WATER, LETTERS)
    first, second, third = (truth(old, new) for old, new in pairwise(states))
    assert first.then(second).then(third) == first.then(second.then(third))


def test_what_may_be_a_short_part_of_a_split_paragraph_is_neither_right_nor_wrong() -> None:
    short = "The mayor presides."
    found = truth(text(ROADS, f"{WATER} {short}", SCHOOL), text(ROADS, WATER, short, SCHOOL))
    assert found.is_right((1, 1)) is True
    assert found.is_right((1, 2)) is None
