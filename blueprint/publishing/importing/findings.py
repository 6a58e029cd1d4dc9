"""What is noticed while a file is read, each with a marker that says where in the text it is.

A marker is a number between two noncharacters (Unicode 16.0, 23.7), which no text may hold. It goes to the end of its
paragraph, through Pandoc into the Markdown, and is taken out when its paragraph's number is known.
"""

import re
from enum import StrEnum
from typing import NamedTuple

from blueprint.publishing.importing.report import What
from blueprint.publishing.markdown.pandoc import Node

_OPEN, _CLOSE, _PLACE = "\ufdd0", "\ufdd1", "\ufdd4"
MARKER = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
_PLACE_MARKER = re.compile(f"{_PLACE}(\\d+){_CLOSE}")
NONCHARACTERS = re.compile("[\ufdd0-\ufdef\ufffe\uffff]")


class Outcome(StrEnum):
    """Whether something is in the text in another form, or not at all."""

    CHANGED = "changed"
    LEFT_OUT = "left out"


class Noticed(NamedTuple):
    """One thing that was noticed: what became of it, a sentence, the words concerned and who wrote them."""

    outcome: Outcome
    what: What
    said: str
    words: str = ""
    author: str = ""


class Findings:
    """All that was noticed in a file, in its order."""

    def __init__(self) -> None:
        self.noticed: list[Noticed] = []
        self._places: list[str] = []

    def add(self, outcome: Outcome, what: What, said: str, words: str = "", author: str = "") -> Node:
        """Note it; returns its marker, for the end of its paragraph."""
        self.noticed.append(Noticed(outcome, what, said, " ".join(words.split()), author))
        return {"t": "Str", "c": f"{_OPEN}{len(self.noticed) - 1}{_CLOSE}"}

    def changed(self, what: What, said: str, words: str = "", author: str = "") -> Node:
        """Note what is in the text in another form."""
        return self.add(Outcome.CHANGED, what, said, words, author)

    def left_out(self, what: What, said: str, words: str = "", author: str = "") -> Node:
        """Note what is not in the text."""
        return self.add(Outcome.LEFT_OUT, what, said, words, author)

    def place(self, name: str) -> Node:
        """The marker of a place that links may lead to, for the end of its paragraph too."""
        self._places.append(name)
        return {"t": "Str", "c": f"{_PLACE}{len(self._places) - 1}{_CLOSE}"}

    def place_of(self, node: Node) -> str | None:
        """The name of the place that a node marks; None for another node."""
        found = _PLACE_MARKER.fullmatch(node["c"]) if node["t"] == "Str" and node["c"][:1] == _PLACE else None
        return self._places[int(found[1])] if found else None


def is_marker(node: Node) -> bool:
    """Whether this node is a marker and nothing else."""
    if node["t"] != "Str" or node["c"][:1] not in (_OPEN, _PLACE):
        return False
    return any(each.fullmatch(node["c"]) for each in (MARKER, _PLACE_MARKER))
