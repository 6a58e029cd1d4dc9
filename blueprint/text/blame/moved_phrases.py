"""Relocation: words that a revision took out of one paragraph and put into another, known again there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count, groupby

from blueprint.text.blame.spans import Span
from blueprint.text.document.words import segment
from blueprint.text.word_diff.cleanup import PHRASE_WORDS

FEWEST = 12
"""Characters in a phrase, at least: less is not looked at."""


class Relocation:
    """What was taken out in a comparison, found again by phrases of `PHRASE_WORDS` words; white space does not count."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._waiting: list[Sequence[Span]] = []
        self._words: list[str] = []
        self._revisions: list[int] = []
        self._places: dict[tuple[str, ...], int] = {}

    def take_out(self, spans: Sequence[Span]) -> None:
        """Remember a passage that was taken out, and who introduced its words."""
        if sum(len(span.text) for span in spans) >= FEWEST:
            self._waiting.append(spans)

    def put_in(self, text: str, revision: int) -> Iterator[Span]:
        """The passage as spans: of those who introduced its words where it was taken out elsewhere, else of `revision`."""
        self._learn()
        if not self._places or len(text) < FEWEST:
            yield Span(revision, text)
            return
        pieces = segment(text, self._language)
        owners = self._owners(pieces, revision)
        for owner, group in groupby(zip(owners, pieces, strict=True), key=lambda each: each[0]):
            yield Span(owner, "".join(piece for _, piece in group))

    def _learn(self) -> None:
        for spans in self._waiting:
            first = len(self._words)
            for span in spans:
                words = [word for word in segment(span.text, self._language) if not word.isspace()]
                self._words += words
                self._revisions += [span.revision] * len(words)
            self._places.update(zip(_phrases(self._words[first:]), count(first), strict=False))
            self._words.append("")
            self._revisions.append(-1)
        self._waiting.clear()

    def _owners(self, pieces: Sequence[str], revision: int) -> list[int]:
        """For each piece of a passage the revision that introduced it; white space goes with the word before it."""
        solid = [at for at, piece in enumerate(pieces) if not piece.isspace()]
        words = [pieces[at] for at in solid]
        owners = [revision] * len(pieces)
        behind = 0
        for at, place in enumerate(map(self._places.get, _phrases(words))):
            if place is None or at < behind:
                continue
            behind = at + self._length(place, words, at)
            for step in range(at, behind):
                end = solid[step + 1] if step + 1 < behind else solid[step] + 1
                owners[solid[step] : end] = [self._revisions[place + step - at]] * (end - solid[step])
        return owners

    def _length(self, place: int, words: Sequence[str], at: int) -> int:
        """How many words from a place on are the same."""
        length = PHRASE_WORDS
        while at + length < len(words) and self._words[place + length] == words[at + length]:
            length += 1
        return length


def _phrases(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Each so many words in a row."""
    return zip(*(words[step:] for step in range(PHRASE_WORDS)), strict=False)
