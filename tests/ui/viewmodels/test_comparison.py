"""Comparisons as a browser draws them: every paragraph once, every changed word marked, the rest folded."""

from hypothesis import given
from hypothesis import strategies as st

from blueprint.text import compare
from blueprint.ui.viewmodels.comparison import ComparisonBlock, ComparisonView, comparison_view
from blueprint.ui.viewmodels.document import MarkedRange, TextPiece, document_view


def drawn(
    old: str, new: str, on_old: list[MarkedRange] | None = None, on_new: list[MarkedRange] | None = None
) -> ComparisonView:
    return comparison_view(
        document_view(old, "en"), document_view(new, "en"), compare(old, new, "en"), on_old or [], on_new or []
    )


def marked(pieces: list[TextPiece], operation: str | None) -> str:
    return "".join(piece["t"] for piece in pieces if piece.get("op") == operation)


def of_kind(found: ComparisonView, kind: str) -> list[ComparisonBlock]:
    return [block for block in found["blocks"] if block["kind"] == kind]


LONG = [f"Paragraph {n} speaks of the river and of number {n}." for n in range(12)]


def test_an_edit_marks_what_was_removed_and_what_was_added_on_both_sides_and_in_one_column() -> None:
    found = drawn("The **old** words stay here.", "The **new** words stay here.")
    [block] = of_kind(found, "edited")
    assert marked(found["old"][0]["p"], "-") == "old"
    assert marked(found["new"][0]["p"], "+") == "new"
    [pieces] = block["merged"]
    assert "".join(piece["t"] for piece in pieces) == "The oldnew words stay here."
    [gone] = [piece for piece in pieces if piece.get("op") == "-"]
    assert (gone["side"], gone["s"], gone["e"]) == ("old", 6, 9)


def test_the_summary_counts_what_happened() -> None:
    old = [*LONG, "This one leaves us without a trace.", "Closing words."]
    new = [
        LONG[0].replace("speaks", "tells"),
        *LONG[2:7],
        LONG[1],
        *LONG[7:],
        "Closing words.",
        "An entirely new thought.",
    ]
    assert drawn("\n\n".join(old), "\n\n".join(new))["summary"] == "1 edited, 1 moved, 1 added, 1 removed."


def test_nothing_changed_says_so_and_folds_everything() -> None:
    found = drawn("\n\n".join(LONG), "\n\n".join(LONG))
    assert found["summary"] == "No differences."
    assert all(block["folded"] for block in found["blocks"])


def test_unchanged_runs_are_folded_but_for_the_neighbours_of_a_change() -> None:
    new = [*LONG[:5], LONG[5].replace("speaks", "tells"), *LONG[6:]]
    folded = [block["folded"] for block in drawn("\n\n".join(LONG), "\n\n".join(new))["blocks"]]
    assert folded == [True] * 4 + [False] * 3 + [True] * 5


def test_two_unchanged_paragraphs_are_not_worth_folding() -> None:
    old = ["The first speaks of wells.", "A", "B", "C", "D", "The last speaks of pipes."]
    new = ["The first tells of wells.", "A", "B", "C", "D", "The last tells of pipes."]
    assert not any(block["folded"] for block in drawn("\n\n".join(old), "\n\n".join(new))["blocks"])


def test_a_moved_paragraph_says_where_from_and_leaves_a_mark_where_it_was() -> None:
    new = [*LONG[1:], LONG[0]]
    found = drawn("\n\n".join(LONG), "\n\n".join(new))
    assert [block["note"] for block in of_kind(found, "moved")] == ["Moved here from paragraph 1"]
    assert found["blocks"][0]["kind"] == "moved-away"
    assert found["blocks"][0]["note"] == "Paragraph 1 moved to paragraph 12"


def test_other_formatting_alone_is_said_to_be_that() -> None:
    found = drawn("Some plain words here.", "Some **plain** words here.")
    assert [block["note"] for block in found["blocks"]] == ["Only the formatting changed"]


def test_threads_are_on_their_words_on_both_sides() -> None:
    found = drawn("The old words stay.", "The new words stay.", [MarkedRange(4, 7, "a")], [MarkedRange(8, 13, "b")])
    assert [piece["t"] for piece in found["old"][0]["p"] if "a" in piece.get("on", [])] == ["old"]
    merged = found["blocks"][0]["merged"][0]
    assert {name: piece["t"] for piece in merged for name in piece.get("on", [])} == {"a": "old", "b": "words"}


TEXTS = st.lists(
    st.sampled_from([*LONG, "- an item", "## A heading", "> quoted", "Short.", "**bold** & _more_"]), max_size=9
)


@given(TEXTS, TEXTS)
def test_every_paragraph_is_drawn_exactly_once(old: list[str], new: list[str]) -> None:
    found = drawn("\n\n".join(old), "\n\n".join(new))
    blocks = [block for block in found["blocks"] if block["kind"] != "moved-away"]
    assert sorted(index for block in blocks for index in block["old"]) == sorted(found["old"])
    assert sorted(index for block in blocks for index in block["new"]) == sorted(found["new"])


@given(TEXTS, TEXTS)
def test_one_column_holds_every_kept_and_added_word_in_order(old: list[str], new: list[str]) -> None:
    found = drawn("\n\n".join(old), "\n\n".join(new))
    for block in found["blocks"]:
        for index, pieces in zip(block["new"], block.get("merged", []), strict=False):
            kept = "".join(piece["t"] for piece in pieces if piece.get("op") != "-")
            assert kept == "".join(piece["t"] for piece in found["new"][index]["p"])
