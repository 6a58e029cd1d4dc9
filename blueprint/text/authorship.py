"""Authorship: which revision introduced each word of a text, followed through moves, splits and joins."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from blueprint.text.comparing import Comparer
from blueprint.text.comparison import Change, Comparison, Word
from blueprint.text.paragraphs import Document
from blueprint.text.splitting import split
from blueprint.text.wording import surviving_words
from blueprint.text.words import cut

FEWEST_IN_RUN = 2
"""Words in a row that are kept, not written anew, within a passage that readers are shown as replaced."""


@dataclass(frozen=True, slots=True)
class Span:
    """Source text that one revision, named by its number, introduced."""

    revision: int
    text: str


Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Attribution:
    """For each paragraph of a revision its source in spans; and those of paragraphs that are gone, by their text.

    A paragraph that comes back word for word is still its first author's.
    """

    paragraphs: tuple[Spans, ...]
    gone: Mapping[str, Spans] = field(default_factory=dict)

    def shares(self, authors: Sequence[str]) -> dict[str, float]:
        """Each author's share of the text in letters, 0 to 1; `authors` names the author of each revision, in order."""
        letters = dict.fromkeys(authors, 0)
        for span in (span for spans in self.paragraphs for span in spans):
            letters[authors[span.revision]] += len("".join(span.text.split()))
        total = sum(letters.values()) or 1
        return {author: count / total for author, count in letters.items()}


def attribute(revisions: Sequence[str | Document], language: str = "en") -> Attribution:
    """Say for each word of the last of some successive revisions which one introduced it, counted from 0."""
    documents = [split(each) if isinstance(each, str) else each for each in revisions]
    if not documents:
        return Attribution(())
    found, comparer = introduced(documents[0], 0), Comparer(language)
    for number, (old, new) in enumerate(pairwise(documents), start=1):
        found = advanced(found, comparer.compare(old, new), number)
    return found


def introduced(document: Document, revision: int) -> Attribution:
    """Everything introduced by one revision, the first."""
    return Attribution(tuple((Span(revision, paragraph.text),) for paragraph in document.paragraphs))


def advanced(found: Attribution, comparison: Comparison, revision: int) -> Attribution:
    """The attribution of the comparison's new document, from that of its old one; what is new is `revision`'s."""
    if len(found.paragraphs) != len(comparison.old.paragraphs):
        raise ValueError("The attribution is not of the comparison's old text.")
    after: list[Spans] = [()] * len(comparison.new.paragraphs)
    gone = dict(found.gone)
    for change in comparison.changes:
        if not change.new:
            gone[comparison.old.paragraphs[change.old[0]].text] = found.paragraphs[change.old[0]]
            continue
        for at, spans in _follow(found, change, comparison, revision):
            after[at] = spans
    return Attribution(tuple(after), gone)


def _follow(found: Attribution, change: Change, comparison: Comparison, revision: int) -> Iterator[tuple[int, Spans]]:
    if len(change.words) == len(change.new) == 1 and len(change.old) <= 1:
        yield change.new[0], _whole(found, change, comparison, revision)
        return
    old = _Reader([span for at in change.old for span in found.paragraphs[at]])
    new = _Reader(list(_woven(old, list(_finer(change.words, comparison.language)), revision)))
    for at in change.new:
        yield at, tuple(new.next(len(comparison.new.paragraphs[at].text)))


def _whole(found: Attribution, change: Change, comparison: Comparison, revision: int) -> Spans:
    if change.old:
        return found.paragraphs[change.old[0]]
    text = comparison.new.paragraphs[change.new[0]].text
    return found.gone.get(text, (Span(revision, text),))


def _finer(words: Sequence[Word], language: str) -> Iterator[Word]:
    """The words with what is shown as replaced looked at once more: part of it may have been kept."""
    at = 0
    while at < len(words):
        if words[at][0] == "-" and at + 1 < len(words) and words[at + 1][0] == "+":
            yield from surviving_words(cut(words[at][1], language), cut(words[at + 1][1], language), FEWEST_IN_RUN)
            at += 2
        else:
            yield words[at]
            at += 1


def _woven(old: _Reader, words: Sequence[Word], revision: int) -> Iterator[Span]:
    for operation, text in words:
        if operation == "+":
            yield Span(revision, text)
            continue
        taken = old.next(len(text))
        if operation == "=":
            yield from taken


class _Reader:
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
