"""Comparing distant revisions by the lineages stored with each save."""

from collections.abc import Sequence
from itertools import count, pairwise

import pytest
from hypothesis import given, settings

from blueprint.text import (
    IN_NEW,
    IN_OLD,
    ChangeKind,
    Comparison,
    Lineage,
    assign_lineages,
    compare,
    compare_by_lineage,
    initial_lineages,
    reverse,
    split,
)
from tests.text.strategies import histories

LONG = "Every municipality shall publish its budget before the end of March and explain each item in plain language."
OTHER = "Rivers and forests have standing before the courts, and guardians chosen by lot speak for them."
THIRD = "Housing is built by cooperatives that own the land in common and never sell it."


def saved(texts: Sequence[str]) -> list[tuple[Lineage, ...]]:
    """The lineages of each of some successive revisions."""
    fresh = map(str, count(1)).__next__
    documents = [split(text) for text in texts]
    found = [initial_lineages(documents[0], fresh)]
    for old, new in pairwise(documents):
        found.append(assign_lineages(compare(old, new), found[-1], fresh))
    return found


def compared(texts: Sequence[str]) -> Comparison:
    lineages = saved(texts)
    return compare_by_lineage(texts[0], texts[-1], lineages[0], lineages[-1])


@settings(max_examples=40)
@given(histories(3))
def test_every_paragraph_is_in_one_change_and_its_words_are_all_there(history: list[str]) -> None:
    found = compared(history)
    for side, document, own in (("old", found.old, IN_OLD), ("new", found.new, IN_NEW)):
        indexes = [at for change in found.changes for at in getattr(change, side)]
        assert sorted(indexes) == list(range(len(document.paragraphs)))
        for change in found.changes:
            text = "".join(document.paragraphs[at].text for at in getattr(change, side))
            assert "".join(words for operation, words in change.words if operation in own) == text


@settings(max_examples=40)
@given(histories(2))
def test_paragraphs_with_one_id_are_in_one_change(history: list[str]) -> None:
    lineages = saved(history)
    found = compare_by_lineage(history[0], history[-1], lineages[0], lineages[-1])
    old = {lineage.id: at for at, lineage in enumerate(lineages[0])}
    for at, lineage in enumerate(lineages[-1]):
        if lineage.id in old:
            assert old[lineage.id] in found.by_new[at].old


def test_a_paragraph_rewritten_bit_by_bit_is_still_the_same_one() -> None:
    halfway = "Every municipality shall publish its budget before the first of May, and answer whoever asks about it."
    wholly = "Each town lays open its accounts before the first of May, and answers whoever asks about them."
    assert compare(f"{LONG}\n\n{OTHER}", f"{OTHER}\n\n{wholly}").changes[-1].kind is ChangeKind.INSERTED
    found = compared([f"{LONG}\n\n{OTHER}", f"{halfway}\n\n{OTHER}", f"{wholly}\n\n{OTHER}", f"{OTHER}\n\n{wholly}"])
    assert {(change.old, change.new) for change in found.changes} == {((0,), (1,)), ((1,), (0,))}


def test_what_was_split_and_edited_since_comes_from_one_paragraph() -> None:
    found = compared([f"{LONG} {OTHER}", f"{LONG}\n\n{OTHER}", f"{LONG}\n\n{OTHER.replace('by lot', 'by vote')}"])
    [change] = found.changes
    assert (change.kind, change.old, change.new) == (ChangeKind.SPLIT, (0,), (0, 1))


def test_what_was_joined_and_edited_since_comes_from_both() -> None:
    found = compared([f"{LONG}\n\n{OTHER}", f"{LONG} {OTHER}", f"{LONG.replace('March', 'May')} {OTHER}"])
    [change] = found.changes
    assert (change.kind, change.old, change.new) == (ChangeKind.JOINED, (0, 1), (0,))


def test_unrelated_paragraphs_are_aligned_by_their_words() -> None:
    lineages = saved([f"{LONG}\n\n{OTHER}"])[0]
    unrelated = (Lineage("a"), Lineage("b"))
    found = compare_by_lineage(f"{LONG}\n\n{OTHER}", f"{THIRD}\n\n{OTHER}", lineages, unrelated)
    assert found.changes == compare(f"{LONG}\n\n{OTHER}", f"{THIRD}\n\n{OTHER}").changes


def test_the_opposite_direction() -> None:
    texts = [LONG, f"{LONG} {OTHER}", f"{LONG}\n\n{OTHER}"]
    lineages = saved(texts)
    back = reverse(compare_by_lineage(texts[0], texts[-1], lineages[0], lineages[-1]))
    assert (back.old.source, back.new.source) == (texts[-1], texts[0])
    assert [change.kind for change in back.changes] == [ChangeKind.SAME, ChangeKind.DELETED]


def test_a_lineage_that_is_missing_is_refused() -> None:
    with pytest.raises(ValueError, match="One lineage"):
        compare_by_lineage(LONG, OTHER, (), (Lineage("a"),))
