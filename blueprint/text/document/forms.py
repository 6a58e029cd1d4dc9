"""Forms of the same text: spellings that differ in code points, and that a reader does not tell apart.

One text can be encoded in many ways: an accent with its letter or after it (Unicode Standard Annex 15), a ligature, a
full-width letter or a presentation form of Arabic instead of the letters themselves, a soft hyphen or nothing, a
non-breaking space or a plain one. `fold` gives all of them one form, in which texts are compared; what is saved is
never folded. What a reader sees, as a superscript or a fraction, is not folded, so NFKC would be too much.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, chain
from unicodedata import category, decomposition, is_normalized, normalize

from icu4py.breakers import CharacterBreaker

COMPATIBILITY_RANGES = (range(0x80, 0x3400), range(0xF900, 0xFFF0))
"""Where the characters are that Unicode has for compatibility with older encodings."""
SAME_LOOK = frozenset({"<noBreak>", "<wide>", "<narrow>", "<isolated>", "<initial>", "<medial>", "<final>"})
"""Types of compatibility decompositions that change the width, the shape in a word, or where a line may end."""
WRITTEN_WITHOUT_SPACES = "\u2e80-\u2fff\u3001-\u9fff\uf900-\ufaff\uff01-\uffef\U00020000-\U0003ffff"
"""Han, Kana and their punctuation: a line break between two of them is no space."""
INDIC = "\u0900-\u0dff\u1000-\u109f\u1780-\u17ff\u1a20-\u1aaf\u1b00-\u1bff\ua840-\uabff"
"""Scripts in which a joiner after a letter changes its shape."""
JOINING = "\u0600-\u08ff\u1800-\u18af\ufb50-\ufdff\ufe70-\ufefc\ufe0f\u2190-\u2bff\U0001f000-\U0001faff"
"""Cursive scripts and emoji, in which a joiner between two characters changes their shapes."""
ZERO_WIDTH = "\xad\u034f\u061c\u180e\u200b\u200e\u200f\u2060-\u2064\ufeff"
"""Soft hyphens, marks of direction, and characters that have no width."""
LINE_BREAK = rf"(?<=[{WRITTEN_WITHOUT_SPACES}])[ \t]*(?:\r\n?|\n)[ \t]*(?=[{WRITTEN_WITHOUT_SPACES}])"
IGNORABLE = re.compile(
    rf"[{ZERO_WIDTH}]|(?<![{INDIC}{JOINING}])[\u200c\u200d]|(?<=[{JOINING}])[\u200c\u200d](?![{JOINING}])|{LINE_BREAK}"
)
"""What a reader does not see: also joiners that have nothing to join, and lines of text written without spaces."""
SARA_AM = re.compile("\u0e4d([\u0e48-\u0e4b]?)\u0e32|([\u0e48-\u0e4b])\u0e4d\u0e32")
LAO_AM = re.compile("\u0ecd([\u0ec8-\u0ecb]?)\u0eb2|([\u0ec8-\u0ecb])\u0ecd\u0eb2")
SARA_E = re.compile("\u0e40\u0e40|\u0ec0\u0ec0")
AE = {"\u0e40\u0e40": "\u0e41", "\u0ec0\u0ec0": "\u0ec1"}
"""The vowel ae of Thai and Lao typed as the vowel e twice, which looks the same."""
NIKHAHIT = re.compile("[\u0e4d\u0ecd][\u0e48-\u0e4b\u0ec8-\u0ecb]?\\Z")
AA = ("\u0e32", "\u0eb2")
E = ("\u0e40", "\u0ec0")
COMPOSED_AM = ("\u0e33", "\u0eb3")
"""The vowel am of Thai and Lao, for which Unicode has no canonical decomposition."""
LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def _compatibility_table() -> dict[str, str]:
    """Compatibility characters, and the characters that they stand for and look like."""
    characters = (chr(code) for codes in COMPATIBILITY_RANGES for code in codes)
    table = {each: folded for each in characters if (folded := _same_look(each)) is not None}
    return table | {"\u2010": "-", "\u2011": "-"}


def _same_look(character: str) -> str | None:
    if category(character) == "Zs":
        return " "
    kind, _, _ = decomposition(character).partition(" ")
    if not kind.startswith("<") or character in COMPOSED_AM:
        return None
    folded = normalize("NFKC", character)
    if kind in SAME_LOOK:
        return None if " " in folded else folded
    letters = all(category(each)[0] in "LM" for each in folded)
    known = len(folded) == 1 or category(character)[0] in "LM" or category(character) == "Nl"
    return folded if kind == "<compat>" and letters and known else None


COMPATIBILITY = _compatibility_table()
COMPATIBLE = re.compile(f"[{re.escape(''.join(COMPATIBILITY))}]")
INVISIBLE = re.compile(f"[{ZERO_WIDTH}\u200c\u200d]")
UNFOLDED = re.compile(
    f"[{re.escape(''.join(COMPATIBILITY))}{ZERO_WIDTH}\u0e4d\u0ecd\u200c\u200d]|\u0e40\u0e40|\u0ec0\u0ec0"
)
BROKEN_LINE = re.compile(LINE_BREAK)


def canonical(text: str) -> str:
    """A text in Normalization Form C: equal for texts that Unicode calls canonically equivalent."""
    return text if text.isascii() else normalize("NFC", text)


@lru_cache(maxsize=8)
def is_canonical(source: str) -> bool:
    """Whether a whole text is in Normalization Form C, and so each of its parts. Cached, as it is asked several times."""
    return source.isascii() or is_normalized("NFC", source)


def fold(text: str) -> str:
    """A text in the form in which texts are compared, equal for texts that a reader does not tell apart."""
    return _fold(_without_ignorable(text)) if _is_unfolded(text) else text


def _is_unfolded(text: str) -> bool:
    return not text.isascii() and _has_other_forms(text)


@lru_cache(maxsize=4096)
def _has_other_forms(text: str) -> bool:
    return not is_normalized("NFC", text) or bool(UNFOLDED.search(text)) or _has_broken_line(text)


def _has_broken_line(text: str) -> bool:
    return ("\n" in text or "\r" in text) and bool(BROKEN_LINE.search(text))


def _without_ignorable(text: str) -> str:
    return _ignorable(text).sub("", text)


def _ignorable(text: str) -> re.Pattern[str]:
    """What to leave out of a text: as IGNORABLE, which is slow, only where there is more than line breaks."""
    return IGNORABLE if INVISIBLE.search(text) else BROKEN_LINE


@lru_cache(maxsize=4096)
def _fold(text: str) -> str:
    folded = SARA_E.sub(lambda match: AE[match[0]], normalize("NFC", _translated(text)))
    return LAO_AM.sub("\\1\\2\u0eb3", SARA_AM.sub("\\1\\2\u0e33", folded))


def _translated(text: str) -> str:
    """As `str.translate` with the compatibility characters, which looks each character up."""
    return COMPATIBLE.sub(lambda match: COMPATIBILITY[match[0]], text)


@dataclass(frozen=True, slots=True)
class FoldedText:
    """A folded text, and for each of its characters the offset in the source where its grapheme cluster begins."""

    text: str
    offsets: Sequence[int]


def fold_with_offsets(text: str) -> FoldedText:
    """As `fold`, with the offsets of the source."""
    if not _is_unfolded(text):
        return FoldedText(text, range(len(text)))
    kept = _kept(text)
    rest = _without_ignorable(text)
    if _folds_one_to_one(rest):
        return FoldedText(_fold(rest), kept)
    pieces: list[str] = []
    offsets: list[int] = []
    at = 0
    for cluster in _clusters(rest):
        pieces.append(_fold(cluster))
        offsets += [kept[at]] * len(pieces[-1])
        at += len(cluster)
    return FoldedText("".join(pieces), tuple(offsets))


def _kept(text: str) -> Sequence[int]:
    """The offsets of the characters that are not ignored."""
    ignored = [match.span() for match in _ignorable(text).finditer(text)]
    if not ignored:
        return range(len(text))
    starts, ends = [0, *(end for _, end in ignored)], [*(start for start, _ in ignored), len(text)]
    return list(chain.from_iterable(map(range, starts, ends)))


def _folds_one_to_one(text: str) -> bool:
    translated = _translated(text)
    return len(translated) == len(text) and is_normalized("NFC", text) and _fold(text) == translated


def _clusters(text: str) -> Iterator[str]:
    """Grapheme clusters; the two signs of a decomposed Thai or Lao am or ae are in one."""
    pending = ""
    breaks = CharacterBreaker(LONE_SURROGATE.sub("\ufffd", text), "en")
    ends = list(accumulate(len(cluster) for cluster in breaks))
    for start, end in zip([0, *ends], ends, strict=False):
        cluster = text[start:end]
        if pending and not _is_one_vowel(pending, cluster):
            yield pending
            pending = ""
        pending += cluster
    if pending:
        yield pending


def _is_one_vowel(before: str, cluster: str) -> bool:
    if NIKHAHIT.search(before):
        return cluster.startswith(AA)
    return before in E and cluster.startswith(before)
