"""Phrases that a revision deleted in one paragraph and inserted in another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count, groupby

from blueprint.text.blame.spans import AttributedSpan
from blueprint.text.document.words import segment
from blueprint.text.word_diff.cleanup import PHRASE_WORDS

MIN_LENGTH = 12
"""Characters; shorter passages are ignored."""


class MovedPhrases:
    """The deleted passages of a comparison, indexed by phrases of `PHRASE_WORDS` words. White space is ignored."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._not_indexed: list[Sequence[AttributedSpan]] = []
        self._words: list[str] = []
        self._revisions: list[int] = []
        self._positions: dict[tuple[str, ...], int] = {}

    def add_deleted(self, spans: Sequence[AttributedSpan]) -> None:
        if sum(len(span.text) for span in spans) >= MIN_LENGTH:
            self._not_indexed.append(spans)

    def attribute_inserted(self, text: str, revision: int) -> Iterator[AttributedSpan]:
        """An inserted passage as spans. A phrase that was deleted elsewhere keeps its revisions."""
        self._index_deleted()
        if not self._positions or len(text) < MIN_LENGTH:
            yield AttributedSpan(revision, text)
            return
        segments = segment(text, self._language)
        revisions = self._revisions_of(segments, revision)
        for introduced_by, group in groupby(zip(revisions, segments, strict=True), key=lambda each: each[0]):
            yield AttributedSpan(introduced_by, "".join(word for _, word in group))

    def _index_deleted(self) -> None:
        for spans in self._not_indexed:
            first = len(self._words)
            for span in spans:
                words = [word for word in segment(span.text, self._language) if not word.isspace()]
                self._words += words
                self._revisions += [span.revision] * len(words)
            self._positions.update(zip(_phrases(self._words[first:]), count(first), strict=False))
            self._words.append("")
            self._revisions.append(-1)
        self._not_indexed.clear()

    def _revisions_of(self, segments: Sequence[str], revision: int) -> list[int]:
        """The revision of each segment of an inserted passage; white space has that of the word before it."""
        indexes = [at for at, word in enumerate(segments) if not word.isspace()]
        words = [segments[at] for at in indexes]
        revisions = [revision] * len(segments)
        end = 0
        for at, position in enumerate(map(self._positions.get, _phrases(words))):
            if position is None or at < end:
                continue
            end = at + self._match_length(position, words, at)
            for step in range(at, end):
                next_index = indexes[step + 1] if step + 1 < end else indexes[step] + 1
                moved_from = self._revisions[position + step - at]
                revisions[indexes[step] : next_index] = [moved_from] * (next_index - indexes[step])
        return revisions

    def _match_length(self, position: int, words: Sequence[str], at: int) -> int:
        """How many words are equal from a deleted and an inserted position on."""
        length = PHRASE_WORDS
        while at + length < len(words) and self._words[position + length] == words[at + length]:
            length += 1
        return length


def _phrases(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Each `PHRASE_WORDS` words in a row."""
    return zip(*(words[step:] for step in range(PHRASE_WORDS)), strict=False)
