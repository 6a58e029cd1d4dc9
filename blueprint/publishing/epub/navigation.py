"""The headings of a chapter for the navigation document, each with those below it (EPUB 3.3, 7.4)."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from blueprint.publishing.markdown.model import Heading


class NavigationEntry(NamedTuple):
    """A heading and the entries of the headings under it."""

    title: str
    address: str
    below: list["NavigationEntry"]


def navigation_entries(headings: Sequence[Heading], files: Mapping[str, str]) -> list[NavigationEntry]:
    """The headings as a tree: a heading is below the last one of a higher level. `files` has the file of each anchor."""
    tree: list[NavigationEntry] = []
    opened: list[tuple[int, list[NavigationEntry]]] = [(0, tree)]
    for heading in headings:
        while opened[-1][0] >= heading.level:
            opened.pop()
        entry = NavigationEntry(heading.title, f"{files[heading.anchor]}#{heading.anchor}", [])
        opened[-1][1].append(entry)
        opened.append((heading.level, entry.below))
    return tree
