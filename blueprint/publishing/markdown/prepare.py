"""The source that Pandoc reads: the text's own, without what no reader sees and no parser but Pandoc takes for something.

Line numbers are those of the text.
"""

import re
from collections.abc import Iterator

from blueprint.publishing.markdown.numbering import without_hidden
from blueprint.text import Document, MarkKind, Paragraph, ParagraphKind, split, visible_runs

_VERBATIM = frozenset({ParagraphKind.CODE, ParagraphKind.HTML, ParagraphKind.FRONT_MATTER, ParagraphKind.REFERENCE})
_KRAMDOWN = re.compile(r"[ \t]*\{:[^{}\n]*\}[ \t]*$", re.MULTILINE)
"""An attribute list of kramdown, behind a heading or a paragraph."""
_CAPITAL_SIGN = re.compile(r"[A-Z]+\.")
"""The sign of an item. Before Pandoc reads it, its letters are made small: it wants two spaces behind capital ones."""
_RULE = "***"
"""Pandoc takes a rule with spaces, “* * *”, for bullets within each other."""
_OTHER_LETTER = re.compile(
    r"^([ \t>]*(?:(?:[-*+]|\(?[0-9A-Za-z]{1,9}[.)])[ \t>]+)*\(?(?![A-Za-z])[^\W\d_])([.)])(?=\s|\Z)", re.MULTILINE
)
"""A letter of another alphabet (“а)”, “β.”) that begins a line: Pandoc takes it for the sign of an item, and drops it."""
_SIGN_ALONE = re.compile(r"(?<=[\r\n])([ \t>]*)(?=[:~][ \t]*(?:[\r\n]|\Z))")
"""Where a colon is alone on a line of a paragraph: Pandoc takes it for an empty definition of the line before."""
_MISREAD = re.compile(
    r"^[ \t>]*:[ \t]*(?:[\r\n]|\Z)|\$|~|(?<!\[)\^|\{:|^[ \t>]*[A-Z]+\.[ \t]|[*_-][ \t]+[*_-][ \t]+[*_-]|"
    + _OTHER_LETTER.pattern,
    re.MULTILINE,
)
_INLINE_SIGNS = "$^~"
_TABLE = re.compile(r"[ \t>]*<table\b", re.IGNORECASE)
_EMPTY_LINE = re.compile(r"^[ \t]*(?=[\r\n])(?<!\r(?=\n))", re.MULTILINE)
_TABLE_END = re.compile(r"</table\s*>", re.IGNORECASE)


def prepare(document: Document) -> str:
    """The source without front matter, comments and attribute lists of kramdown; signs that Pandoc misreads are escaped, and
    rules are written without spaces.

    An HTML table with empty lines in it is one block of HTML.
    """
    plain = without_hidden(document, parting=True)
    if _MISREAD.search(plain):
        plain = _without_misread_signs(split(plain))
    return _with_whole_tables(split(plain)) if "<table" in plain.lower() else plain


def _without_misread_signs(document: Document) -> str:
    pieces: list[str] = []
    for paragraph in document.paragraphs:
        text = _RULE if paragraph.kind is ParagraphKind.BREAK else paragraph.text
        if paragraph.kind not in _VERBATIM:
            escaped = sorted(_literal(paragraph)) if any(sign in text for sign in _INLINE_SIGNS) else []
            text = "\\".join(text[a:b] for a, b in zip([0, *escaped], [*escaped, len(text)], strict=True))
            text = _OTHER_LETTER.sub(r"\1\\\2", _KRAMDOWN.sub("", text))
            text = _SIGN_ALONE.sub(r"\1\\", text)
            if _CAPITAL_SIGN.fullmatch(paragraph.marker) and text.startswith(paragraph.marker):
                text = paragraph.marker.lower() + text[len(paragraph.marker) :]
        pieces += [paragraph.lead, text]
    return "".join(pieces) + document.tail


def _literal(paragraph: Paragraph) -> Iterator[int]:
    """The offsets of signs that are words, where Pandoc could see formulas, sub- or superscripts.

    It lets “5$” and “US$” begin a formula, and puts all words between “(1^2)” and the next “(1^2)” above the line.
    """
    for run in visible_runs(paragraph):
        kinds = {mark.kind for mark in run.marks}
        if not kinds & {MarkKind.CODE, MarkKind.MATH}:
            yield from (
                at for at, sign in zip(run.offsets, run.text, strict=True) if _is_unescaped(paragraph, at, sign)
            )


def _is_unescaped(paragraph: Paragraph, at: int, sign: str) -> bool:
    return sign in _INLINE_SIGNS and paragraph.text[at : at + 1] == sign and paragraph.text[at - 1 : at] != "\\"


def _with_whole_tables(document: Document) -> str:
    """The source with a comment on each empty line of an HTML table, so that the block does not end there."""
    source, pieces, done = document.source, list[str](), 0
    for paragraph in document.paragraphs:
        table = paragraph.kind is ParagraphKind.HTML and _TABLE.match(paragraph.text)
        end = _TABLE_END.search(source, paragraph.start) if table and paragraph.start >= done else None
        if end:
            pieces += [source[done : paragraph.start], _EMPTY_LINE.sub("<!-- -->", source[paragraph.start : end.end()])]
            done = end.end()
    return "".join([*pieces, source[done:]])
