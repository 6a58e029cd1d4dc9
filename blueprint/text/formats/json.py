"""Records: comparisons, carried places and merges as plain lists and dictionaries, for scripts and other programs.

These are the shapes that `blueprint compare`, `carry` and `merge` print as JSON. All offsets count characters.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from blueprint.text.anchors.carry import carry
from blueprint.text.anchors.model import Carried, Place, Status, find, quote
from blueprint.text.diff.compare import compare
from blueprint.text.diff.model import Comparison
from blueprint.text.document.model import Document
from blueprint.text.document.split import split
from blueprint.text.merge.model import Conflict, Merge

Record = dict[str, Any]


def comparison_record(comparison: Comparison) -> Record:
    """`{"old": [{"text", "kind", "start", "end"}…], "new": […], "changes": […]}`, the changes
    `{"kind", "old", "new", "confidence", "words"}`.

    `old` and `new` of a change are indexes; every index is in exactly one change. `words` are `[operation, text]` pairs.
    """
    return {
        "old": _paragraphs(comparison.old),
        "new": _paragraphs(comparison.new),
        "changes": [
            {
                "kind": change.kind.value,
                "old": list(change.old),
                "new": list(change.new),
                "confidence": change.confidence,
                "words": [list(word) for word in change.words],
            }
            for change in comparison.changes
        ],
    }


def _paragraphs(document: Document) -> list[Record]:
    return [
        {"text": each.text, "kind": each.kind.value, "start": each.start, "end": each.end}
        for each in document.paragraphs
    ]


def carried_records(
    old: str, news: Sequence[str], anchors: Sequence[Mapping[str, Any]], language: str = "en"
) -> list[Record]:
    """Carry anchors from the old text through each of the newer ones in turn.

    An anchor is `{"start", "end"}` or `{"exact", "prefix", "suffix"}` (the last two may be missing). Each comes back with
    all it had and `{"status", "start", "end", "exact", "method", "confidence"}` in the last text; `start` and `end` are None
    when it is gone. A quotation that the old text does not have is gone with the method "not found". ValueError for an
    anchor of another shape, or with offsets outside of the text.
    """
    route = Route([split(text) for text in (old, *news)], language)
    places = [_place(old, anchor, number) for number, anchor in enumerate(anchors, start=1)]
    return [{**anchor, **_carried_record(route, place)} for anchor, place in zip(anchors, places, strict=True)]


def _place(source: str, anchor: Mapping[str, Any], number: int) -> Place | None:
    start, end, exact = anchor.get("start"), anchor.get("end"), anchor.get("exact")
    if isinstance(start, int) and isinstance(end, int):
        if not 0 <= start <= end <= len(source):
            raise ValueError(f"Anchor {number} lies outside of the old text, which has {len(source)} characters.")
        return quote(source, start, end)
    if isinstance(exact, str):
        return find(source, exact, str(anchor.get("prefix") or ""), str(anchor.get("suffix") or ""))
    raise ValueError(f'Anchor {number} needs "start" and "end" (whole numbers), or "exact" (a text).')


def _carried_record(route: Route, place: Place | None) -> Record:
    if place is None:
        return {"status": Status.GONE.value, "start": None, "end": None, "method": "not found", "confidence": 1.0}
    found = route.carry(place)
    return {
        "status": found.status.value,
        "start": found.start,
        "end": found.end,
        "exact": found.exact,
        "method": found.method,
        "confidence": found.confidence,
    }


class Route:
    """Successive revisions to carry places through, each pair compared once and only when needed."""

    def __init__(self, documents: Sequence[Document], language: str = "en") -> None:
        self._documents = documents
        self._language = language
        self._known: dict[tuple[int, int], Comparison] = {}

    def carry(self, place: Place) -> Carried:
        """Carry a place from the first revision to the last.

        Where it is gone from one revision, the next is compared with the last revision that had it, so that words which come
        back are found again. The status says what became of it all in all.
        """
        here, at, steps = place, 0, []
        found = carry(place, self._between(0, 0))
        for number in range(1, len(self._documents)):
            found = carry(here, self._between(at, number))
            if found.start is not None and found.end is not None:
                here, at = quote(self._documents[number].source, found.start, found.end), number
                steps.append(found.status)
        return _in_all(place, found, steps)

    def _between(self, old: int, new: int) -> Comparison:
        if (old, new) not in self._known:
            self._known[old, new] = compare(self._documents[old], self._documents[new], self._language)
        return self._known[old, new]


def _in_all(place: Place, found: Carried, steps: Sequence[Status]) -> Carried:
    if found.status is Status.GONE:
        return found
    if Status.SPLIT in steps:
        status = Status.SPLIT
    elif found.exact.split() != place.exact.split():
        status = Status.EDITED
    else:
        status = Status.MOVED if Status.MOVED in steps else Status.UNCHANGED
    return Carried(
        status, found.start, found.end, found.exact, found.paragraph, found.near, found.method, found.confidence
    )


def merge_record(merged: Merge) -> Record:
    """`{"clean", "text", "conflicts": [{"base", "ours", "theirs"}…]}`; `text` has the conflicts marked (see `marked`)."""
    conflicts = [{"base": each.base, "ours": each.ours, "theirs": each.theirs} for each in merged.conflicts]
    return {"clean": merged.clean, "text": marked(merged), "conflicts": conflicts}


def marked(merged: Merge, ours: str = "ours", theirs: str = "theirs") -> str:
    """The merged text with each conflict between the marker lines that `git merge-file` writes.

    As there, the markers begin their lines and end as the text's lines do, and the last one ends with a line end.
    """
    source = "".join(part if isinstance(part, str) else part.lead + part.ours + part.theirs for part in merged.parts)
    end = "\r\n" if "\r\n" in source else "\n"
    pieces = [part if isinstance(part, str) else _settled(part, (ours, theirs), end) for part in merged.parts]
    torn = bool(merged.parts) and merged.parts[-1] in merged.conflicts
    return "".join(pieces) + (end if torn else "")


def _settled(conflict: Conflict, names: tuple[str, str], end: str) -> str:
    if conflict.together is not None:
        return conflict.lead + conflict.together
    breaks = max(conflict.lead.rfind("\n"), conflict.lead.rfind("\r")) + 1
    before, indent = conflict.lead[:breaks], conflict.lead[breaks:]
    ours, theirs = (f"{indent}{text}{end}" if text else "" for text in (conflict.ours, conflict.theirs))
    return f"{before}<<<<<<< {names[0]}{end}{ours}======={end}{theirs}>>>>>>> {names[1]}"
