"""The navigation document lists headings below each other."""

from blueprint.publishing.epub.navigation import NavigationEntry, navigation_entries
from blueprint.publishing.markdown.model import Heading


def shape(entries: list[NavigationEntry]) -> list[object]:
    return [[entry.title, *shape(entry.below)] for entry in entries]


def test_a_heading_is_below_the_last_one_of_a_higher_level() -> None:
    levels = [1, 2, 2, 1, 3, 2]
    headings = [Heading(level, str(at), f"a{at}") for at, level in enumerate(levels)]
    assert shape(navigation_entries(headings, {f"a{at}": "c.xhtml" for at in range(6)})) == [
        ["0", ["1"], ["2"]],
        ["3", ["4"], ["5"]],
    ]
