"""Rows: what a reader sees of a text, and where each visible character stands in its source."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from blueprint.ui.viewmodels.document import (
    DocumentRow,
    MarkedRange,
    document_view,
    paragraph_at,
    plain_text,
    rows,
    text_direction,
)

TEXT = """\
---
title: hidden
---

## Water *for all*

Some **bold** and \\*starred\\* words &amp; more[^1].

1. first
1. second
   - inner

> Quoted words.

| Head | Two |
|------|-----|
| a    | b   |

![A chart](images/x.png)

<!-- a note to the editor -->

***

[^1]: A note.
"""


def shown(markdown: str, threads: list[MarkedRange] | None = None, language: str = "en") -> list[DocumentRow]:
    return rows(document_view(markdown, language), threads or [])


def words(row: DocumentRow) -> str:
    return "".join(piece["t"] for piece in row["p"])


def test_front_matter_and_comments_are_not_shown() -> None:
    kinds = [row["kind"] for row in shown(TEXT)]
    assert "front-matter" not in kinds
    assert "html" not in kinds
    assert kinds[0] == "heading"


def test_body_paragraphs_and_quotations_are_numbered_and_items_are_called_by_their_signs() -> None:
    numbers = {words(row): (row["n"], row["label"]) for row in shown(TEXT)}
    assert numbers["Some bold and *starred* words & more1."] == (1, "1")
    items = [numbers["first"], numbers["second"], numbers["inner"]]
    assert items == [(None, "1 (1)"), (None, "1 (2)"), (None, "1 (2)•1")]
    assert numbers["Quoted words."] == (2, "2")
    assert {numbers[other] for other in ("Water for all", "HeadTwo", "ab", "A chart", "A note.")} == {(None, "")}


def test_list_markers_count_on_as_a_reader_expects() -> None:
    items = [(row["marker"], row["ordered"], row["level"]) for row in shown(TEXT) if row["kind"] == "list-item"]
    assert items == [("1.", True, 1), ("2.", True, 1), ("◦", False, 2)]


def test_every_piece_names_the_source_it_shows() -> None:
    for row in shown(TEXT):
        for piece in row["p"]:
            source = TEXT[piece["s"] : piece["e"]]
            assert source == piece["t"] or source in ("&amp;",) or piece["t"].strip() == source


def test_an_entity_is_one_piece_with_all_of_its_source() -> None:
    [row] = shown("a &amp; b")
    assert [(piece["t"], piece["s"], piece["e"]) for piece in row["p"]] == [("a ", 0, 2), ("&", 2, 7), (" b", 7, 9)]


def test_a_reference_link_leads_where_its_definition_says() -> None:
    [row] = shown("See [the plan][p].\n\n[p]: https://example.org/plan")
    assert [(piece["t"], piece.get("m")) for piece in row["p"]] == [
        ("See ", None),
        ("the plan", [("link", "https://example.org/plan")]),
        (".", None),
    ]


def test_a_thread_on_some_words_cuts_them_out() -> None:
    [row] = shown("one two three", [MarkedRange(4, 7, "t1"), MarkedRange(6, 10, "t2")])
    found = [(piece["t"], piece.get("on", [])) for piece in row["p"]]
    assert found == [("one ", []), ("tw", ["t1"]), ("o", ["t1", "t2"]), (" th", ["t2"]), ("ree", [])]
    assert row["whole"] == []


def test_a_thread_on_a_whole_paragraph_cuts_nothing() -> None:
    source = "- **one** two"
    [row] = shown(source, [MarkedRange(0, len(source), "t1")])
    assert row["whole"] == ["t1"]
    assert all("on" not in piece for piece in row["p"])


def test_a_thread_across_markup_is_on_the_words_of_both_sides() -> None:
    [row] = shown("one **two** three", [MarkedRange(0, 9, "t")])
    assert "".join(piece["t"] for piece in row["p"] if "on" in piece) == "one two"


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("plain words", "ar", "ltr"),
        ("الماء حقّ", "en", "rtl"),
        ("UNESCO تقول إن الماء حقّ للجميع", "ar", "rtl"),
        ("12 + 3", "ar", "rtl"),
        ("12 + 3", "en", "ltr"),
    ],
)
def test_a_paragraph_runs_the_way_most_of_its_letters_do(text: str, language: str, expected: str) -> None:
    assert shown(text, language=language)[0]["dir"] == expected


def test_all_rows_of_a_table_have_its_direction() -> None:
    source = (
        "| السنة | السعر |\n|---|---|\n| 2025 | 12 |\n| Total | 22 |\n\n| Year | Price |\n|---|---|\n| 2025 | 12 |\n"
    )
    assert [row["dir"] for row in shown(source, language="en")] == ["rtl"] * 3 + ["ltr"] * 2


def test_direction_of_nothing_is_the_language_s() -> None:
    assert text_direction("", "rtl") == "rtl"


def test_paragraph_at_finds_the_paragraph_that_holds_an_offset() -> None:
    found = document_view("one\n\ntwo", "en")
    assert [paragraph_at(found, at) for at in (0, 2, 3, 5, 7, 8)] == [0, 0, None, 1, 1, None]


def test_plainly_gives_the_words_without_markup() -> None:
    assert plain_text("**one**\n\n- [two](https://example.org)") == "one two"


@given(st.text(alphabet="ab *_`[]()&#;\\\n>-|1.😀ا", max_size=60))
@example("_&_;")
@example("*&#1*;")
def test_pieces_are_in_order_inside_their_paragraph_whatever_was_typed(markdown: str) -> None:
    for row in shown(markdown):
        edges = [edge for piece in row["p"] for edge in (piece["s"], piece["e"])]
        assert edges == sorted(edges)
        assert all(row["s"] <= edge <= row["e"] for edge in edges)
        assert all(piece["t"] for piece in row["p"])


def test_signs_of_lists_are_shown_as_they_are_written() -> None:
    text = "1. a\n1. b\n7. c\n\n3) d\n4) e\n\n(1) f\n(3) g\n\n(a) h\n(b) i\n\n    (i) j\n    (ii) k\n(c) l\n"
    text += "\nI.  m\nII.  n\n"
    found = shown(text)
    assert [row["marker"] for row in found] == [
        "1.", "2.", "3.", "3)", "4)", "(1)", "(3)", "(a)", "(b)", "(i)", "(ii)", "(c)", "I.", "II.",
    ]  # fmt: skip
    assert all(row["ordered"] for row in found)


def test_the_box_of_a_task_is_a_piece_of_its_own() -> None:
    source = "- [ ] ask *her*\n- [x] done\n- [x](y)\n\n[ ] no task\n"
    found = [
        [(piece["t"], piece.get("m"), source[piece["s"] : piece["e"]]) for piece in row["p"]] for row in shown(source)
    ]
    assert found[0] == [("[ ] ", [("task", "")], "[ ] "), ("ask ", None, "ask "), ("her", [("emphasis", "")], "her")]
    assert found[1] == [("[x] ", [("task", "")], "[x] "), ("done", None, "done")]
    assert [piece[1] for piece in found[2] + found[3]] == [[("link", "y")], None]


def test_a_whole_formula_says_how_it_is_shown_and_a_part_of_one_does_not() -> None:
    source = "So $a_1$ and $$\\frac{1}{2}$$ for $5.\n"
    marks = [piece["m"] for piece in shown(source)[0]["p"] if "m" in piece]
    assert marks == [[("math", "$")], [("math", "$$")]]
    cut = shown(source, [MarkedRange(source.index("a_1") + 1, source.index("and"), "thread")])[0]["p"]
    assert [piece["m"] for piece in cut if "m" in piece] == [[("math", "")], [("math", "")], [("math", "$$")]]
