"""A vocabulary: each distinct word as one character, so that string algorithms compare words at full speed."""

from __future__ import annotations

from collections.abc import Iterable

SURROGATES = range(0xD800, 0xE000)
LAST_CODE_POINT = 0x10FFFF


class Vocabulary:
    """Assigns a code point to each distinct word.

    Code points skip the surrogates, which no encoding of text allows. After about a million distinct words the rest
    share the last code point: `full` then says that equal codes do not prove equal words.
    """

    def __init__(self) -> None:
        self._codes = _WordCodes()
        self._lower_codes = _LowerCaseCodes(self._codes)
        self._non_space_codes = _NonSpaceCodes(self._codes)

    @property
    def full(self) -> bool:
        """Whether distinct words may share a code."""
        return self._codes.next >= LAST_CODE_POINT

    def encode(self, words: Iterable[str]) -> str:
        """The words as a string of one character each."""
        return "".join(map(self._codes.__getitem__, words))

    def encode_non_space(self, words: Iterable[str]) -> list[str]:
        """The code of each word; "" for white space."""
        return list(map(self._non_space_codes.__getitem__, words))

    def encode_lower(self, words: Iterable[str]) -> str:
        """The words in lower case as a string of one character each, without white space and punctuation."""
        return "".join(map(self._lower_codes.__getitem__, words))


class _WordCodes(dict[str, str]):
    """The code of each word; looking up a new word assigns one."""

    next = 1

    def __missing__(self, word: str) -> str:
        code = self[word] = chr(self.next)
        if self.next < LAST_CODE_POINT:
            self.next += 1
        if self.next in SURROGATES:
            self.next = SURROGATES.stop
        return code


class _LowerCaseCodes(dict[str, str]):
    """The code of each word's lower case; "" for white space and punctuation."""

    def __init__(self, codes: _WordCodes) -> None:
        super().__init__()
        self._codes = codes

    def __missing__(self, word: str) -> str:
        is_word = word[:1].isalnum() or word[-1:].isalnum()
        code = self[word] = self._codes[word.lower()] if is_word else ""
        return code


class _NonSpaceCodes(dict[str, str]):
    """The code of each word; "" for white space."""

    def __init__(self, codes: _WordCodes) -> None:
        super().__init__()
        self._codes = codes

    def __missing__(self, word: str) -> str:
        code = self[word] = "" if word.isspace() else self._codes[word]
        return code
