"""Spans: source text with the revision that introduced it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """Source text that one revision, named by its number, introduced."""

    revision: int
    text: str


Spans = tuple[Span, ...]


class SpanReader:
    """Spans read through once, from the first character to the last."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = spans
        self._at = self._within = 0

    def next(self, size: int) -> list[Span]:
        """The spans of the next so many characters, the first and the last cut to fit."""
        taken: list[Span] = []
        while size > 0 and self._at < len(self._spans):
            span = self._spans[self._at]
            text = span.text[self._within : self._within + size]
            taken.append(span if len(text) == len(span.text) else Span(span.revision, text))
            size -= len(text)
            self._within += len(text)
            if self._within == len(span.text):
                self._at, self._within = self._at + 1, 0
        return taken
