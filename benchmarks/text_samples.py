"""Real texts to measure on: the states of any folder of histories, or the project's own sample proposals."""

from __future__ import annotations

import os
import re
import tomllib
from pathlib import Path

from babel.localedata import exists

from blueprint.text import ParagraphKind, split

History = list[str]
SAMPLES = Path(__file__).parent.parent / "policies"
LANGUAGE_CODE = re.compile(r"[a-z]{2,3}(?=[-_])")
UNKNOWN = "unknown"
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
    root = _root()
    found: dict[str, History] = {}
    for folder in sorted({path.parent for path in root.rglob("*.md")}):
        states = [path.read_bytes().decode("utf-8", "replace") for path in sorted(folder.glob("*.md"))]
        if len(states) > 1:
            found[str(folder.relative_to(root))] = states
    return found


def _root() -> Path:
    return Path(os.environ.get("CORPUS") or SAMPLES)


def language_of(name: str) -> str:
    """The language of a history: its `proposal.toml` says it, or the folder's name begins with it ("de-constitution")."""
    proposal = _root() / name / "proposal.toml"
    if proposal.exists():
        return str(tomllib.loads(proposal.read_text(encoding="utf-8"))["language"]).partition("-")[0]
    code = LANGUAGE_CODE.match(Path(name).name)
    return code[0] if code and exists(code[0]) else UNKNOWN


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
