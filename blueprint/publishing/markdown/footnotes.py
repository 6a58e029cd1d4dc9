"""Footnotes that cite each other, in a cycle or so often that the text would grow exponentially.

Pandoc inserts a footnote's text wherever it is cited, within other footnotes too.
"""

import re
from typing import NamedTuple

from blueprint.publishing.errors import Refusal
from blueprint.text import Document, ParagraphKind

MOST = 1_000
"""Footnotes that one footnote may expand to, each counted as often as it is cited."""

_CITED = re.compile(r"\[\^([^\]\s]+)\]")
_DEFINED = re.compile(r"\s*\[\^([^\]\s]+)\]:")


class FootnoteDefinition(NamedTuple):
    """A footnote's definition: on which line (from 1), and the labels that it cites."""

    line: int
    cites: tuple[str, ...]


def refuse_recursive_footnotes(document: Document, file: str) -> None:
    """Raise `Refusal` at a footnote that leads back to itself or to more than `MOST` others."""
    notes = _footnotes(document)
    sizes: dict[str, int] = {}
    for name, note in notes.items():
        if _size(name, notes, sizes, ()) > MOST:
            raise Refusal(
                f"The footnote “{name[:40]}” cites itself, or too many others.",
                file=file,
                line=note.line,
                remedy="Take the marks out of the footnote.",
            )


def _footnotes(document: Document) -> dict[str, FootnoteDefinition]:
    """The footnotes by label; one that is defined twice cites what either definition does, since either may be taken."""
    found: dict[str, FootnoteDefinition] = {}
    source, line, counted = document.source, 1, 0
    for paragraph in document.paragraphs:
        defined = _DEFINED.match(paragraph.text) if paragraph.kind is ParagraphKind.FOOTNOTE else None
        if defined:
            line += source.count("\n", counted, paragraph.start)
            counted = paragraph.start
            before = found.get(defined.group(1), FootnoteDefinition(line, ()))
            cites = _CITED.findall(paragraph.text[defined.end() :])
            found[defined.group(1)] = FootnoteDefinition(before.line, (*before.cites, *cites))
    return found


def _size(name: str, notes: dict[str, FootnoteDefinition], sizes: dict[str, int], above: tuple[str, ...]) -> int:
    """How many footnotes this one expands to; beyond `MOST` for a cycle or a very long chain."""
    if name not in notes:
        return 0
    if name in above or len(above) > 50:
        return MOST + 1
    if name not in sizes:
        sizes[name] = 1 + sum(_size(cited, notes, sizes, (*above, name)) for cited in notes[name].cites)
    return sizes[name]
