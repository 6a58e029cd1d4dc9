"""The markers of list items and footnotes, as a reader sees them."""

import re
from collections.abc import Sequence

from blueprint.text import Paragraph, ParagraphKind

_ORDINAL = re.compile(r"\(?([0-9A-Za-z]{1,9})[.)]")
_BULLETS = "•◦▪"


def is_ordinal(marker: str) -> bool:
    """Whether the marker counts, as “1.” and “(a)” do."""
    return _ORDINAL.fullmatch(marker) is not None


def markers(paragraphs: Sequence[Paragraph]) -> tuple[str, ...]:
    """The marker of each list item and footnote: bullets by depth, numbers counted on from a list's first.

    Letters, Roman numbers and numbers in brackets are shown as they are written.
    """
    shown, counts = [], dict[int, tuple[int, str]]()
    for paragraph in paragraphs:
        depth = 0 if paragraph.kind is ParagraphKind.HEADING else paragraph.level
        counts = {level: count for level, count in counts.items() if level <= depth}
        if paragraph.kind is ParagraphKind.LIST_ITEM:
            shown.append(_marker(paragraph, counts))
            continue
        shown.append(paragraph.marker if paragraph.kind is ParagraphKind.FOOTNOTE else "")
    return tuple(shown)


def _marker(paragraph: Paragraph, counts: dict[int, tuple[int, str]]) -> str:
    """The marker of a list item; `counts` has the last number of each level and the sign behind it."""
    marker, level = paragraph.marker, paragraph.level
    ordinal = _ORDINAL.fullmatch(marker)
    if not ordinal or not ordinal[1].isdigit() or marker.startswith("("):
        counts.pop(level, None)
    if not ordinal:
        return "" if marker == ":" else _BULLETS[min(level, len(_BULLETS)) - 1]
    if not ordinal[1].isdigit() or marker.startswith("("):
        return marker
    number, sign = counts.get(level, (0, ""))
    counts[level] = (number + 1 if sign == marker[-1] else int(ordinal[1]), marker[-1])
    return f"{counts[level][0]}{marker[-1]}"
