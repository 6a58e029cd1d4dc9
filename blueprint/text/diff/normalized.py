"""Hearing: what a listener hears of paragraphs, to tell a change of words from one of form only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType

from blueprint.text.diff.features import NUMBERING, VERBATIM
from blueprint.text.document.marks import MarkKind
from blueprint.text.document.model import Document, Paragraph, ParagraphKind
from blueprint.text.document.references import references
from blueprint.text.document.visible import Run, visible_runs

OWN_NAMES: Mapping[str, str] = MappingProxyType({})


class Hearing:
    """Reads a document's paragraphs aloud: visible words without numbering, on one line.

    `names` says what footnotes are to be called: those of two texts that belong together have one name, whatever their
    labels are.
    """

    def __init__(self, document: Document, names: Mapping[str, str] = OWN_NAMES) -> None:
        self._document = document
        self._names = names

    def of(self, paragraph: Paragraph) -> str:
        """What is heard of a paragraph; code, HTML and front matter as they are written."""
        if paragraph.kind in VERBATIM:
            return paragraph.text
        return " ".join(NUMBERING.sub("", "".join(self._said(paragraph)), count=1).split())

    @cached_property
    def _references(self) -> dict[str, str]:
        return references(self._document)

    def _said(self, paragraph: Paragraph) -> Iterator[str]:
        cell = None
        for run in visible_runs(paragraph, self._references):
            if run.cell != cell:
                yield "\t"
            cell = run.cell
            yield self._named(run)

    def _named(self, run: Run) -> str:
        label = next((mark.href for mark in run.marks if mark.kind is MarkKind.FOOTNOTE), None)
        return run.text if label is None else f"[^{self._names.get(label, label)}]"


def footnote_names(old: Document, new: Document, links: Sequence[tuple[int, int]]) -> dict[str, str]:
    """What the footnotes of a new text were called in the old one, given which of their paragraphs belong together.

    A footnote that was not there is called like none of the old ones.
    """
    before, after = dict(_footnotes(old)), dict(_footnotes(new))
    names = {label: f"new {label}" for label in after.values()}
    return names | {after[right]: before[left] for left, right in links if left in before and right in after}


def _footnotes(document: Document) -> Iterator[tuple[int, str]]:
    for at, paragraph in enumerate(document.paragraphs):
        if paragraph.kind is ParagraphKind.FOOTNOTE and paragraph.marker.startswith("[^"):
            yield at, paragraph.marker.removeprefix("[^").rstrip(":").removesuffix("]")
