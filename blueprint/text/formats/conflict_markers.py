"""A merged text with conflict markers, as `git merge-file` writes them."""

from __future__ import annotations

from blueprint.text.merge.model import MergeConflict, MergeResult


def with_conflict_markers(merged: MergeResult, ours: str = "ours", theirs: str = "theirs") -> str:
    """The merged text with each conflict between marker lines. `ours` and `theirs` are the labels of the sides.

    As with Git, a marker begins its line and has the line ending of the text, and the last marker ends with one.
    """
    source = "".join(part if isinstance(part, str) else part.lead + part.ours + part.theirs for part in merged.parts)
    line_ending = "\r\n" if "\r\n" in source else "\n"
    pieces = [
        part if isinstance(part, str) else _with_markers(part, (ours, theirs), line_ending) for part in merged.parts
    ]
    ends_with_marker = bool(merged.parts) and merged.parts[-1] in merged.conflicts
    return "".join(pieces) + (line_ending if ends_with_marker else "")


def _with_markers(conflict: MergeConflict, labels: tuple[str, str], line_ending: str) -> str:
    if conflict.together is not None:
        return conflict.lead + conflict.together
    line_start = max(conflict.lead.rfind("\n"), conflict.lead.rfind("\r")) + 1
    before, indent = conflict.lead[:line_start], conflict.lead[line_start:]
    ours, theirs = (f"{indent}{text}{line_ending}" if text else "" for text in (conflict.ours, conflict.theirs))
    return f"{before}<<<<<<< {labels[0]}{line_ending}{ours}======={line_ending}{theirs}>>>>>>> {labels[1]}"
