"""Bookmarks of Word files, put where every program keeps them."""

import re

_BEFORE = re.compile(
    rb'((?:<w:bookmarkStart w:id="\d+" [^>]*/>\s*)+)(<w:p(?: [^>]*)?>(?:\s*<w:pPr>(?:(?!</w:pPr>).)*</w:pPr>)?)',
    re.DOTALL,
)
_START = re.compile(rb'<w:bookmarkStart w:id="(\d+)" [^>]*/>')
_END = re.compile(rb'<w:bookmarkEnd w:id="(\d+)" ?/>')


def with_inner_bookmarks(document: bytes) -> bytes:
    """The main part with each bookmark of a heading at the beginning of its words.

    Pandoc lets it begin before the heading and end behind its section, between paragraphs. LibreOffice takes both for the
    end of the paragraph before, and drops a bookmark whose paragraph is in a table.
    """
    outer = {number for found in _BEFORE.finditer(document) for number in _START.findall(found[1])}
    inner = _END.sub(lambda end: b"" if end[1] in outer else end[0], document)
    return _BEFORE.sub(lambda found: found[2] + b"".join(_pairs(found[1])), inner)


def _pairs(starts: bytes) -> list[bytes]:
    """Bookmarks without extent, of the same names and numbers."""
    return [b'%s<w:bookmarkEnd w:id="%s" />' % (found[0], found[1]) for found in _START.finditer(starts)]
