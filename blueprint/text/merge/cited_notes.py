"""Notes and link references that one side deleted while the other refers to them from words that are kept."""

from __future__ import annotations

from blueprint.text.document.labels import Label, definitions, uses
from blueprint.text.merge.model import MergeConflict
from blueprint.text.merge.resolve import MergedUnit, merged_paragraphs
from blueprint.text.merge.units import MergeVersions, UnitKey


def keep_cited_notes(versions: MergeVersions, merged: dict[UnitKey, MergedUnit]) -> None:
    """Keep in `merged` what a side deleted although words of the other side that are kept refer to it."""
    for side in versions[1:]:
        defined = {label: side.keys[at] for label, at in definitions(side.document).items()}
        deleted = {label: key for label, key in defined.items() if key[0] == "unit" and merged[_first(key)] == ()}
        used = uses(side.document) if deleted else {}
        for label, key in deleted.items():
            if any(_names(label, merged[_first(side.keys[at])]) for at in used.get(label, ())):
                merged[_first(key)] = merged_paragraphs(key[1], side.parts[key[1]])


def _first(key: UnitKey) -> UnitKey:
    """The key by which a unit is merged: that of its first part."""
    return (*key[:2], 0) if key[0] == "unit" else key


def _names(label: Label, unit: MergedUnit) -> bool:
    """Whether a merged unit has a label in its source."""
    wordings = (unit.ours, unit.theirs) if isinstance(unit, MergeConflict) else [each.text for each in unit]
    source = " ".join(" ".join(wordings).split())
    return f"[^{label.name}]" in source if label.footnote else f"[{label.name}]" in source.lower()
