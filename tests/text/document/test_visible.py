"""The visible text of a paragraph."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blueprint.text import MarkKind, split, visible_runs, visible_text
from tests.text.strategies import anything, markdowns


@given(st.one_of(anything, markdowns))
def test_offsets_are_in_the_source_and_never_decrease(text: str) -> None:
    for paragraph in split(text).paragraphs:
        previous = 0
        for run in visible_runs(paragraph):
            assert len(run.offsets) == len(run.text) > 0
            for offset in run.offsets:
                assert previous <= offset < len(paragraph.text)
                previous = offset


@given(st.one_of(anything, markdowns))
def test_the_offset_of_a_letter_is_that_letter_in_the_source(text: str) -> None:
    for paragraph in split(text).paragraphs:
        if "&" in text or "%" in text or "<" in text:
            return
        for run in visible_runs(paragraph):
            for character, offset in zip(run.text, run.offsets, strict=True):
                assert not character.isalpha() or paragraph.text[offset] == character


def visible(markdown: str) -> list[str]:
    return [visible_text(paragraph) for paragraph in split(markdown).paragraphs]


def test_markup_is_not_visible() -> None:
    assert visible("## A *b* **c** ##") == ["A b c"]
    assert visible("- [x](https://example.org 'y') &amp; \\* `z` ~~w~~ H~2~O^3^[^n]") == ["x & * z w H2O3n"]
    assert visible("> a\n> b") == ["a\nb"]
    assert visible("Title\n=====") == ["Title"]
    assert visible("[^1]: Note") == ["Note"]
    assert visible("one<br>two <b>three</b>") == ["one\ntwo three"]


def test_code_is_shown_as_source() -> None:
    assert visible("```py\na = 1\n  b *c*\n```") == ["a = 1\n  b *c*"]
    assert visible("    a\n      b") == ["a\n  b"]


def test_cells_of_a_table_row() -> None:
    row = split("| a \\| b | *c* |\n|---|---|\n| d | |").paragraphs[0]
    assert visible_text(row) == "a | b\tc"
    assert [(run.text, run.cell) for run in visible_runs(row)] == [("a | b", 0), ("c", 1)]


def test_marks_and_their_addresses() -> None:
    found = visible_runs(split("a **b *c*** [d](https://example.org) ![e](e.png)[^f]").paragraphs[0])
    assert [(run.text, [(mark.kind, mark.href) for mark in run.marks]) for run in found] == [
        ("a ", []),
        ("b ", [(MarkKind.STRONG, None)]),
        ("c", [(MarkKind.STRONG, None), (MarkKind.EMPHASIS, None)]),
        (" ", []),
        ("d", [(MarkKind.LINK, "https://example.org")]),
        (" ", []),
        ("e", [(MarkKind.IMAGE, "e.png")]),
        ("f", [(MarkKind.FOOTNOTE, "f")]),
    ]


def test_a_dangerous_address_is_no_link() -> None:
    found = visible_runs(split("[click](javascript:alert(1))").paragraphs[0])
    assert all(mark.kind is not MarkKind.LINK for run in found for mark in run.marks)


def test_reference_links_need_their_definitions() -> None:
    paragraph = split("See [the law][l].").paragraphs[0]
    assert visible_text(paragraph) == "See [the law][l]."
    assert visible_text(paragraph, {"l": "https://example.org"}) == "See the law."


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("Art. 5 gilt", "Art. 5 gilt"),
        ("Sept. 27 meeting", "Sept. 27 meeting"),
        ("A. Smith spoke", "A. Smith spoke"),
        ("12a. no sign", "12a. no sign"),
        ("v. Retries. If", "Retries. If"),
        ("(b) Abs. 2", "Abs. 2"),
        ("B.  Nr. 3", "Nr. 3"),
    ],
)
@pytest.mark.parametrize("before", ["- a\n  - ", "1. a\n   1. ", "> * a\n>   * ", "- a\n  - b\n    - ", "- a\n  - # "])
def test_words_behind_the_markers_of_nested_items_are_visible(before: str, words: str, shown: str) -> None:
    shown = words if before.endswith("# ") else shown
    assert visible_text(split(f"{before}{words}").paragraphs[-1]) == shown


@pytest.mark.parametrize("text", ["It costs US$5/US$ 6.", "R$3/kg$ and A$4/A$ more", "5$/kg or 6$/kg"])
def test_dollars_behind_letters_or_digits_are_money(text: str) -> None:
    (paragraph,) = split(text).paragraphs
    assert visible_text(paragraph) == text
