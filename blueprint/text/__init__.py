"""The text engine: paragraphs, words, comparison, lineage, places, merging. Pure functions on plain strings.

What reads a text is imported with the package. What compares texts is imported when it is first asked for, since it takes
a fresh process, such as one that makes a file, as long as the file.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from blueprint.text.comparison import Change, ChangeKind, Comparison
from blueprint.text.conflicts import Conflict, Merge, NotClean
from blueprint.text.lineage import Lineage, assign, begin
from blueprint.text.marks import Mark, MarkKind
from blueprint.text.paragraphs import Document, Paragraph, ParagraphKind, join
from blueprint.text.redline import RedlineFormat, redline
from blueprint.text.references import references
from blueprint.text.runs import Run, runs, visible
from blueprint.text.splitting import split
from blueprint.text.words import words

if TYPE_CHECKING:
    from blueprint.text.authorship import Attribution, advanced, attribute, introduced
    from blueprint.text.carrying import carry
    from blueprint.text.comparing import compare, turned
    from blueprint.text.composing import compose
    from blueprint.text.merging import merge
    from blueprint.text.places import Carried, Place, Status, find, quote
    from blueprint.text.records import Route, carried_records, comparison_record, marked, merge_record
    from blueprint.text.spans import Span

_LATER = {
    "authorship": ("Attribution", "advanced", "attribute", "introduced"),
    "carrying": ("carry",),
    "comparing": ("compare", "turned"),
    "composing": ("compose",),
    "merging": ("merge",),
    "places": ("Carried", "Place", "Status", "find", "quote"),
    "records": ("Route", "carried_records", "comparison_record", "marked", "merge_record"),
    "spans": ("Span",),
}
_HOMES = {name: module for module, names in _LATER.items() for name in names}


def __getattr__(name: str) -> Any:
    """What is imported when it is first asked for (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


__all__ = [
    "Attribution",
    "Carried",
    "Change",
    "ChangeKind",
    "Comparison",
    "Conflict",
    "Document",
    "Lineage",
    "Mark",
    "MarkKind",
    "Merge",
    "NotClean",
    "Paragraph",
    "ParagraphKind",
    "Place",
    "RedlineFormat",
    "Route",
    "Run",
    "Span",
    "Status",
    "advanced",
    "assign",
    "attribute",
    "begin",
    "carried_records",
    "carry",
    "compare",
    "comparison_record",
    "compose",
    "find",
    "introduced",
    "join",
    "marked",
    "merge",
    "merge_record",
    "quote",
    "redline",
    "references",
    "runs",
    "split",
    "turned",
    "visible",
    "words",
]
