"""Footnotes that cite themselves, in one step or through others: Pandoc would never end with them."""

import re

from blueprint.publishing.refusal import Refusal
from blueprint.text import ParagraphKind, split

_CITED = re.compile(r"\[\^([^\]\s]+)\]")
_DEFINED = re.compile(r"\s*\[\^([^\]\s]+)\]:")


def refuse_cycles(markdown: str, file: str) -> None:
    """Raise `Refusal` at a footnote that leads back to itself."""
    notes: dict[str, tuple[int, set[str]]] = {}
    for paragraph in split(markdown).paragraphs:
        defined = _DEFINED.match(paragraph.text) if paragraph.kind is ParagraphKind.FOOTNOTE else None
        if defined:
            cited = set(_CITED.findall(paragraph.text[defined.end() :]))
            notes[defined.group(1)] = (markdown.count("\n", 0, paragraph.start) + 1, cited)
    for name, (line, _) in notes.items():
        if name in _reached(name, notes):
            raise Refusal(
                f"The footnote “{name}” cites itself.",
                file=file,
                line=line,
                remedy="Take the mark out of the footnote.",
            )


def _reached(start: str, notes: dict[str, tuple[int, set[str]]]) -> set[str]:
    """All notes that this one cites, directly or through others."""
    found: set[str] = set()
    waiting = list(notes[start][1])
    while waiting:
        name = waiting.pop()
        if name in notes and name not in found:
            found.add(name)
            waiting += notes[name][1]
    return found
