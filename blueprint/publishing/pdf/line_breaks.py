"""Where lines may be broken beside what Typst knows (Unicode Standard Annex 14): long words without a space, and Korean.

A place to break is marked by U+200B, of which `templates/pdf/setting.typ` leaves nothing in the page. Thai, Lao, Khmer,
Burmese, Chinese and Japanese need no such places: Typst breaks them by dictionary and by rule.
"""

import re
import unicodedata
from collections.abc import Iterator

BREAK = "\u200b"

_BROKEN_BY_RULE = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
)
_LONG = re.compile(rf"[^\s{BREAK}]{{40,}}")
_SIGN = re.compile(r"[/?&=#_.-](?=[^\s/])")
_UNBROKEN = re.compile(rf"[^\s/?&=#_.{BREAK}\-{_BROKEN_BY_RULE}]{{21,}}")
_LETTERS = re.compile(r"[^\W\d_]+")
_HYPHENATED = ("LATIN", "GREEK", "CYRILLIC")
"""Scripts of the languages that Typst hyphenates."""


def breakable(text: str) -> str:
    """The text with places to break in words of 40 characters and more: after signs, as in addresses, else every 20 letters.

    A word of letters alone is hyphenated by its language; only of more than 60 letters, which no language has, every 30th
    is followed by such a place, too. No place is inside a syllable.
    """
    return _LONG.sub(lambda long: _SIGN.sub(f"\\g<0>{BREAK}", _UNBROKEN.sub(_divided, long.group())), text)


def _divided(found: "re.Match[str]") -> str:
    letters = found.group()
    hyphenated = _LETTERS.fullmatch(letters) and unicodedata.name(letters[0], "").startswith(_HYPHENATED)
    if hyphenated and len(letters) <= 60:
        return letters
    return BREAK.join(_parts(letters, 30 if hyphenated else 20))


def _parts(letters: str, size: int) -> Iterator[str]:
    """The letters in parts of at least this size; combining signs stay with their letters, and conjuncts whole."""
    start = 0
    for at in range(1, len(letters)):
        if at - start >= size and not _joins(letters[at - 1], letters[at]):
            yield letters[start:at]
            start = at
    yield letters[start:]


def _joins(one: str, other: str) -> bool:
    """Whether two characters are of one syllable (compare Unicode Standard Annex 29, rules GB9 to GB9c)."""
    virama = unicodedata.combining(one) == 9
    return virama or unicodedata.category(other)[0] == "M" or {one, other} & {"\u200c", "\u200d"} != set()
