"""The text engine: paragraphs, words, comparison, lineage, places, merging. Pure functions on plain strings."""

from blueprint.text.anchors.carry import carry
from blueprint.text.anchors.chain import RevisionChain
from blueprint.text.anchors.model import CarriedQuote, QuoteStatus, TextQuote, find_quote, quote
from blueprint.text.blame.authorship import Attribution, advanced, attribute, introduced
from blueprint.text.blame.spans import Span
from blueprint.text.diff.compare import Comparer, compare
from blueprint.text.diff.model import Change, ChangeKind, Comparison
from blueprint.text.diff.reverse import reverse
from blueprint.text.document.marks import Mark, MarkKind
from blueprint.text.document.model import Document, Paragraph, ParagraphKind, join
from blueprint.text.document.references import references
from blueprint.text.document.split import split
from blueprint.text.document.visible import Run, visible_runs, visible_text
from blueprint.text.document.words import words
from blueprint.text.formats.conflict_markers import with_conflict_markers
from blueprint.text.formats.json import carried_records, comparison_record, merge_record
from blueprint.text.formats.redline import RedlineFormat, redline
from blueprint.text.lineage.compare import compare_by_lineage
from blueprint.text.lineage.model import Lineage, assign_lineages, initial_lineages
from blueprint.text.merge.merge import merge
from blueprint.text.merge.model import Conflict, Merge, NotClean

__all__ = [
    "Attribution",
    "CarriedQuote",
    "Change",
    "ChangeKind",
    "Comparer",
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
    "QuoteStatus",
    "RedlineFormat",
    "RevisionChain",
    "Run",
    "Span",
    "TextQuote",
    "advanced",
    "assign_lineages",
    "attribute",
    "carried_records",
    "carry",
    "compare",
    "compare_by_lineage",
    "comparison_record",
    "find_quote",
    "initial_lineages",
    "introduced",
    "join",
    "merge",
    "merge_record",
    "quote",
    "redline",
    "references",
    "reverse",
    "split",
    "visible_runs",
    "visible_text",
    "with_conflict_markers",
    "words",
]
