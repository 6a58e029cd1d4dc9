"""The text engine: Markdown texts as paragraphs, their differences, merges and authorship. Pure functions on strings.

Other packages import from here alone. Inside, imports point one way, from the first to the last:

    formats      redlines, JSON, conflict markers
    blame        which revision introduced each word
    merge        three-way merge
    anchors      quoted words, carried from revision to revision
    lineage      the identity of paragraphs
    diff         paragraphs aligned and compared
    word_diff    words compared
    document     Markdown split into paragraphs; content, visible text, words
"""

from blueprint.text.anchors.carry import carry
from blueprint.text.anchors.chain import RevisionChain
from blueprint.text.anchors.model import CarriedQuote, QuoteStatus, TextQuote, find_quote, quote
from blueprint.text.anchors.result import near_paragraph
from blueprint.text.blame.authorship import Attribution, attribute, initial_attribution, next_attribution
from blueprint.text.blame.spans import AttributedSpan
from blueprint.text.diff.align import KnownLink
from blueprint.text.diff.compare import Comparer, compare
from blueprint.text.diff.model import Change, ChangeKind, Comparison
from blueprint.text.diff.reverse import reverse
from blueprint.text.document.marks import Mark, MarkKind
from blueprint.text.document.model import Document, Paragraph, ParagraphKind, join
from blueprint.text.document.numbers.numbering import is_bare_number
from blueprint.text.document.references import references
from blueprint.text.document.split import split
from blueprint.text.document.visible import Run, visible_runs, visible_text
from blueprint.text.document.words import words
from blueprint.text.formats.conflict_markers import with_conflict_markers
from blueprint.text.formats.json import carried_records, comparison_record, merge_record
from blueprint.text.formats.redline import RedlineFormat, redline
from blueprint.text.lineage.compare import compare_by_lineage, known_links
from blueprint.text.lineage.model import Lineage, assign_lineages, initial_lineages
from blueprint.text.merge.merge import merge
from blueprint.text.merge.model import MergeConflict, MergeResult, UnresolvedConflict
from blueprint.text.word_diff.operations import IN_NEW, IN_OLD

__all__ = [
    "IN_NEW",
    "IN_OLD",
    "AttributedSpan",
    "Attribution",
    "CarriedQuote",
    "Change",
    "ChangeKind",
    "Comparer",
    "Comparison",
    "Document",
    "KnownLink",
    "Lineage",
    "Mark",
    "MarkKind",
    "MergeConflict",
    "MergeResult",
    "Paragraph",
    "ParagraphKind",
    "QuoteStatus",
    "RedlineFormat",
    "RevisionChain",
    "Run",
    "TextQuote",
    "UnresolvedConflict",
    "assign_lineages",
    "attribute",
    "carried_records",
    "carry",
    "compare",
    "compare_by_lineage",
    "comparison_record",
    "find_quote",
    "initial_attribution",
    "initial_lineages",
    "is_bare_number",
    "join",
    "known_links",
    "merge",
    "merge_record",
    "near_paragraph",
    "next_attribution",
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
