"""Match paragraphs whose ideographs were converted from traditional to simplified ones, or back.

Hardly a word of them is the same, though most characters are forms of those in the same place.
"""

from __future__ import annotations

from collections.abc import Sequence

from blueprint.text.diff.candidates import gap_candidates
from blueprint.text.diff.features import Features
from blueprint.text.diff.matching import Matching
from blueprint.text.document.scripts.ideographs import IDEOGRAPH, is_converted

MIN_SAME = 0.8
"""The share of characters that are the same or another form: what is one word to Unicode may be written in two ways."""
CONFIDENCE = 0.95


def match_converted(old: Sequence[Features], new: Sequence[Features], matching: Matching) -> None:
    """Match what was converted, and has not otherwise changed, within its gap."""
    unmatched = (each.plain for each, partner in zip(old, matching.new_of, strict=True) if partner < 0)
    if not any(map(IDEOGRAPH.search, unmatched)):
        return
    for gap in list(matching.gaps()):
        for at, to in gap_candidates(gap):
            if matching.is_free(at, to) and is_converted_text(old[at].plain, new[to].plain):
                matching.match(at, to, CONFIDENCE)


def is_converted_text(one: str, other: str) -> bool:
    """Whether two texts have as many characters, and nearly all are the same or forms of one ideograph."""
    if len(one) != len(other) or not IDEOGRAPH.search(one):
        return False
    pairs = list(zip(one, other, strict=True))
    same = sum(before == after for before, after in pairs)
    converted = sum(is_converted(*pair) for pair in pairs if pair[0] != pair[1])
    return converted > 0 and same + converted >= MIN_SAME * len(one)
