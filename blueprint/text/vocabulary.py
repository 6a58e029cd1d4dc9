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
        self._codes: dict[str, str] = {}
        self._next = 1

    @property
    def full(self) -> bool:
        """Whether different words may share a code."""
        return self._next >= LAST

    def encode(self, words: Iterable[str]) -> str:
        """The words as a string of one character each."""
        codes, fresh = self._codes, self._fresh
        return "".join([codes.get(word) or fresh(word) for word in words])

    def _fresh(self, word: str) -> str:
        code = self._codes[word] = chr(self._next)
        if not self.full:
            self._next += 1
        if self._next in SURROGATES:
            self._next = SURROGATES.stop
        return code
