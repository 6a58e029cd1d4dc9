"""Match paragraphs by the attributes written below them ("{: .date }"), where nothing else is between their neighbours.

A date, a byline or a price that is marked as such is the same one, though every word of it is new.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from blueprint.text.diff.features import Features
from blueprint.text.diff.matching import Matching

ATTRIBUTE_LINE = re.compile(r"[\r\n][ \t]*\{:?([^{}]*)\}[ \t]*\Z")
ATTRIBUTE = re.compile(r"""([^\s="']+=?)(?:"[^"]*"|'[^']*'|(?<==)\S*)?""")
CONFIDENCE = 0.8


def match_attributed(old: Sequence[Features], new: Sequence[Features], matching: Matching) -> None:
    """Match paragraphs that are alone between matched neighbours and have attributes of the same names."""
    if not any(partner < 0 and "{" in each.paragraph.text for each, partner in zip(old, matching.new_of, strict=True)):
        return
    for gap in list(matching.gaps()):
        if gap.complete and len(gap.old) == len(gap.new) == 1:
            names = attribute_names(old[gap.old[0]].paragraph.text)
            if names and names == attribute_names(new[gap.new[0]].paragraph.text):
                matching.match(gap.old[0], gap.new[0], CONFIDENCE)


def attribute_names(text: str) -> frozenset[str]:
    """The classes and keys in the attribute line that a paragraph ends in."""
    line = ATTRIBUTE_LINE.search(text)
    return frozenset(ATTRIBUTE.findall(line[1])) if line else frozenset()
