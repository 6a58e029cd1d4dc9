"""Labels of footnotes and of link reference definitions: where they are defined and used, and other names for them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from markdown_it.token import Token

from blueprint.text.document.content import InlineContent, inline_content, table_cells
from blueprint.text.document.inline_parser import inline_tokens
from blueprint.text.document.model import VERBATIM_KINDS, Document, Paragraph, ParagraphKind
from blueprint.text.document.references import DEFINITION, references

NOTE_MARKER = re.compile(r"\[\^([^\]]+)\]:")
LAST_BRACKETS = re.compile(r"\[((?:\\.|[^\[\]\\])*)\]\Z", re.DOTALL)


class Label(NamedTuple):
    """The label of a footnote (`[^1]`) or of a link reference (`[law]`, which ignores case and white space)."""

    name: str
    footnote: bool


class _Replacement(NamedTuple):
    """Source offsets within a paragraph, and what comes to stand there."""

    start: int
    end: int
    text: str


def definitions(document: Document) -> dict[Label, int]:
    """The paragraph that defines each label; the first definition of a label counts."""
    found: dict[Label, int] = {}
    for at, paragraph in enumerate(document.paragraphs):
        if match := _definition(paragraph):
            found.setdefault(_label(match[1], paragraph.kind is ParagraphKind.FOOTNOTE), at)
    return found


def uses(document: Document) -> dict[Label, set[int]]:
    """The paragraphs that use each label that the document defines."""
    addresses, defined = references(document), definitions(document)
    found: dict[Label, set[int]] = {}
    for at, paragraph in enumerate(document.paragraphs):
        for label, _, _ in _uses(paragraph, addresses):
            if label in defined:
                found.setdefault(label, set()).add(at)
    return found


def relabelled(document: Document, names: Mapping[Label, str]) -> str:
    """The source with other names for some labels, where they are defined and wherever they are used."""
    if not names:
        return document.source
    addresses = references(document)
    pieces: list[str] = []
    for paragraph in document.paragraphs:
        pieces += paragraph.lead, _relabelled(paragraph, names, addresses)
    return "".join(pieces) + document.tail


def _relabelled(paragraph: Paragraph, names: Mapping[Label, str], addresses: Mapping[str, str]) -> str:
    text = paragraph.text
    for start, end, name in sorted(_replacements(paragraph, names, addresses), reverse=True):
        text = text[:start] + name + text[end:]
    return text


def _replacements(
    paragraph: Paragraph, names: Mapping[Label, str], addresses: Mapping[str, str]
) -> Iterator[_Replacement]:
    if match := _definition(paragraph):
        label = _label(match[1], paragraph.kind is ParagraphKind.FOOTNOTE)
        if label in names:
            yield _Replacement(*match.span(1), names[label])
    for label, replacement, content in _uses(paragraph, addresses):
        if label in names:
            yield _in_paragraph(replacement._replace(text=replacement.text.format(names[label])), content)


def _uses(paragraph: Paragraph, addresses: Mapping[str, str]) -> Iterator[tuple[Label, _Replacement, InlineContent]]:
    """Each use of a label in a paragraph (see `_use`), with the content that it is in."""
    if "[" not in paragraph.text or paragraph.kind in VERBATIM_KINDS:
        return
    is_row = paragraph.kind is ParagraphKind.TABLE_ROW
    for content in table_cells(paragraph) if is_row else [inline_content(paragraph)]:
        for token in inline_tokens(content.text, addresses):
            if use := _use(token, content.text):
                yield *use, content


def _use(token: Token, source: str) -> tuple[Label, _Replacement] | None:
    """The label that a token uses, and what has to be replaced to name another; `{}` is the place of the name."""
    if token.type == "footnote_ref":
        start, end = token.meta["span"]
        return Label(str(token.meta["label"]), footnote=True), _Replacement(start + len("[^"), end - 1, "{}")
    if token.type not in ("link_open", "image"):
        return None
    start, end = token.meta["span"]
    whole = source[start:end].removeprefix("!")
    if not whole.endswith("]"):
        return None
    last = LAST_BRACKETS.search(whole)
    if last is None or last.start() == 0:  # [label]
        return _label(whole[1:-1], footnote=False), _Replacement(end, end, "[{}]")
    written = last[1] or whole[1 : last.start() - 1]  # [words][label], or [label][]
    return _label(written, footnote=False), _Replacement(end - 1 - len(last[1]), end - 1, "{}")


def _in_paragraph(replacement: _Replacement, content: InlineContent) -> _Replacement:
    """The same with offsets in the paragraph instead of in its content."""
    start, end, text = replacement
    if start == end:
        return _Replacement(content.offsets[end - 1] + 1, content.offsets[end - 1] + 1, text)
    return _Replacement(content.offsets[start], content.offsets[end - 1] + 1, text)


def _definition(paragraph: Paragraph) -> re.Match[str] | None:
    if paragraph.kind is ParagraphKind.FOOTNOTE:
        return NOTE_MARKER.match(paragraph.text)
    return DEFINITION.match(paragraph.text) if paragraph.kind is ParagraphKind.REFERENCE else None


def _label(written: str, footnote: bool) -> Label:
    return Label(written if footnote else " ".join(written.split()).lower(), footnote)
