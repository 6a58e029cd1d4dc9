"""Source text with the revision that introduced it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AttributedSpan:
    """Source text that one revision introduced. `revision` is its number."""

    revision: int
    text: str


AttributedText = tuple[AttributedSpan, ...]
"""A text as consecutive spans."""


class SpanReader:
    """Reads spans once, from the first character to the last."""

    def __init__(self, spans: Sequence[AttributedSpan]) -> None:
        self._spans = spans
        self._index = self._offset = 0

    def read(self, size: int) -> list[AttributedSpan]:
        """The spans of the next `size` characters, the first and the last one cut to fit."""
        result: list[AttributedSpan] = []
        while size > 0 and self._index < len(self._spans):
            span = self._spans[self._index]
            text = span.text[self._offset : self._offset + size]
            result.append(span if len(text) == len(span.text) else AttributedSpan(span.revision, text))
            size -= len(text)
            self._offset += len(text)
            if self._offset == len(span.text):
                self._index, self._offset = self._index + 1, 0
        return result
