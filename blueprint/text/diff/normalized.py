"""The normalized text of paragraphs, to tell a change of words from a change of form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType

from blueprint.text.document.forms import canonical, fold
from blueprint.text.document.marks import MarkKind
from blueprint.text.document.model import EXACT_KINDS, VERBATIM_KINDS, Document, Paragraph, ParagraphKind
from blueprint.text.document.numbers.numbering import strip_numbering
from blueprint.text.document.references import references
from blueprint.text.document.visible import Run, visible_runs

OWN_NAMES: Mapping[str, str] = MappingProxyType({})


class NormalizedText:
    """The visible text of a document's paragraphs without numbering, on one line.

    `names` gives the names of footnotes by label: footnotes of two documents that correspond get one name, whatever
    their labels are.
    """

    def __init__(self, document: Document, names: Mapping[str, str] = OWN_NAMES) -> None:
        self._document = document
        self._names = names

    def of(self, paragraph: Paragraph) -> str:
        """The normalized text of one paragraph, folded (see `forms`).

        Code and front matter are as in the source; so are HTML and references, but for white space.
        """
        if paragraph.kind in EXACT_KINDS:
            return canonical(paragraph.text)
        if paragraph.kind in VERBATIM_KINDS:
            return " ".join(fold(paragraph.text).split())
        return " ".join(strip_numbering(fold("".join(self._pieces(paragraph)))).split())

    @cached_property
    def _references(self) -> dict[str, str]:
        return references(self._document)

    def _pieces(self, paragraph: Paragraph) -> Iterator[str]:
        cell = None
        for run in visible_runs(paragraph, self._references):
            if run.cell != cell:
                yield "\t"
            cell = run.cell
            yield self._with_footnote_name(run)

    def _with_footnote_name(self, run: Run) -> str:
        label = next((mark.href for mark in run.marks if mark.kind is MarkKind.FOOTNOTE), None)
        return run.text if label is None else f"[^{self._names.get(label, label)}]"


def footnote_names(old: Document, new: Document, links: Sequence[tuple[int, int]]) -> dict[str, str]:
    """For each footnote label of the new document the label of the linked old footnote.

    A footnote without a linked one gets a name that no old one has.
    """
    before, after = dict(_footnote_labels(old)), dict(_footnote_labels(new))
    names = {label: f"new {label}" for label in after.values()}
    return names | {after[right]: before[left] for left, right in links if left in before and right in after}


def _footnote_labels(document: Document) -> Iterator[tuple[int, str]]:
    for at, paragraph in enumerate(document.paragraphs):
        if paragraph.kind is ParagraphKind.FOOTNOTE and paragraph.marker.startswith("[^"):
            yield at, paragraph.marker.removeprefix("[^").rstrip(":").removesuffix("]")
