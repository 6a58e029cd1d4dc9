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
    """The marker of each list item and footnote: bullets by depth, numbers counted on from a list's first."""
    shown, counts = [], dict[int, int]()
    for paragraph in paragraphs:
        if paragraph.kind is ParagraphKind.LIST_ITEM:
            counts = {level: count for level, count in counts.items() if level <= paragraph.level}
            shown.append(_marker(paragraph, counts))
            continue
        if not paragraph.level or paragraph.kind is ParagraphKind.HEADING:
            counts = {}
        shown.append(paragraph.marker if paragraph.kind is ParagraphKind.FOOTNOTE else "")
    return tuple(shown)


def _marker(paragraph: Paragraph, counts: dict[int, int]) -> str:
    ordinal = _ORDINAL.fullmatch(paragraph.marker)
    if not ordinal:
        counts.pop(paragraph.level, None)
        return "" if paragraph.marker == ":" else _BULLETS[min(paragraph.level, len(_BULLETS)) - 1]
    if not ordinal[1].isdigit():
        return paragraph.marker
    first = counts.get(paragraph.level)
    counts[paragraph.level] = int(ordinal[1]) if first is None else first + 1
    return f"{counts[paragraph.level]}{paragraph.marker[-1]}"
