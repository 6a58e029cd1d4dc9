"""Comparing two revisions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blueprint.text import IN_NEW, IN_OLD, Change, ChangeKind, compare, reverse
from tests.text.strategies import anything, histories

pairs = st.one_of(st.tuples(anything, anything), histories(1).map(tuple))


@given(pairs)
def test_every_paragraph_is_in_one_change(pair: tuple[str, str]) -> None:
    found = compare(*pair)
    assert sorted(at for change in found.changes for at in change.old) == list(range(len(found.old.paragraphs)))
    assert sorted(at for change in found.changes for at in change.new) == list(range(len(found.new.paragraphs)))


@given(pairs)
def test_the_word_diffs_have_both_sources(pair: tuple[str, str]) -> None:
    found = compare(*pair)
    for change in found.changes:
        old = "".join(found.old.paragraphs[at].text for at in change.old)
        new = "".join(found.new.paragraphs[at].text for at in change.new)
        assert "".join(text for operation, text in change.words if operation in IN_OLD) == old
        assert "".join(text for operation, text in change.words if operation in IN_NEW) == new
        assert all(text for _, text in change.words)
        assert 0 <= change.confidence <= 1


@given(pairs)
def test_both_directions_agree(pair: tuple[str, str]) -> None:
    there, back = compare(*pair), compare(pair[1], pair[0])
    if pair[0] != pair[1]:
        assert set(reverse(there).changes) == set(back.changes)


@given(st.one_of(anything, histories(0).map(lambda found: found[0])))
def test_a_text_is_the_same_as_itself(text: str) -> None:
    assert all(change.kind is ChangeKind.SAME for change in compare(text, text).changes)


def changes(old: str, new: str) -> list[Change]:
    return [change for change in compare(old, new).changes if change.kind is not ChangeKind.SAME]


LONG = "Every municipality shall publish its budget before the end of March and explain each item in plain language."
OTHER = "Rivers and forests have standing before the courts, and guardians chosen by lot speak for them."
THIRD = "Housing is built by cooperatives that own the land in common and never sell it."


def test_an_edited_paragraph_shows_its_words() -> None:
    [change] = changes(LONG, LONG.replace("March", "April"))
    assert change.kind is ChangeKind.EDITED
    assert [word for word in change.words if word[0] != "="] == [("-", "March"), ("+", "April")]


def test_a_moved_paragraph() -> None:
    [change] = changes(f"{LONG}\n\n{OTHER}\n\n{THIRD}", f"{THIRD}\n\n{LONG}\n\n{OTHER}")
    assert (change.kind, change.old, change.new) == (ChangeKind.MOVED, (2,), (0,))


def test_a_moved_and_edited_paragraph() -> None:
    [change] = changes(f"{LONG}\n\n{OTHER}\n\n{THIRD}", f"{THIRD.replace('never', 'may not')}\n\n{LONG}\n\n{OTHER}")
    assert (change.kind, change.old, change.new) == (ChangeKind.MOVED_EDITED, (2,), (0,))


def test_a_split_and_a_join() -> None:
    [change] = changes(f"{LONG} {OTHER}", f"{LONG}\n\n{OTHER}")
    assert (change.kind, change.old, change.new) == (ChangeKind.SPLIT, (0,), (0, 1))
    [change] = changes(f"{LONG}\n\n{OTHER}", f"{LONG} {OTHER}")
    assert (change.kind, change.old, change.new) == (ChangeKind.JOINED, (0, 1), (0,))


def test_changed_markup_and_line_breaks_are_reformatting() -> None:
    for old, new in [
        ("2. One thing", "2) One thing"),
        ("Water and land", "Water\nand land"),
        ("Water and *land*", "Water **and** land"),
        ("# Water and land", "## Water and land"),
    ]:
        assert [change.kind for change in changes(old, new)] == [ChangeKind.REFORMATTED], (old, new)


def test_inserted_and_deleted() -> None:
    assert [change.kind for change in changes(LONG, f"{OTHER}\n\n{LONG}")] == [ChangeKind.INSERTED]
    assert [change.kind for change in changes(f"{LONG}\n\n{OTHER}", OTHER)] == [ChangeKind.DELETED]


def test_a_rewritten_sentence_is_one_replacement() -> None:
    old = f"{THIRD} The council meets on the first Monday of the month. {OTHER}"
    new = f"{THIRD} All sittings are held in public and streamed. {OTHER}"
    [change] = changes(old, new)
    assert [operation for operation, _ in change.words] == ["=", "-", "+", "="]


def test_a_deleted_paragraph_is_shown_where_it_was() -> None:
    found = compare(f"{LONG}\n\n{OTHER}\n\n{THIRD}", f"{LONG}\n\n{THIRD}")
    assert [change.kind for change in found.changes] == [ChangeKind.SAME, ChangeKind.DELETED, ChangeKind.SAME]


@pytest.mark.parametrize(
    ("whole", "parts"),
    [
        (f"{LONG} {OTHER} {THIRD}", (LONG, OTHER, THIRD)),
        (
            "水道は公共のものである。決して売却してはならない。",
            ("水道は公共のものである。", "決して売却してはならない。"),
        ),
    ],
)
def test_a_verbatim_split_or_join_is_certain(whole: str, parts: tuple[str, ...]) -> None:
    for [change] in (changes(whole, "\n\n".join(parts)), changes("\n\n".join(parts), whole)):
        assert change.kind in (ChangeKind.SPLIT, ChangeKind.JOINED)
        assert change.confidence >= 0.9


def test_a_fence_that_is_never_closed_joins_all_below_it_though_every_fourth_paragraph_was_edited() -> None:
    paragraphs = [
        f"Clause {number} is about the budget of the council and its {number} towns." for number in range(400)
    ]
    edited = [each if at % 4 else each.replace("budget", "accounts") for at, each in enumerate(paragraphs)]
    [change] = changes("\n\n".join(paragraphs), "```\n" + "\n\n".join(edited))
    assert change.kind is ChangeKind.JOINED
    assert change.old == tuple(range(400))


@pytest.mark.parametrize(
    ("language", "begun", "further"),
    [
        ("en", "Prices are public", " and so are the books of every company that sells water in any town of the land"),
        ("ar", "الأسعار علنيّة للجميع", " وكذلك دفاتر كلّ شركة تبيع الماء في أيّ مدينة من مدن البلاد وقراها كلّها"),
        ("th", "ราคาน้ำเปิดเผยต่อสาธารณะ", " และบัญชีของทุกบริษัทที่ขายน้ำในทุกเมืองของประเทศก็ต้องเปิดเผยต่อสาธารณะเช่นกัน"),
        (
            "ja",
            "水の料金は公開する。",
            "全国のすべての町で水を売る会社の帳簿もまた、誰もがいつでも読めるように公開しなければならない。",
        ),
    ],
)
def test_a_paragraph_that_somebody_went_on_with_is_the_same_one(language: str, begun: str, further: str) -> None:
    old = f"Water is a right.\n\n{begun}\n\nTowns own the pipes.\n"
    for longer in (begun + further * 8, (further * 8).strip() + begun):
        new = old.replace(begun, longer)
        for one, other in ((old, new), (new, old)):
            changes = compare(one, other, language).changes
            assert [(change.kind.value, change.old, change.new) for change in changes][1] == ("edited", (1,), (1,))
