"""References: the addresses that a text's reference links point to."""

from __future__ import annotations

import re

from blueprint.text.document.model import Document, ParagraphKind

DEFINITION = re.compile(r"[ \t>]*\[((?:\\.|[^\]\\])+)\]:\s*(?:<([^>\n]*)>|(\S+))", re.DOTALL)


def references(document: Document) -> dict[str, str]:
    """By label, in lower case, the address of each reference link of a text; of two for one label the first counts."""
    found: dict[str, str] = {}
    for paragraph in document.paragraphs:
        if paragraph.kind is ParagraphKind.REFERENCE and (match := DEFINITION.match(paragraph.text)):
            label = " ".join(match[1].split()).lower()
            found.setdefault(label, match[2] if match[2] is not None else match[3])
    return found
