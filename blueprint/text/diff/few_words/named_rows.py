"""Match rows of tables by their names: what the first cell says, if no other row says it.

A row that changed places, and one of whose few other cells was edited, shares too little with itself to be similar.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from blueprint.text.diff.features import Features
from blueprint.text.diff.matching import Matching
from blueprint.text.document.content import table_cells
from blueprint.text.document.letters import letters
from blueprint.text.document.model import Paragraph, ParagraphKind

CONFIDENCE = 0.7


def match_named_rows(old: Sequence[Features], new: Sequence[Features], matching: Matching) -> None:
    """Match unmatched rows with as many cells and the same name, which no other row of either text has."""
    if not _has_free_row(old, matching.new_of) or not _has_free_row(new, matching.old_of):
        return
    before, after = _by_name(old), _by_name(new)
    for name in before.keys() & after.keys():
        places = before[name], after[name]
        if all(len(each) == 1 for each in places) and matching.is_free(places[0][0], places[1][0]):
            matching.match(places[0][0], places[1][0], CONFIDENCE)


def _has_free_row(features: Sequence[Features], partners: Sequence[int]) -> bool:
    return any(partner < 0 and _is_row(each.paragraph) for each, partner in zip(features, partners, strict=True))


def _by_name(features: Sequence[Features]) -> Mapping[str, list[int]]:
    """The indexes of the rows with each name."""
    indexes: dict[str, list[int]] = defaultdict(list)
    for at, each in enumerate(features):
        if name := _name(each.paragraph):
            indexes[name].append(at)
    return indexes


def _is_row(paragraph: Paragraph) -> bool:
    return paragraph.kind is ParagraphKind.TABLE_ROW and not paragraph.head


def _name(paragraph: Paragraph) -> str:
    """The number of cells and the letters of the first one; "" without a name, which a number is not."""
    cells = table_cells(paragraph) if _is_row(paragraph) else []
    name = letters(cells[0].text) if len(cells) > 1 else ""
    return f"{len(cells)} {name}" if name and not name.isdigit() else ""
