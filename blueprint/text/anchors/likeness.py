"""How alike two words are by their letters (see `letters`)."""

from __future__ import annotations

from rapidfuzz.distance import Indel

from blueprint.text.document.scripts.ideographs import IDEOGRAPH

ALIKE = 0.6
"""Two words with this likeness are one word, respelled: "teh" and "the", "delegate" and "delegates"."""
ALIKE_IDEOGRAPHS = 0.5
"""The same for words with ideographs, two of which make a word: one of them may be another."""
OTHER_NUMBER = 0.5
"""The likeness of any two numbers: a number gives way to another where a word would be edited."""


def likeness(old: str, new: str) -> float:
    """How alike the letters of two words are, 0 to 1, by their longest common subsequence.

    1 if a reader reads the same letters. 0 if less than ALIKE: any two words share some letters.
    """
    if old == new:
        return 1.0 if old else 0.0
    cutoff = ALIKE_IDEOGRAPHS if IDEOGRAPH.search(old) else ALIKE
    alike = Indel.normalized_similarity(old, new, score_cutoff=cutoff)
    return max(alike, OTHER_NUMBER) if old.isdigit() and new.isdigit() else alike
