"""Attribute each word of a text to the revision that introduced it, through moves, splits and joins."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from blueprint.text.blame.moved_phrases import MovedPhrases
from blueprint.text.blame.spans import AttributedSpan, AttributedText, SpanReader
from blueprint.text.diff.compare import Comparer
from blueprint.text.diff.model import Change, Comparison
from blueprint.text.document.model import Document
from blueprint.text.document.split import split
from blueprint.text.document.words import segment
from blueprint.text.word_diff.operations import DiffOperation, diff_runs

MIN_RUN_WORDS = 2
"""So many equal words in a row were kept, even within a passage that is shown as replaced."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """The attributed text of each paragraph of a revision, and of former paragraphs, by their text.

    A paragraph that comes back word for word keeps its first revisions.
    """

    paragraphs: tuple[AttributedText, ...]
    gone: Mapping[str, AttributedText] = field(default_factory=dict)

    def shares(self, authors: Sequence[str]) -> dict[str, float]:
        """Each author's share of the characters, 0 to 1, white space not counted.

        `authors` has the author of each revision, in order.
        """
        characters = dict.fromkeys(authors, 0)
        for span in (span for spans in self.paragraphs for span in spans):
            characters[authors[span.revision]] += len("".join(span.text.split()))
        total = sum(characters.values()) or 1
        return {author: count / total for author, count in characters.items()}


def attribute(revisions: Sequence[str | Document], language: str = "en") -> Attribution:
    """Attribute the last of some successive revisions. Revisions are numbered from 0."""
    documents = [split(each) if isinstance(each, str) else each for each in revisions]
    if not documents:
        return Attribution(())
    attribution, comparer = initial_attribution(documents[0], 0), Comparer(language)
    for number, (old, new) in enumerate(pairwise(documents), start=1):
        attribution = next_attribution(attribution, comparer.compare(old, new), number)
    return attribution


def initial_attribution(document: Document, revision: int) -> Attribution:
    """Everything attributed to one revision, the first."""
    return Attribution(tuple((AttributedSpan(revision, paragraph.text),) for paragraph in document.paragraphs))


def next_attribution(previous: Attribution, comparison: Comparison, revision: int) -> Attribution:
    """The attribution of the comparison's new document, from that of its old one. New words are `revision`'s.

    ValueError if the attribution is of another document.
    """
    if len(previous.paragraphs) != len(comparison.old.paragraphs):
        raise ValueError("The attribution is not of the comparison's old text.")
    attributed: list[AttributedText] = [()] * len(comparison.new.paragraphs)
    gone = dict(previous.gone)
    moved_phrases = MovedPhrases(comparison.language)
    edited: list[tuple[Change, list[Passage]]] = []
    for change in comparison.changes:
        if not change.new:
            spans = gone[comparison.old.paragraphs[change.old[0]].text] = previous.paragraphs[change.old[0]]
            moved_phrases.add_deleted(spans)
        elif len(change.words) == len(change.old) == len(change.new) == 1:
            attributed[change.new[0]] = previous.paragraphs[change.old[0]]
        else:
            edited.append((change, _passages(previous, change, comparison.language, moved_phrases)))
    for change, passages in edited:
        reader = SpanReader(list(_attributed(passages, previous.gone, moved_phrases, revision)))
        for at in change.new:
            attributed[at] = tuple(reader.read(len(comparison.new.paragraphs[at].text)))
    return Attribution(tuple(attributed), gone)


Passage = AttributedText | str
"""A passage that was kept, attributed; or the text of one that was inserted."""


def _passages(previous: Attribution, change: Change, language: str, moved_phrases: MovedPhrases) -> list[Passage]:
    """The kept and inserted passages of a change in order. Deleted ones are added to the moved phrases.

    Words in another form keep the revision that introduced them.
    """
    old = SpanReader([span for at in change.old for span in previous.paragraphs[at]])
    passages: list[Passage] = []
    spans: AttributedText = ()
    for operation, text in _finer_operations(change.words, language):
        if operation == ">":
            passages.append((AttributedSpan(spans[0].revision, text),) if spans else text)
        elif operation == "+":
            passages.append(text)
        else:
            spans = tuple(old.read(len(text)))
        if operation == "=":
            passages.append(spans)
        elif operation == "-":
            moved_phrases.add_deleted(spans)
    return passages


def _attributed(
    passages: Sequence[Passage], gone: Mapping[str, AttributedText], moved_phrases: MovedPhrases, revision: int
) -> Iterator[AttributedSpan]:
    for passage in passages:
        if not isinstance(passage, str):
            yield from passage
        elif len(passages) == 1 and passage in gone:
            yield from gone[passage]
        else:
            yield from moved_phrases.attribute_inserted(passage, revision)


def _finer_operations(operations: Sequence[DiffOperation], language: str) -> Iterator[DiffOperation]:
    """The operations, with replacements compared again without cleanup: part of them may have been kept."""
    at = 0
    while at < len(operations):
        if operations[at][0] == "-" and at + 1 < len(operations) and operations[at + 1][0] == "+":
            removed, added = segment(operations[at][1], language), segment(operations[at + 1][1], language)
            yield from diff_runs(removed, added, MIN_RUN_WORDS)
            at += 2
        else:
            yield operations[at]
            at += 1
