"""The text engine: paragraphs, words, comparison, lineage, places, merging. Pure functions on plain strings."""

from blueprint.text.comparison import Change, ChangeKind, Comparison
from blueprint.text.lineage import Lineage
from blueprint.text.merging import Conflict, Merge, NotClean
from blueprint.text.paragraphs import Document, Paragraph, ParagraphKind, join
from blueprint.text.places import Carried, Place, Status
from blueprint.text.runs import Mark, MarkKind, Run
from blueprint.text.splitting import split

__all__ = [
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
    "Run",
    "Status",
    "join",
    "split",
]
