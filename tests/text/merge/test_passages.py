"""Paragraphs that a side split or joined, with another paragraph between their parts."""

import pytest

from blueprint.text import merge

FIRST = "The assembly meets in public twice a month."
ACCOUNTS = "Accounts are open to every member, and are audited by three people drawn by lot."
DISPUTES = "Disputes are heard by a council of elders and young people in equal number."
LAST = "This charter is amended by two thirds of the assemblies."
NEW = "No assembly may exclude a person on account of origin."
WEEKLY = FIRST.replace("twice a month", "every week")


def text(*paragraphs: str) -> str:
    return "\n\n".join(paragraphs)


def both_ways(base: str, ours: str, theirs: str) -> str:
    merged = merge(base, ours, theirs).text
    assert merge(base, theirs, ours).text == merged
    return merged


BASE = text(FIRST, f"{ACCOUNTS} {DISPUTES}", LAST)


@pytest.mark.parametrize("between", [[], [NEW], [NEW, "## Peace"], ["- one thing\n- another thing"]])
def test_what_is_inserted_between_the_parts_of_a_split_stays_between_them(between: list[str]) -> None:
    split = text(FIRST, ACCOUNTS, *between, DISPUTES, LAST)
    assert both_ways(BASE, BASE.replace(FIRST, WEEKLY), split) == split.replace(FIRST, WEEKLY)


def test_an_edit_of_a_part_is_made_in_the_split_paragraph() -> None:
    split = text(FIRST, ACCOUNTS, NEW, DISPUTES, LAST)
    edited = BASE.replace("three people", "five people")
    assert both_ways(BASE, edited, split) == split.replace("three people", "five people")


def test_a_paragraph_that_became_a_list_is_followed_by_what_followed_it() -> None:
    base = text(FIRST, "We ask for bread for all, for work for all, and for peace among all.", DISPUTES, LAST)
    listed = text(FIRST, "We ask for\n\n- bread for all,\n- work for all,\n- and peace among all.", DISPUTES, LAST)
    for before, after in ((FIRST, WEEKLY), (DISPUTES, DISPUTES.replace("heard", "settled"))):
        assert both_ways(base, base.replace(before, after), listed) == listed.replace(before, after)


def test_a_part_that_went_elsewhere_stays_where_it_went() -> None:
    moved = text(FIRST, ACCOUNTS, LAST, DISPUTES)
    assert both_ways(BASE, BASE.replace(FIRST, WEEKLY), moved) == moved.replace(FIRST, WEEKLY)


def test_what_is_inserted_between_two_paragraphs_that_the_other_side_joined_is_for_a_person_to_decide() -> None:
    base, joined = text(FIRST, ACCOUNTS, DISPUTES, LAST), text(FIRST, f"{ACCOUNTS} {DISPUTES}", LAST)
    merged = merge(base, joined, text(FIRST, ACCOUNTS, NEW, DISPUTES, LAST))
    assert [(each.ours, each.theirs) for each in merged.conflicts] == [
        (f"{ACCOUNTS} {DISPUTES}", text(ACCOUNTS, NEW, DISPUTES))
    ]


def test_paragraphs_that_were_joined_from_two_places_lose_nothing_of_what_the_other_side_put_between() -> None:
    base = text(FIRST, ACCOUNTS, LAST, DISPUTES)
    joined = text(FIRST, f"{ACCOUNTS} {DISPUTES}", LAST)
    merged = both_ways(base, joined, text(FIRST, ACCOUNTS, NEW, LAST, DISPUTES))
    assert merged == text(FIRST, f"{ACCOUNTS} {DISPUTES}", NEW, LAST)


def test_link_references_that_one_side_made_a_paragraph_keep_what_the_other_inserted_and_deleted() -> None:
    references = [
        f"[{name}]: https://example.org/{name.lower()}" for name in ["Charter", "Budget", "Water", "Rent", "Clinic"]
    ]
    base = text(FIRST, "\n".join(references))
    broken = base.replace("[Charter]: ", "[Charter]: see ")
    changed = base.replace(references[0], references[0] + "\n[Port]: https://example.org/port").replace(
        references[3] + "\n", ""
    )
    assert both_ways(base, broken, changed) == changed.replace("[Charter]: ", "[Charter]: see ")
