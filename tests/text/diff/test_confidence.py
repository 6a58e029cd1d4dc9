"""The confidence of links between similar paragraphs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blueprint.text import ChangeKind, compare
from blueprint.text.diff.fuzzy import link_confidence
from tests.text.anchors.test_chain import LONG, OTHER, THIRD

shares = st.floats(0, 1)


@given(shares, shares, shares, st.booleans())
def test_more_similarity_makes_no_link_less_sure(one: float, other: float, runner_up: float, distant: bool) -> None:
    less, more = (link_confidence(each, runner_up, distant=distant) for each in sorted((one, other)))
    assert 0 <= less <= more <= 1


@given(shares, shares, shares, st.booleans())
def test_a_better_runner_up_makes_no_link_surer(similarity: float, one: float, other: float, distant: bool) -> None:
    surer, less_sure = (link_confidence(similarity, each, distant=distant) for each in sorted((one, other)))
    assert surer >= less_sure
    assert link_confidence(similarity, one, distant=True) <= link_confidence(similarity, one, distant=False)


def test_a_link_is_near_certain_if_it_is_clear_and_doubtful_if_it_is_neither_similar_nor_ahead() -> None:
    assert link_confidence(0.9, 0.1, distant=False) > 0.99
    assert link_confidence(0.36, 0.36, distant=False) < 0.2


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (LONG, LONG.replace("March", "April")),
        (
            "水道は公共のものである。市はこれを決して売却してはならない。",
            "水道は公共のものである。町はこれを決して売却してはならない。",
        ),
        (
            "الماء ملك عام، ولا يجوز للبلدية أن تبيعه أو تؤجره لأحد.",
            "الماء ملك عام، ولا يجوز للمدينة أن تبيعه أو تؤجره لأحد.",
        ),
    ],
)
def test_a_paragraph_with_one_word_changed_is_more_certainly_the_same_than_one_rewritten(old: str, new: str) -> None:
    text = f"{OTHER}\n\n{{}}\n\n{THIRD}"
    [edited] = [each for each in compare(text.format(old), text.format(new)).changes if each.kind is ChangeKind.EDITED]
    assert edited.confidence > 0.97


def test_of_two_near_duplicates_beside_each_other_neither_is_certain() -> None:
    old = f"{OTHER}\n\n{LONG}\n\n{THIRD}"
    twins = LONG.replace("March", "April"), LONG.replace("March", "May")
    changes = compare(old, f"{OTHER}\n\n{twins[0]}\n\n{twins[1]}\n\n{THIRD}").changes
    [edited] = [each for each in changes if each.kind is ChangeKind.EDITED]
    assert edited.confidence < 0.95
