"""Real texts to measure on: the states of any folder of histories, or the project's own sample proposals."""

from __future__ import annotations

import os
from pathlib import Path

from blueprint.text import ParagraphKind, split

History = list[str]
SAMPLES = Path(__file__).parent.parent / "policies"
ALONE = frozenset(
    {
        ParagraphKind.PARAGRAPH,
        ParagraphKind.HEADING,
        ParagraphKind.LIST_ITEM,
        ParagraphKind.QUOTATION,
        ParagraphKind.FOOTNOTE,
    }
)


def histories() -> dict[str, History]:
    """By name, the successive states of each text in the folder that CORPUS names, or of our own samples."""
    root = Path(os.environ.get("CORPUS") or SAMPLES)
    found: dict[str, History] = {}
    for folder in sorted({path.parent for path in root.rglob("*.md")}):
        states = [path.read_bytes().decode("utf-8", "replace") for path in sorted(folder.glob("*.md"))]
        if len(states) > 1:
            found[str(folder.relative_to(root))] = states
    return found


def pool() -> list[str]:
    """Every different paragraph of the last states that can stand alone, in the order of its text."""
    found: dict[str, None] = {}
    for states in histories().values():
        for paragraph in split(states[-1]).paragraphs:
            if paragraph.kind in ALONE and _alone(paragraph.text):
                found[paragraph.text] = None
    return list(found)


def _alone(text: str) -> bool:
    """Whether a text is the same single paragraph between two others."""
    around = split(f"Before.\n\n{text}\n\nAfter.").paragraphs
    return len(around) == 3 and around[1].text == text and ":   " not in text
