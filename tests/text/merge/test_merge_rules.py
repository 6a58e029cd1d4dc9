"""What a merge does with order, white space and passages that both sides changed."""

import pytest

from blueprint.text import MergeConflict, UnresolvedConflict, merge

A, B, C, D = (
    "Every municipality shall publish its budget before the end of March.",
    "Rivers and forests have standing before the courts.",
    "Housing is built by cooperatives that own the land in common.",
    "A council of users sets the price of water in public.",
)
NEW, OTHER = "What one side has added to it all.", "Something else that the other side wrote."


def text(*paragraphs: str, gap: str = "\n\n") -> str:
    return gap.join(paragraphs)


@pytest.mark.parametrize("gap", ["\n\n", "\r\n\r\n", "\r\r"])
def test_neighbours_that_never_met_are_a_blank_line_apart_in_the_line_ends_of_the_text(gap: str) -> None:
    base = text(A, B, C, gap=gap)
    merged = merge(base, text(A, C, gap=gap), text(A, B, NEW, C, gap=gap)).text
    assert merged == f"{A}{gap}{NEW}{gap}{C}"
    merged = merge(base, text(B, C, gap=gap), text(NEW, A, B, C, gap=gap)).text
    assert merged == f"{NEW}{gap}{B}{gap}{C}"
    merged = merge(base, text(C, A, B, gap=gap), text(A, B, NEW, C, gap=gap)).text
    assert sorted(part for part in merged.split(gap) if part) == sorted([A, B, C, NEW])


def test_a_list_item_that_meets_a_paragraph_is_a_blank_line_apart_in_the_line_ends_of_the_base() -> None:
    base = f"- one thing\r\n- two things\r\n\r\n{A}"
    ours, theirs = f"{A}\r\n\r\n- one thing\r\n- two things", f"- two things\r\n\r\n{A}"
    assert merge(base, ours, theirs).text == merge(base, theirs, ours).text == f"{A}\r\n\r\n- two things"


def test_both_sides_insertions_at_one_place_are_both_there_in_an_order_that_does_not_tell_who_saved_first() -> None:
    for before, after in ((A, B), (A, ""), ("", A)):
        base, ours, theirs = (text(*filter(None, (before, new, after))) for new in ("", NEW, OTHER))
        together = text(*filter(None, (before, OTHER, NEW, after)))
        assert merge(base, ours, theirs).text == merge(base, theirs, ours).text == together
    assert merge(text(A, B), text(A, NEW, B), text(A, NEW, B)).text == text(A, NEW, B)


def test_list_items_stay_on_the_next_line() -> None:
    base = "- one thing\n- two things\n- three things"
    merged = merge(
        base,
        "- one thing\n- another\n- two things\n- three things",
        "- one thing\n- two things\n- last\n- three things",
    )
    assert merged.text == "- one thing\n- another\n- two things\n- last\n- three things"
    merged = merge(base, "- two things\n- three things", "- one thing\n- new\n- two things\n- three things")
    assert merged.text == "- new\n- two things\n- three things"


def test_what_one_side_deleted_and_the_other_moved_is_kept_where_it_was_moved_to() -> None:
    base = text(A, B, C, D)
    assert merge(base, text(A, C, D), text(A, C, D, B)).text == text(A, C, D, B)
    assert merge(base, text(A, C, D, B), text(A, C, D)).text == text(A, C, D, B)
    assert merge(base, text(A, C, D), base).text == text(A, C, D)


def test_of_two_paragraphs_that_changed_places_the_longer_one_stayed() -> None:
    long = "\n".join([C, C.replace("Housing", "Land"), C.replace("Housing", "Energy")])
    base = text(A, B, long)
    assert merge(base, text(A, long, B), base.replace("courts", "judges")).text == text(
        A, long, B.replace("courts", "judges")
    )
    assert merge(base, text(A, long, B), text(A, B, NEW, long)).text == text(A, NEW, long, B)


def test_of_two_equally_long_ones_that_changed_places_the_one_that_is_first_now_stayed() -> None:
    base, swapped = text(A, B), text(B, A)
    assert merge(base, swapped, text(A, B, NEW)).text == text(B, NEW, A)
    assert merge(base, swapped, A).text == A
    assert merge(base, swapped, B).text == text(B, A)


def test_a_paragraph_that_one_side_deleted_and_the_other_changed_is_for_a_person_to_decide() -> None:
    changed = B.replace("courts", "judges")
    merged = merge(text(A, B, C), text(A, C), text(A, changed, C))
    assert merged.conflicts == (MergeConflict(base=B, ours="", theirs=changed, lead="\n\n"),)
    assert merged.resolve([""]) == text(A, C)
    assert merged.resolve([changed]) == text(A, changed, C)
    assert merged.conflicts[0].swapped() == MergeConflict(base=B, ours=changed, theirs="", lead="\n\n")
    with pytest.raises(UnresolvedConflict, match="decide about each conflict"):
        _ = merged.text


def test_a_passage_in_which_no_words_touch_is_clean_and_still_shared() -> None:
    ours, theirs = text(A.replace("March", "April"), B), text(A.replace("shall publish", "publishes"), B)
    merged = merge(text(A, B), ours, theirs)
    together = A.replace("March", "April").replace("shall publish", "publishes")
    assert (merged.clean, merged.conflicts, merged.text) == (True, (), text(together, B))
    (shared,) = merged.changed_by_both
    assert shared.together == together
    assert merged.resolve_all([NEW]) == text(NEW, B)
    assert merged.resolve_all([""]) == f"\n\n{B}"
    assert merged.resolve([]) == text(together, B)
    for wordings in ([], ["a", "b"]):
        with pytest.raises(ValueError, match=f"1 wordings are needed, one for each passage; got {len(wordings)}"):
            merged.resolve_all(wordings)
    with pytest.raises(ValueError, match="0 wordings are needed, one for each conflict; got 1"):
        merged.resolve(["a"])


def test_paragraphs_that_one_side_joined_are_decided_about_together() -> None:
    joined = f"{A} {B}"
    merged = merge(text(A, B, C), text(joined, C), text(A, B.replace("courts", "judges"), C))
    (shared,) = merged.changed_by_both
    assert (shared.base, shared.ours, shared.theirs) == (text(A, B), joined, text(A, B.replace("courts", "judges")))
    assert merge(text(A, B, C), text(joined, C), text(A, B, C.replace("land", "soil"))).text == text(
        joined, C.replace("land", "soil")
    )


def test_white_space_that_one_side_changed_is_changed() -> None:
    base = f"{A}\n\n{B}\n"
    assert (
        merge(base, f"{A}\n\n\n{B}\n", base.replace("courts", "judges")).text
        == f"{A}\n\n\n{B.replace('courts', 'judges')}\n"
    )
    assert merge(base, f"{A}\n\n{B}", base.replace("March", "May")).text == f"{A.replace('March', 'May')}\n\n{B}"
    ours, theirs = f"{A}\n\n\n{B}\n\n", f"{A}\n\n\n\n{B}\n\n\n"
    assert merge(base, ours, theirs).text == merge(base, theirs, ours).text == theirs


def test_a_rewrapped_passage_takes_the_other_sides_words() -> None:
    base = "The assembly meets in public twice a month and publishes its minutes within a week."
    wrapped = base.replace("public twice", "public\ntwice").replace("its minutes", "its\nminutes")
    merged = merge(base, wrapped, base.replace("twice", "once").replace("its minutes", "its accounts"))
    assert merged.text == wrapped.replace("twice", "once").replace("minutes", "accounts")


def test_white_space_and_the_form_of_the_word_after_it_are_both_taken() -> None:
    base = "La commune lève une taxe (ﬁxe) par an; le conseil publie le budget."
    ours = base.replace("(ﬁxe", "( fixe").replace("an;", "an ;")
    assert merge(base, ours, base.replace("publie", "imprime")).text == ours.replace("publie", "imprime")
    assert merge(base, base.replace("publie", "imprime"), ours).text == ours.replace("publie", "imprime")


def test_a_split_is_no_other_form_of_the_white_space() -> None:
    base = "The assembly meets in public twice a month. It publishes its minutes, free of charge, within a week."
    split_in_two = base.replace("month. It", "month.\n\nIt")
    wrapped = base.replace("month. It", "month.\nIt").replace("minutes", "accounts")
    merged = merge(base, split_in_two, wrapped)
    assert not merged.clean or merged.text == split_in_two.replace("minutes", "accounts")


def test_what_is_known_of_a_paragraph_that_was_rewritten_is_used() -> None:
    rewritten = "Nothing that was said about courts is left of this."
    edited = B.replace("courts", "judges")
    for ours, theirs in ((text(A, edited, C), text(A, rewritten, C)), (text(A, edited, C), text(C, rewritten, A))):
        places = [(0,), (1,), (2,)] if theirs.startswith(A) else [(2,), (1,), (0,)]
        links = [((at,), place) for at, place in enumerate(places)]
        [conflict] = merge(text(A, B, C), ours, theirs, their_links=links).conflicts
        assert (conflict.base, conflict.ours, conflict.theirs) == (B, edited, rewritten)
