"""A vocabulary: each different word as one character, so that tools for strings compare words at their full speed."""

from __future__ import annotations

from collections.abc import Iterable

SURROGATES = range(0xD800, 0xE000)
LAST = 0x10FFFF


class Vocabulary:
    """Gives each different word a character of its own.

    Codes skip U+D800 to U+DFFF, which no encoding of text allows. Past a million different words the rest share the last
    character: `full` then says that equal codes no longer prove equal words.
    """

    def __init__(self) -> None:
        self._codes = _Codes()
        self._spoken = _Spoken(self._codes)
        self._solid = _Solid(self._codes)

    @property
    def full(self) -> bool:
        """Whether different words may share a code."""
        return self._codes.next >= LAST

    def encode(self, words: Iterable[str]) -> str:
        """The words as a string of one character each."""
        return "".join(map(self._codes.__getitem__, words))

    def codes(self, words: Iterable[str]) -> list[str]:
        """The code of each word; "" for white space."""
        return list(map(self._solid.__getitem__, words))

    def encode_spoken(self, words: Iterable[str]) -> str:
        """Those of the words that are words, not spaces or punctuation, in lower case, of one character each."""
        return "".join(map(self._spoken.__getitem__, words))


class _Codes(dict[str, str]):
    """Words and their codes; asking for a new word gives it one."""

    next = 1

    def __missing__(self, word: str) -> str:
        code = self[word] = chr(self.next)
        if self.next < LAST:
            self.next += 1
        if self.next in SURROGATES:
            self.next = SURROGATES.stop
        return code


class _Spoken(dict[str, str]):
    """Words and the codes of their lower case; nothing for spaces and punctuation."""

    def __init__(self, codes: _Codes) -> None:
        super().__init__()
        self._codes = codes

    def __missing__(self, word: str) -> str:
        spoken = word[:1].isalnum() or word[-1:].isalnum()
        code = self[word] = self._codes[word.lower()] if spoken else ""
        return code


class _Solid(dict[str, str]):
    """Words and their codes; nothing for white space."""

    def __init__(self, codes: _Codes) -> None:
        super().__init__()
        self._codes = codes

    def __missing__(self, word: str) -> str:
        code = self[word] = "" if word.isspace() else self._codes[word]
        return code
