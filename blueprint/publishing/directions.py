"""The direction of a paragraph, by its first strong character (Unicode Standard Annex 9, rule P2)."""

import unicodedata


def opposite_direction(words: str, way: str) -> str:
    """`ltr` or `rtl` when the first strong character runs against this `way`; empty otherwise."""
    for character in words:
        strong = unicodedata.bidirectional(character)
        if strong in ("L", "R", "AL"):
            own = "ltr" if strong == "L" else "rtl"
            return "" if own == way else own
    return ""
