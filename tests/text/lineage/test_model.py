"""The identity of paragraphs through revisions."""

from collections.abc import Callable
from itertools import count

from hypothesis import given

from blueprint.text import Lineage, assign_lineages, compare, initial_lineages, split
from tests.text.strategies import histories

LONG = "Every municipality shall publish its budget before the end of March and explain each item in plain language."
OTHER = "Rivers and forests have standing before the courts, and guardians chosen by lot speak for them."
THIRD = "Housing is built by cooperatives that own the land in common and never sell it."


def counter() -> Callable[[], str]:
    numbers = count(1)
    return lambda: f"p{next(numbers)}"


@given(histories(1))
def test_every_paragraph_gets_one_id_and_no_two_the_same(history: list[str]) -> None:
    new_id = counter()
    old, new = map(split, history)
    before = initial_lineages(old, new_id)
    after = assign_lineages(compare(old, new), before, new_id)
    assert len(after) == len(new.paragraphs)
    assert len({lineage.id for lineage in after}) == len(after)
    assert all(lineage.id not in lineage.ancestors for lineage in after)


def test_an_id_follows_edits_and_moves() -> None:
    new_id = counter()
    old = split(f"{LONG}\n\n{OTHER}\n\n{THIRD}")
    new = split(f"{THIRD.replace('never', 'may not')}\n\n{LONG.replace('March', 'May')}\n\n{OTHER}")
    assert [line.id for line in assign_lineages(compare(old, new), initial_lineages(old, new_id), new_id)] == [
        "p3",
        "p1",
        "p2",
    ]


def test_a_split_keeps_the_id_with_most_of_the_words_and_all_know_their_ancestor() -> None:
    new_id = counter()
    old, new = split(f"{THIRD} {LONG}"), split(f"{THIRD}\n\n{LONG}")
    assert assign_lineages(compare(old, new), initial_lineages(old, new_id), new_id) == (
        Lineage("p2", ("p1",)),
        Lineage("p1"),
    )


def test_a_join_keeps_all_ancestors() -> None:
    new_id = counter()
    old, new = split(f"{THIRD}\n\n{LONG}"), split(f"{THIRD} {LONG}")
    assert assign_lineages(compare(old, new), initial_lineages(old, new_id), new_id) == (Lineage("p2", ("p1",)),)


def test_what_comes_back_gets_its_old_id_back() -> None:
    new_id = counter()
    first, second = split(f"{LONG}\n\n{OTHER}"), split(LONG)
    initial = initial_lineages(first, new_id)
    assert assign_lineages(compare(first, second), initial, new_id) == (Lineage("p1"),)
    former = {paragraph.text: line for paragraph, line in zip(first.paragraphs, initial, strict=True)}
    again = assign_lineages(compare(second, first), (Lineage("p1"),), new_id, former)
    assert again == initial


def test_undoing_a_join_gives_both_ids_back() -> None:
    new_id = counter()
    apart, together = split(f"{THIRD}\n\n{LONG}"), split(f"{THIRD} {LONG}")
    initial = initial_lineages(apart, new_id)
    joined = assign_lineages(compare(apart, together), initial, new_id)
    former = {paragraph.text: line for paragraph, line in zip(apart.paragraphs, initial, strict=True)}
    undone = assign_lineages(compare(together, apart), joined, new_id, former)
    assert [line.id for line in undone] == ["p1", "p2"]
