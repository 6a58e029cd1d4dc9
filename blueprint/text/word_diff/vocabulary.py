"""A vocabulary: each distinct word as one character, so that string algorithms compare words at full speed."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from blueprint.text.document.letters import stem
from blueprint.text.document.words import word_key

SURROGATES = range(0xD800, 0xE000)
LAST_CODE_POINT = 0x10FFFF


class Vocabulary:
    """Assigns a code point to each distinct word; forms of one word (see `word_key`) have one.

    Code points skip the surrogates, which no encoding of text allows. After about a million distinct words the rest
    share the last code point: `full` then says that equal codes do not prove equal words.
    """

    def __init__(self) -> None:
        self._codes = KeyCodes()
        self._word_codes = _WordCodes(word_key, self._codes)
        self._letter_codes = _WordCodes(stem, self._codes)

    @property
    def full(self) -> bool:
        """Whether distinct words may share a code."""
        return self._codes.next >= LAST_CODE_POINT

    def encode(self, words: Iterable[str]) -> list[str]:
        """The code of each word; "" for white space."""
        return list(map(self._word_codes.__getitem__, words))

    def encode_letters(self, words: Iterable[str]) -> list[str]:
        """The code of each word by its letters alone (see `stem`); "" for white space and punctuation."""
        return list(map(self._letter_codes.__getitem__, words))


class KeyCodes(dict[str, str]):
    """The code of each key; looking up a new key assigns one."""

    next = 1

    def __missing__(self, key: str) -> str:
        code = self[key] = chr(self.next)
        if self.next < LAST_CODE_POINT:
            self.next += 1
        if self.next in SURROGATES:
            self.next = SURROGATES.stop
        return code


class _WordCodes(dict[str, str]):
    """The code of each word, which is that of its key; "" for words without one."""

    def __init__(self, key: Callable[[str], str], codes: KeyCodes) -> None:
        super().__init__()
        self._key = key
        self._codes = codes

    def __missing__(self, word: str) -> str:
        key = self._key(word)
        code = self[word] = self._codes[key] if key else ""
        return code
