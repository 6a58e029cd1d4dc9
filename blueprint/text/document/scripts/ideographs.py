"""Traditional and simplified ideographs.

Unicode does not say which are forms of one character, but the national character sets say which are which: Big5 has the
traditional ones, GB 2312 the simplified ones, JIS X 0208 the Japanese ones, and each lacks the other forms.
"""

from __future__ import annotations

import re
from functools import lru_cache

IDEOGRAPH = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


LEVEL_TWO = b"\x98\x9f"
"""The first code in Shift JIS of the ideographs that are not in everyday use, among them the traditional ones."""


@lru_cache(maxsize=1 << 14)
def _encoded(character: str, encoding: str) -> bytes:
    """The code of a character in a character set; b"" if it is not in there."""
    return character.encode(encoding, errors="ignore")


def _is_traditional(character: str) -> bool:
    return bool(_encoded(character, "big5")) and not _encoded(character, "gb2312")


def _is_simplified(character: str) -> bool:
    """Whether a character is a Chinese or Japanese simplification."""
    return not _encoded(character, "big5") and bool(_encoded(character, "gb2312") or _encoded(character, "shift_jis"))


def _is_everyday_japanese(character: str) -> bool:
    return b"" < _encoded(character, "shift_jis") < LEVEL_TWO


def is_converted(one: str, other: str) -> bool:
    """Whether one character is traditional, the other simplified: in the same place they are forms of one character.

    A text is written in one of both, so that another word in its place would be too. Japanese uses forms of both ("買"
    and "売"), but not of one character.
    """
    if not IDEOGRAPH.match(one) or not IDEOGRAPH.match(other):
        return False
    if _is_everyday_japanese(one) and _is_everyday_japanese(other):
        return False
    return (_is_traditional(one) and _is_simplified(other)) or (_is_simplified(one) and _is_traditional(other))
