"""Link reference definitions."""

from __future__ import annotations

import re

from blueprint.text.document.model import Document, ParagraphKind

DEFINITION = re.compile(r"[ \t>]*\[((?:\\.|[^\]\\])+)\]:\s*(?:<([^>\n]*)>|(\S+))", re.DOTALL)


def references(document: Document) -> dict[str, str]:
    """The address of each link reference definition, by label in lower case; the first definition of a label counts."""
    addresses: dict[str, str] = {}
    for paragraph in document.paragraphs:
        if paragraph.kind is ParagraphKind.REFERENCE and (match := DEFINITION.match(paragraph.text)):
            label = " ".join(match[1].split()).lower()
            addresses.setdefault(label, match[2] if match[2] is not None else match[3])
    return addresses
