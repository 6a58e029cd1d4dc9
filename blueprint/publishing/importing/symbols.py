"""Characters of Word's symbol fonts, which have codes of their own, as the characters of Unicode that look like them."""

import unicodedata

_GREEK = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", "αβχδεφγηιϕκλμνοπθρστυϖωξψζ"
_SYMBOL = {
    **dict(zip(range(0x41, 0x5B), _GREEK[0], strict=True)),
    **dict(zip(range(0x61, 0x7B), _GREEK[1], strict=True)),
    0x22: "∀", 0x24: "∃", 0x27: "∋", 0x2A: "∗", 0x2D: "−", 0x40: "≅", 0x5C: "∴", 0x5E: "⊥", 0xA0: "€", 0xA2: "′",
    0xA3: "≤", 0xA5: "∞", 0xA7: "♣", 0xA8: "♦", 0xA9: "♥", 0xAA: "♠", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→",
    0xAF: "↓", 0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB5: "∝", 0xB6: "∂", 0xB7: "•", 0xB8: "÷",
    0xB9: "≠", 0xBA: "≡", 0xBB: "≈", 0xBC: "…", 0xC5: "⊕", 0xC6: "∅", 0xC7: "∩", 0xC8: "∪", 0xC9: "⊃", 0xCA: "⊇",
    0xCC: "⊂", 0xCD: "⊆", 0xCE: "∈", 0xCF: "∉", 0xD0: "∠", 0xD1: "∇", 0xD2: "®", 0xD3: "©", 0xD4: "™", 0xD5: "∏",
    0xD6: "√", 0xD7: "⋅", 0xD8: "¬", 0xD9: "∧", 0xDA: "∨", 0xDB: "⇔", 0xDC: "⇐", 0xDD: "⇑", 0xDE: "⇒", 0xDF: "⇓",
    0xE5: "∑", 0xF2: "∫",
}  # fmt: skip
_WINGDINGS = {
    0x21: "✏", 0x22: "✂", 0x28: "☎", 0x2A: "✉", 0x36: "⌛", 0x4A: "☺", 0x4C: "☹", 0x6C: "●", 0x6D: "❍", 0x6E: "■",
    0x6F: "□", 0x71: "❑", 0x72: "❒", 0x75: "◆", 0x76: "❖", 0x77: "⬥", 0x9F: "•", 0xA7: "▪", 0xA8: "◻", 0xAB: "★",
    0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒",
    0xFE: "☑",
}  # fmt: skip
_WINGDINGS_2 = {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0xA3: "☐"}
_TABLES = {"symbol": _SYMBOL, "wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2}
_UNKNOWN_FONTS = frozenset({"wingdings 3", "webdings", "marlett"})
"""Fonts whose codes are their own too, and not known here."""
UNKNOWN = "\ufffd"


def in_symbol_font(font: str) -> bool:
    """Whether the font has codes of its own."""
    return font.lower() in _TABLES


def unicode_of(code: int, font: str) -> str:
    """The character that looks like this one of a symbol font, the same one of another; U+FFFD when none is known."""
    table = _TABLES.get(font.lower())
    if table is None:
        is_assigned = 0x20 <= code <= 0x10FFFF and unicodedata.category(chr(code))[0] != "C"
        return chr(code) if is_assigned and font.lower() not in _UNKNOWN_FONTS else UNKNOWN
    code = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code
    return table.get(code, chr(code) if 0x20 <= code < 0x7F and table is _SYMBOL else UNKNOWN)


def seen_in(text: str, font: str) -> str:
    """A text in a symbol font as it is seen; characters that such a font does not have are of another, and stay."""
    return "".join(unicode_of(ord(c), font) if _is_in_font(c) else c for c in text)


def _is_in_font(character: str) -> bool:
    code = ord(character)
    return (0x21 <= code <= 0xFF and code != 0xA0) or 0xF000 <= code <= 0xF0FF
