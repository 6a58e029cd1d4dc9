"""The text engine: paragraphs, words, comparison, lineage, places, merging. Pure functions on plain strings.

Each name is imported when it is first asked for: all of them take a fresh process, such as one that makes a file, as long as
the file. So no module here is called what a function is called.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from blueprint.text.authorship import Attribution, advanced, attribute, introduced
    from blueprint.text.boundaries import words
    from blueprint.text.carrying import carry
    from blueprint.text.comparing import compare, turned
    from blueprint.text.comparison import Change, ChangeKind, Comparison
    from blueprint.text.composing import compose
    from blueprint.text.conflicts import Conflict, Merge, NotClean
    from blueprint.text.lineage import Lineage, assign, begin
    from blueprint.text.marks import Mark, MarkKind
    from blueprint.text.merging import merge
    from blueprint.text.paragraphs import Document, Paragraph, ParagraphKind, join
    from blueprint.text.places import Carried, Place, Status, find, quote
    from blueprint.text.records import Route, carried_records, comparison_record, marked, merge_record
    from blueprint.text.redlining import RedlineFormat, redline
    from blueprint.text.referring import references
    from blueprint.text.seeing import Run, runs, visible
    from blueprint.text.spans import Span
    from blueprint.text.splitting import split

_NAMES = {
    "authorship": ("Attribution", "advanced", "attribute", "introduced"),
    "boundaries": ("words",),
    "carrying": ("carry",),
    "comparing": ("compare", "turned"),
    "comparison": ("Change", "ChangeKind", "Comparison"),
    "composing": ("compose",),
    "conflicts": ("Conflict", "Merge", "NotClean"),
    "lineage": ("Lineage", "assign", "begin"),
    "marks": ("Mark", "MarkKind"),
    "merging": ("merge",),
    "paragraphs": ("Document", "Paragraph", "ParagraphKind", "join"),
    "places": ("Carried", "Place", "Status", "find", "quote"),
    "records": ("Route", "carried_records", "comparison_record", "marked", "merge_record"),
    "redlining": ("RedlineFormat", "redline"),
    "referring": ("references",),
    "seeing": ("Run", "runs", "visible"),
    "spans": ("Span",),
    "splitting": ("split",),
}
_HOMES = {name: module for module, names in _NAMES.items() for name in names}


def __getattr__(name: str) -> Any:
    """What is imported when it is first asked for (PEP 562); from then on it is here."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    return found


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
