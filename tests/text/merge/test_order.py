"""In which order a merge has what one side replaced, inserted or moved, and the other kept."""

import pytest

from blueprint.text import merge

A, B, C, D = (
    "Town councils shall publish their budgets before the end of March.",
    "Rivers and forests have standing before the courts.",
    "Housing is built by cooperatives that own the land in common.",
    "A council of users sets the price of water in public.",
)
NEW = "What one side has added to it all."


def text(*paragraphs: str) -> str:
    return "\n\n".join(paragraphs)


@pytest.mark.parametrize(
    "replacement", ["Nobody may sell the air that all breathe.", "Wind and air are sold by nobody."]
)
@pytest.mark.parametrize("before", [A, ""])
def test_what_replaces_a_paragraph_comes_before_what_the_other_side_inserted_after_it(
    replacement: str, before: str
) -> None:
    """It is no conflict, though the other side deleted what is before it; whichever of the texts sorts first."""
    inserted = "What one side has added to it all."
    base, ours = text(A, B, C), text(A, replacement, C)
    theirs = text(*filter(None, (before, B, inserted, C)))
    for merged in (merge(base, ours, theirs), merge(base, theirs, ours)):
        assert merged.conflicts == ()
        assert merged.text == text(*filter(None, (before, replacement, inserted, C)))


def test_paragraphs_that_together_have_more_lines_than_the_one_they_changed_places_with_stayed() -> None:
    two_lines = f"{C}\nNobody may buy it."
    base = text(A, B, D, two_lines)
    ours, theirs = text(two_lines, A, B, D), text(A, B, D, NEW, two_lines)
    assert merge(base, ours, theirs).text == merge(base, theirs, ours).text == text(two_lines, A, B, D, NEW)
