"""The visible text of inline Markdown, with marks and source offsets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import cast

from markdown_it.token import Token

from blueprint.text.document.inline_parser import inline_tokens, spread_offsets
from blueprint.text.document.marks import Mark, MarkKind

LINE_BREAK_TAG = re.compile(r"<br\s*/?>\Z", re.IGNORECASE)
OBJECT_REPLACEMENT = "\ufffc"
"""Shown for an image without a description."""
MAX_IMAGE_NESTING = 4
"""Descriptions of images within descriptions are read down to this depth."""
MARK_KINDS = {
    "strong": MarkKind.STRONG,
    "em": MarkKind.EMPHASIS,
    "s": MarkKind.STRIKETHROUGH,
    "sup": MarkKind.SUPERSCRIPT,
    "sub": MarkKind.SUBSCRIPT,
    "link": MarkKind.LINK,
}


@dataclass(frozen=True, slots=True)
class InlineText:
    """Visible text with the same marks, and the offset of each character in the inline source."""

    text: str
    marks: tuple[Mark, ...]
    offsets: tuple[int, ...]


def parse_inline(source: str, references: Mapping[str, str], depth: int = 0) -> list[InlineText]:
    """The visible text of inline Markdown. `references` gives the addresses of reference links by label."""
    return list(_texts(inline_tokens(source, references), source, references, depth))


@dataclass(slots=True)
class _OpenMarks:
    """The marks that are open at a point of the token stream."""

    open: list[tuple[str, Mark]] = field(default_factory=list)

    def update(self, token: Token) -> None:
        name = token.type.rsplit("_", 1)[0]
        if name not in MARK_KINDS:
            return
        if token.nesting > 0:
            href = token.attrs.get("href")
            self.open.append((name, Mark(MARK_KINDS[name], str(href) if href is not None else None)))
        elif any(opened == name for opened, _ in self.open):
            last = max(at for at, (opened, _) in enumerate(self.open) if opened == name)
            del self.open[last]

    def with_own(self, *own: Mark) -> tuple[Mark, ...]:
        return (*(mark for _, mark in self.open), *own)


def _texts(tokens: list[Token], source: str, references: Mapping[str, str], depth: int) -> Iterator[InlineText]:
    marks = _OpenMarks()
    for token in tokens:
        if token.nesting:
            marks.update(token)
        elif token.type == "image":
            yield from _image(token, marks, references, depth)
        elif text := _visible(token):
            yield InlineText(text, marks.with_own(*_own_marks(token)), tuple(_offsets(token, text, source)))


def _visible(token: Token) -> str:
    match token.type:
        case "text" | "text_special" | "code_inline" | "math_inline" | "math_inline_double":
            return token.content
        case "softbreak" | "hardbreak":
            return "\n"
        case "html_inline":
            return "\n" if LINE_BREAK_TAG.match(token.content) else ""
        case "footnote_ref":
            return str(token.meta.get("label", "*"))
        case _:
            return ""


def _own_marks(token: Token) -> tuple[Mark, ...]:
    match token.type:
        case "code_inline":
            return (Mark(MarkKind.CODE),)
        case "math_inline" | "math_inline_double":
            return (Mark(MarkKind.MATH),)
        case "footnote_ref":
            return (Mark(MarkKind.FOOTNOTE, token.meta.get("label")),)
        case _:
            return ()


def _offsets(token: Token, text: str, source: str) -> Iterable[int]:
    if "offsets" in token.meta:
        return cast(list[int], token.meta["offsets"])
    return spread_offsets(_text_start(token, text, source), len(text), token.meta["span"][1])


def _text_start(token: Token, text: str, source: str) -> int:
    """Where in a token's source its visible text begins."""
    start, end = cast(tuple[int, int], token.meta["span"])
    match token.type:
        case "code_inline":
            start += len(token.markup)
            return start + (end - start - len(token.markup) > len(text))  # the space that pads the code
        case "math_inline" | "math_inline_double":
            return start + len(token.markup)
        case "footnote_ref":
            return start + len("[^")
        case "softbreak" | "hardbreak":
            return source.find("\n", start, end) if "\n" in source[start:end] else start
        case _:
            return end - 1 if token.info == "escape" and len(text) == 1 else start


def _image(token: Token, marks: _OpenMarks, references: Mapping[str, str], depth: int) -> Iterator[InlineText]:
    start, end = token.meta["span"]
    mark = Mark(MarkKind.IMAGE, str(token.attrs.get("src", "")))
    description = parse_inline(token.content, references, depth + 1) if depth < MAX_IMAGE_NESTING else []
    for piece in description:
        offsets = tuple(start + len("![") + offset for offset in piece.offsets)
        yield InlineText(piece.text, marks.with_own(mark, *piece.marks), offsets)
    if not description:
        yield InlineText(OBJECT_REPLACEMENT, marks.with_own(mark), tuple(spread_offsets(start, 1, end)))
