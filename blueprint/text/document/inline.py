"""Inline reading: the visible text of Markdown within a paragraph, each character with its place in the source.

markdown-it-py parses inline Markdown but keeps no positions. `_Recorder` runs its rules one by one, as its own loop does,
and notes what each of them consumed; text that a rule passes on unchanged keeps its characters' places, and what a rule
makes out of other characters (an entity, an escape) stands at the place where these begin.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, cast

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.footnote.index import footnote_ref
from mdit_py_plugins.subscript import sub_plugin
from mdit_py_plugins.superscript import superscript_plugin

from blueprint.text.document.marks import Mark, MarkKind

LINE_BREAK = re.compile(r"<br\s*/?>\Z", re.IGNORECASE)
FOOTNOTE = re.compile(r"\[\^[^\] \n]{1,999}\]")
"""A reference to a footnote; its label no longer than CommonMark allows those of links to be."""
PICTURE = "\ufffc"
"""Stands for an image without a description (Unicode's object replacement character)."""
NESTING = 40
MARKS = {
    "strong": MarkKind.STRONG,
    "em": MarkKind.EMPHASIS,
    "s": MarkKind.STRIKETHROUGH,
    "sup": MarkKind.SUPERSCRIPT,
    "sub": MarkKind.SUBSCRIPT,
    "link": MarkKind.LINK,
}


@dataclass(frozen=True, slots=True)
class Stretch:
    """Visible text with the same marks, and each character's offset in what was read."""

    text: str
    marks: tuple[Mark, ...]
    offsets: tuple[int, ...]


def read_inline(source: str, references: Mapping[str, str], depth: int = 0) -> list[Stretch]:
    """What a reader sees of inline Markdown. `references` gives the addresses of reference links by label."""
    state = _State(source, _markdown(), {"references": _addresses(references)}, [])
    inline = _markdown().inline
    inline.tokenize(state)
    for rule in inline.ruler2.getRules(""):
        rule(state)
    return list(_stretches(state, references, depth))


@cache
def _markdown() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"maxNesting": NESTING}).enable("strikethrough")
    footnote_plugin(markdown, move_to_end=False, always_match_refs=True)
    markdown.inline.ruler.at("footnote_ref", _footnote)
    dollarmath_plugin(markdown, allow_space=False, allow_digits=False, double_inline=True)
    superscript_plugin(markdown)
    sub_plugin(markdown)
    attrs_plugin(markdown, spans=True)
    recorder = _Recorder()
    recorder.ruler, recorder.ruler2 = markdown.inline.ruler, markdown.inline.ruler2
    recorder.terminator_re = markdown.inline.terminator_re
    recorder.ruler2.disable("fragments_join")
    markdown.inline = recorder
    return markdown


def _footnote(state: StateInline, silent: bool) -> bool:
    """The plugin's rule where a label ends within reach: it would look for the end of each through the whole text."""
    near = FOOTNOTE.match(state.src, state.pos) is not None
    return near and footnote_ref(state, silent, always_match=True)


def _addresses(references: Mapping[str, str]) -> dict[str, Any]:
    """Link addresses by label as the parser looks them up; those that could run something are left out."""
    links = ((label, _markdown().normalizeLink(to)) for label, to in references.items())
    return {normalizeReference(label): {"href": to, "title": ""} for label, to in links if _markdown().validateLink(to)}


class _State(StateInline):
    """Keeps for every pending character its offset, and gives them to the token the characters end up in."""

    def __init__(self, source: str, markdown: MarkdownIt, env: dict[str, Any], tokens: list[Token]) -> None:
        super().__init__(source, markdown, env, tokens)
        self.spots: list[int] = []

    def pushPending(self) -> Token:  # noqa: N802, the parser's own name
        token = super().pushPending()
        token.meta = {"spots": self.spots[: len(token.content)]}
        self.spots = []
        return token


class _Recorder(ParserInline):
    """markdown-it-py's inline loop, taking note of where each token comes from."""

    def tokenize(self, state: StateInline) -> None:
        if not isinstance(state, _State):
            super().tokenize(state)
            return
        end = state.posMax
        rules = self.ruler.getRules("") if state.level < NESTING else []
        while state.pos < end:
            before, tokens, pending = state.pos, len(state.tokens), len(state.pending)
            if not any(rule(state, False) for rule in rules):
                state.append_pending(state.src[state.pos])
                state.pos += 1
            if len(state.tokens) == tokens:
                _note_pending(state, before, pending)
            else:
                _note_tokens(state.tokens[tokens:], before, state.pos)
                del state.spots[len(state.pending) :]  # a line break takes the spaces before it away again
        if state.pending:
            state.pushPending()


def _note_pending(state: _State, before: int, pending: int) -> None:
    added = len(state.pending) - pending
    state.spots.extend(_spread(before, added, state.pos))


def _spread(start: int, count: int, end: int) -> Iterable[int]:
    """Places for `count` characters made out of the source from start to end."""
    if start + count <= end:
        return range(start, start + count)
    return (min(start + step, max(start, end - 1)) for step in range(count))


def _note_tokens(tokens: list[Token], before: int, after: int) -> None:
    cursor = before
    for token in tokens:
        if "spots" in token.meta or "span" in token.meta:
            continue
        token.meta["span"] = (before, after)
        if token.nesting > 0:
            cursor += 1
        if token.type == "text":
            token.meta["spots"] = list(_spread(cursor, len(token.content), after))
            cursor += len(token.content)


@dataclass(slots=True)
class _Marks:
    """The marks open at a point of the token stream."""

    open: list[tuple[str, Mark]] = field(default_factory=list)

    def follow(self, token: Token) -> None:
        name = token.type.rsplit("_", 1)[0]
        if name not in MARKS:
            return
        if token.nesting > 0:
            href = token.attrs.get("href")
            self.open.append((name, Mark(MARKS[name], str(href) if href is not None else None)))
        elif any(opened == name for opened, _ in self.open):
            last = max(at for at, (opened, _) in enumerate(self.open) if opened == name)
            del self.open[last]

    def now(self, *more: Mark) -> tuple[Mark, ...]:
        return (*(mark for _, mark in self.open), *more)


def _stretches(state: _State, references: Mapping[str, str], depth: int) -> Iterator[Stretch]:
    marks = _Marks()
    for token in state.tokens:
        if token.nesting:
            marks.follow(token)
        elif token.type == "image":
            yield from _image(token, marks, references, depth)
        elif text := _said(token):
            yield Stretch(text, marks.now(*_own(token)), tuple(_places(token, text, state.src)))


def _said(token: Token) -> str:
    match token.type:
        case "text" | "text_special" | "code_inline" | "math_inline" | "math_inline_double":
            return token.content
        case "softbreak" | "hardbreak":
            return "\n"
        case "html_inline":
            return "\n" if LINE_BREAK.match(token.content) else ""
        case "footnote_ref":
            return str(token.meta.get("label", "*"))
        case _:
            return ""


def _own(token: Token) -> tuple[Mark, ...]:
    match token.type:
        case "code_inline":
            return (Mark(MarkKind.CODE),)
        case "math_inline" | "math_inline_double":
            return (Mark(MarkKind.MATH),)
        case "footnote_ref":
            return (Mark(MarkKind.FOOTNOTE, token.meta.get("label")),)
        case _:
            return ()


def _places(token: Token, text: str, source: str) -> Iterable[int]:
    if "spots" in token.meta:
        return cast(list[int], token.meta["spots"])
    before, after = token.meta["span"]
    start = before
    if token.type == "code_inline":
        start += len(token.markup)
        start += after - start - len(token.markup) > len(text)
    elif token.type in ("math_inline", "math_inline_double"):
        start += len(token.markup)
    elif token.type == "footnote_ref":
        start += 2
    elif token.info == "escape":
        start = after - 1 if len(text) == 1 else before
    elif token.type in ("softbreak", "hardbreak"):
        start = source.find("\n", before, after) if "\n" in source[before:after] else before
    return _spread(start, len(text), after)


def _image(token: Token, marks: _Marks, references: Mapping[str, str], depth: int) -> Iterator[Stretch]:
    before, after = token.meta["span"]
    mark = Mark(MarkKind.IMAGE, str(token.attrs.get("src", "")))
    inner = read_inline(token.content, references, depth + 1) if depth < NESTING // 10 else []
    for stretch in inner:
        places = tuple(before + 2 + offset for offset in stretch.offsets)
        yield Stretch(stretch.text, marks.now(mark, *stretch.marks), places)
    if not inner:
        yield Stretch(PICTURE, marks.now(mark), tuple(_spread(before, 1, after)))
