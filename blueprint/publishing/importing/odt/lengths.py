"""Lengths of OpenDocument texts (XSL 1.1, 5.9.13; ODF 1.3, part 3, 18.3.18)."""

import re

_LENGTH = re.compile(r"(-?\d{1,6}(?:\.\d{1,10})?)(in|cm|mm|pt|pc|px)")
_TWIPS = {"in": 1440.0, "cm": 1440 / 2.54, "mm": 144 / 2.54, "pt": 20.0, "pc": 240.0, "px": 15.0}


def twips(text: str) -> int | None:
    """A length in twentieths of a point; None for what is none, or is relative."""
    found = _LENGTH.fullmatch(text.strip())
    return round(float(found[1]) * _TWIPS[found[2]]) if found else None
