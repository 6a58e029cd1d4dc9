"""The inline parser: markdown-it-py with source offsets for every token.

markdown-it-py keeps no offsets of inline tokens. `_OffsetParser` runs the inline rules one by one, as the library's own
loop does, and records the source range that each rule consumed. Text that a rule copies keeps its characters' offsets;
characters that a rule produces from others (an entity, an escape) get the offset where those begin.

A token's `meta` has either "offsets", one for each character of its content, or "span", its start and end in the
source.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.dollarmath.index import math_inline_dollar
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.footnote.index import footnote_ref
from mdit_py_plugins.subscript import sub_plugin
from mdit_py_plugins.superscript import superscript_plugin

FOOTNOTE_REFERENCE = re.compile(r"\[\^[^\] \n]{1,999}\]")
"""With a label as long as CommonMark allows for links."""
MAX_NESTING = 12
"""Of brackets in the label of a link: deeper than anybody nests, and each level is tried anew at every bracket."""
_FORMULA = math_inline_dollar(allow_space=False, allow_digits=False, allow_double=True)


def inline_tokens(source: str, references: Mapping[str, str]) -> list[Token]:
    """The tokens of inline Markdown with offsets. `references` gives the addresses of reference links by label."""
    markdown = _parser()
    state = _OffsetState(source, markdown, {"references": _link_references(references)}, [])
    markdown.inline.tokenize(state)
    for rule in markdown.inline.ruler2.getRules(""):
        rule(state)
    return state.tokens


@cache
def _parser() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"maxNesting": MAX_NESTING}).enable("strikethrough")
    footnote_plugin(markdown, move_to_end=False, always_match_refs=True)
    markdown.inline.ruler.at("footnote_ref", _footnote_reference)
    dollarmath_plugin(markdown, allow_space=False, allow_digits=False, double_inline=True)
    markdown.inline.ruler.at("math_inline", _formula)
    superscript_plugin(markdown)
    sub_plugin(markdown)
    attrs_plugin(markdown, spans=True)
    parser = _OffsetParser()
    parser.ruler, parser.ruler2 = markdown.inline.ruler, markdown.inline.ruler2
    parser.terminator_re = markdown.inline.terminator_re
    parser.ruler2.disable("fragments_join")
    markdown.inline = parser
    return markdown


def _formula(state: StateInline, silent: bool) -> bool:
    """The plugin's rule where no letter is before the dollar sign: “US$5/US$ 6” is money."""
    is_money = state.src[state.pos - 1 : state.pos].isalpha() if state.pos else False
    return not is_money and _FORMULA(state, silent)


def _footnote_reference(state: StateInline, silent: bool) -> bool:
    """The plugin's rule where a label ends within 999 characters: by itself it searches the whole text for each end."""
    ends = FOOTNOTE_REFERENCE.match(state.src, state.pos) is not None
    return ends and footnote_ref(state, silent, always_match=True)


def _link_references(references: Mapping[str, str]) -> dict[str, Any]:
    """Link references in the parser's form; addresses that could run a script are left out."""
    markdown = _parser()
    links = ((label, markdown.normalizeLink(address)) for label, address in references.items())
    return {
        normalizeReference(label): {"href": address, "title": ""}
        for label, address in links
        if markdown.validateLink(address)
    }


class _OffsetState(StateInline):
    """Parser state with the offset of every pending character."""

    def __init__(self, source: str, markdown: MarkdownIt, env: dict[str, Any], tokens: list[Token]) -> None:
        super().__init__(source, markdown, env, tokens)
        self.pending_offsets: list[int] = []

    def pushPending(self) -> Token:  # noqa: N802, the parser's own name
        token = super().pushPending()
        token.meta = {"offsets": self.pending_offsets[: len(token.content)]}
        self.pending_offsets = []
        return token


class _OffsetParser(ParserInline):
    """markdown-it-py's inline loop, which also records where each token comes from."""

    def tokenize(self, state: StateInline) -> None:
        if not isinstance(state, _OffsetState):
            super().tokenize(state)
            return
        end = state.posMax
        rules = self.ruler.getRules("") if state.level < MAX_NESTING else []
        while state.pos < end:
            start, tokens, pending = state.pos, len(state.tokens), len(state.pending)
            if not any(rule(state, False) for rule in rules):
                state.append_pending(state.src[state.pos])
                state.pos += 1
            if len(state.tokens) == tokens:
                added = len(state.pending) - pending
                state.pending_offsets.extend(spread_offsets(start, added, state.pos))
            else:
                _record_source(state.tokens[tokens:], start, state.pos)
                del state.pending_offsets[len(state.pending) :]  # a line break removes the spaces before it
        if state.pending:
            state.pushPending()


def spread_offsets(start: int, count: int, end: int) -> Iterable[int]:
    """Offsets for `count` characters that were produced from the source between start and end."""
    if start + count <= end:
        return range(start, start + count)
    return (min(start + step, max(start, end - 1)) for step in range(count))


def _record_source(tokens: list[Token], start: int, end: int) -> None:
    cursor = start
    for token in tokens:
        if "offsets" in token.meta or "span" in token.meta:
            continue
        token.meta["span"] = (start, end)
        if token.nesting > 0:
            cursor += 1
        if token.type == "text":
            token.meta["offsets"] = list(spread_offsets(cursor, len(token.content), end))
            cursor += len(token.content)
