"""Three-way merges."""

import unicodedata
from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given

from blueprint.text import MergeConflict, UnresolvedConflict, compare, merge, split
from tests.text.strategies import anything, histories

LONG = "Every municipality shall publish its budget before the end of March and explain each item in plain language."
OTHER = "Rivers and forests have standing before the courts, and guardians chosen by lot speak for them."
THIRD = "Housing is built by cooperatives that own the land in common and never sell it."
BASE = f"# Title\n\n{LONG}\n\n{OTHER}\n\n{THIRD}\n"


@given(anything, anything)
def test_one_side_alone_gives_that_side(base: str, changed: str) -> None:
    assert merge(base, changed, base).text == changed
    assert merge(base, base, changed).text == changed
    assert merge(base, changed, changed).text == changed


@given(histories(2))
def test_exchanging_the_sides_changes_nothing(history: list[str]) -> None:
    base, ours, theirs = history
    one, other = merge(base, ours, theirs), merge(base, theirs, ours)
    assert one.clean == other.clean
    assert one.resolve([each.ours for each in one.conflicts]) == other.resolve(
        [each.theirs for each in other.conflicts]
    )


@given(histories(2))
def test_no_paragraph_is_lost_or_duplicated(history: list[str]) -> None:
    base, ours, theirs = history
    merged = merge(base, ours, theirs)
    found = Counter(_texts(merged.resolve([each.ours for each in merged.conflicts])))
    before, left, right = (Counter(_texts(text)) for text in (base, ours, theirs))
    for text in {*left, *right}:
        if left[text] >= before[text] <= right[text] and not any(text in each.theirs for each in merged.conflicts):
            assert found[text] >= min(left[text], right[text]), "lost"
        assert found[text] <= left[text] + right[text], "duplicated"


@given(histories(2))
def test_both_orders_are_kept_where_they_agree(history: list[str]) -> None:
    merged = merge(*history)
    if not merged.clean:
        return
    places = [_places(text) for text in (*history, merged.text)]
    common = sorted(set.intersection(*({*each} for each in places)))
    wanted = {pair: _wanted([each[pair[0]] < each[pair[1]] for each in places[:3]]) for pair in combinations(common, 2)}
    if _is_an_order(wanted, common):
        assert {pair: places[3][pair[0]] < places[3][pair[1]] for pair in wanted} == wanted


def _places(text: str) -> dict[str, int]:
    """Where each paragraph is that is there once."""
    texts = _texts(text)
    return {each: at for at, each in enumerate(texts) if texts.count(each) == 1}


def _wanted(before: list[bool]) -> bool:
    """Whether one paragraph comes before another, from whether it does in base, ours and theirs."""
    base, ours, theirs = before
    return theirs if ours == base else ours


def _is_an_order(wanted: dict[tuple[str, str], bool], common: list[str]) -> bool:
    """Whether these pairs are those of one order; if not, the two sides contradict each other."""
    followers = Counter(first if is_first else second for (first, second), is_first in wanted.items())
    return sorted(followers[each] for each in common) == list(range(len(common)))


def _texts(text: str) -> list[str]:
    return [paragraph.text for paragraph in split(text).paragraphs]


def test_edits_of_different_paragraphs() -> None:
    merged = merge(BASE, BASE.replace("March", "April"), BASE.replace("by lot", "by vote"))
    assert merged.text == BASE.replace("March", "April").replace("by lot", "by vote")


def test_edits_of_different_words_in_one_paragraph() -> None:
    merged = merge(BASE, BASE.replace("March", "April"), BASE.replace("shall publish", "publishes"))
    together = BASE.replace("March", "April").replace("shall publish", "publishes")
    assert merged.text == together
    [passage] = merged.changed_by_both
    assert (passage.base, passage.together) == (LONG, split(together).paragraphs[1].text)
    assert merged.resolve_all([passage.base]) == BASE


def test_the_same_word_inserted_at_two_places_of_one_phrase_is_for_a_person_to_decide() -> None:
    base = "Members vote by hand in the hall."
    assert not merge(base, base.replace("vote", "also vote"), base.replace("vote", "vote also")).clean
    apart = merge(base, base.replace("vote", "also vote"), base.replace("hall", "hall also"))
    assert apart.text == "Members also vote by hand in the hall also."


def test_edits_of_the_same_words() -> None:
    merged = merge(BASE, BASE.replace("March", "April"), BASE.replace("March", "May"))
    [conflict] = merged.conflicts
    assert conflict.base == LONG
    assert conflict.ours == LONG.replace("March", "April")
    assert conflict.theirs == LONG.replace("March", "May")
    assert merged.resolve([conflict.theirs]) == BASE.replace("March", "May")
    with pytest.raises(UnresolvedConflict):
        _ = merged.text


def test_a_move_on_one_side_and_an_edit_on_the_other() -> None:
    moved = f"# Title\n\n{THIRD}\n\n{LONG}\n\n{OTHER}\n"
    merged = merge(BASE, moved, BASE.replace("never sell", "may not sell"))
    assert merged.text == moved.replace("never sell", "may not sell")


def test_a_deletion_against_an_edit_is_a_conflict() -> None:
    merged = merge(BASE, BASE.replace(f"{OTHER}\n\n", ""), BASE.replace("by lot", "by vote"))
    assert merged.conflicts == (MergeConflict(OTHER, "", OTHER.replace("by lot", "by vote"), "\n\n"),)
    assert merged.resolve([""]) == BASE.replace(f"{OTHER}\n\n", "")


def test_two_replacements_of_one_paragraph_are_a_conflict() -> None:
    one = "Nobody shall own a river, a mountain or the air; they are held in trust for those who come."
    other = "Courts sit in the open. Their rulings are read aloud on market days, in every language spoken there."
    merged = merge(BASE, BASE.replace(OTHER, one), BASE.replace(OTHER, other))
    assert merged.conflicts == (MergeConflict(OTHER, one, other, "\n\n"),)
    assert merged.resolve([other]) == BASE.replace(OTHER, other)


def test_both_add_at_the_end() -> None:
    merged = merge(BASE, f"{BASE}\nAll of it in public.\n", f"{BASE}\nEnergy belongs to those who use it.\n")
    assert merged.text == f"{BASE}\nAll of it in public.\n\nEnergy belongs to those who use it.\n"


def test_both_add_nearly_the_same() -> None:
    one, other = (f"All of {what} is done in public, by people drawn by lot." for what in ("it", "this"))
    merged = merge(BASE, f"{BASE}\n{one}\n", f"{BASE}\n{other}\n")
    assert [(each.base, each.ours, each.theirs) for each in merged.conflicts] == [("", one, other)]


def test_items_of_a_list_stay_together() -> None:
    base = "- one thing to do\n- another one\n- a third\n"
    merged = merge(base, base + "- fourth by us\n", base.replace("- another one\n", ""))
    assert merged.text == "- one thing to do\n- a third\n- fourth by us\n"


def test_a_split_on_one_side_and_an_edit_elsewhere() -> None:
    base = f"{LONG} {OTHER}\n\n{THIRD}"
    merged = merge(base, f"{LONG}\n\n{OTHER}\n\n{THIRD}", base.replace("never", "not"))
    assert merged.text == f"{LONG}\n\n{OTHER}\n\n{THIRD.replace('never', 'not')}"
    assert len(compare(base, merged.text).new.paragraphs) == 3


def test_choices_must_be_as_many_as_conflicts() -> None:
    with pytest.raises(ValueError, match="1 wording"):
        merge(BASE, BASE.replace("March", "April"), BASE.replace("March", "May")).resolve([])


def test_a_byte_order_mark_stays_before_everything() -> None:
    paragraphs = ["Water is a commons.", "Energy belongs to those who use it.", "Land is held in trust for all."]
    base = "\ufeff" + "\n\n".join(paragraphs)
    moved = "\ufeff" + "\n\n".join([paragraphs[1], paragraphs[0], paragraphs[2]])
    edited = base.replace("trust", "common")
    assert merge(base, moved, edited).text == moved.replace("trust", "common")


@pytest.mark.parametrize("ours", ["\ufeff", "\ufeff\n"])
@pytest.mark.parametrize("base", ["", "Air.", "\ufeffAir."])
def test_a_byte_order_mark_alone_on_one_side_does_not_get_behind_the_text_of_the_other(base: str, ours: str) -> None:
    theirs = f"{base}\n\nWater is a commons."
    assert "\ufeff" not in merge(base, ours, theirs).resolve([])[1:]
    assert "\ufeff" not in merge(base, theirs, ours).resolve([])[1:]


def test_long_insertions_of_both_sides_are_distinguished() -> None:
    both = [f"Article {number} says what town {number * 7} shall do." for number in range(300)]
    ours = "\n\n".join(["Start.", *both])
    theirs = "\n\n".join(["Start.", *both[:250], "Something that only one side has added.", *both[250:]])
    assert merge("Start.", ours, theirs).text == theirs


@pytest.mark.parametrize("first", ["A first line.", "Zut alors, une ligne."])
def test_a_text_that_one_side_put_in_another_unicode_form_keeps_it(first: str) -> None:
    words = "Sécurité sociale: chaque ménage reçoit cinquante litres.", "Le conseil se réunit en été, et à Noël."
    base = unicodedata.normalize("NFD", "\n\n".join(("Un.", *words))) + "\n"
    ours, theirs = unicodedata.normalize("NFC", base), base.replace("Un.", first)
    assert merge(base, ours, theirs).text == merge(base, theirs, ours).text == ours.replace("Un.", first)
