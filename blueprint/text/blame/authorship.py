"""Authorship: which revision introduced each word of a text, followed through moves, splits and joins."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from blueprint.text.blame.moved_phrases import Relocation
from blueprint.text.blame.spans import Span, SpanReader, Spans
from blueprint.text.diff.compare import Comparer
from blueprint.text.diff.model import Change, Comparison
from blueprint.text.document.model import Document
from blueprint.text.document.split import split
from blueprint.text.document.words import segment
from blueprint.text.word_diff.operations import DiffOperation, diff_runs

FEWEST_IN_RUN = 2
"""Words in a row that are kept, not written anew, within a passage that readers are shown as replaced."""


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
    relocation = Relocation(comparison.language)
    woven: list[tuple[Change, list[Passage]]] = []
    for change in comparison.changes:
        if not change.new:
            spans = gone[comparison.old.paragraphs[change.old[0]].text] = found.paragraphs[change.old[0]]
            relocation.take_out(spans)
        elif len(change.words) == len(change.old) == len(change.new) == 1:
            after[change.new[0]] = found.paragraphs[change.old[0]]
        else:
            woven.append((change, _woven(found, change, comparison.language, relocation)))
    for change, passages in woven:
        reader = SpanReader(list(_placed(passages, found.gone, relocation, revision)))
        for at in change.new:
            after[at] = tuple(reader.next(len(comparison.new.paragraphs[at].text)))
    return Attribution(tuple(after), gone)


Passage = Spans | str
"""What was kept, with who introduced it; or what was put in."""


def _woven(found: Attribution, change: Change, language: str, relocation: Relocation) -> list[Passage]:
    """What a change kept and put in, in order. What it took out may have been put in by another: it is handed over."""
    old = SpanReader([span for at in change.old for span in found.paragraphs[at]])
    passages: list[Passage] = []
    for operation, text in _finer(change.words, language):
        if operation == "+":
            passages.append(text)
            continue
        taken = tuple(old.next(len(text)))
        if operation == "=":
            passages.append(taken)
        else:
            relocation.take_out(taken)
    return passages


def _placed(
    passages: Sequence[Passage], gone: Mapping[str, Spans], relocation: Relocation, revision: int
) -> Iterator[Span]:
    for passage in passages:
        if not isinstance(passage, str):
            yield from passage
        elif len(passages) == 1 and passage in gone:
            yield from gone[passage]
        else:
            yield from relocation.put_in(passage, revision)


def _finer(words: Sequence[DiffOperation], language: str) -> Iterator[DiffOperation]:
    """The words with what is shown as replaced looked at once more: part of it may have been kept."""
    at = 0
    while at < len(words):
        if words[at][0] == "-" and at + 1 < len(words) and words[at + 1][0] == "+":
            yield from diff_runs(segment(words[at][1], language), segment(words[at + 1][1], language), FEWEST_IN_RUN)
            at += 2
        else:
            yield words[at]
            at += 1
