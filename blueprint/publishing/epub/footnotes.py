"""Footnotes of an e-book: reading systems show them beside their signs, others at a chapter's end (EPUB 3.3, DPUB-ARIA)."""

import re
from collections.abc import Iterable, Iterator

FOOTNOTES = re.compile(
    r'<section id="[^"]*" class="footnotes[^"]*"[^>]*>\s*(?:<hr />)?\s*<ol>\s*(.*)</ol>\s*</section>', re.DOTALL
)
"""A chapter's footnotes in HTML as Pandoc writes it."""
_NOTE = re.compile(r'(?=<li id="[^"]*fn\d+">)')
_START = re.compile(r'<li id="([^"]*fn(\d+))">\s*((?:<div[^>]*>\s*)?<p[^>]*>)?')
_END = re.compile(r"</li>\s*\Z")


def footnotes_of(body: str) -> Iterator[tuple[str, str]]:
    """The identifier of each footnote and its `aside`, which begins with its number: it is an item of no list any more."""
    found = FOOTNOTES.search(body)
    for note in _NOTE.split(found[1]) if found else ():
        if start := _START.match(note):
            opened = f'<aside id="{start[1]}" epub:type="footnote" role="doc-footnote">{start[3] or ""}{start[2]}. '
            yield start[1], _END.sub("</aside>\n", opened + note[start.end() :])


def footnote_section(notes: Iterable[str]) -> str:
    """The footnotes at the end of a file; empty for none."""
    inside = "".join(dict.fromkeys(notes))
    return f'\n<section class="footnotes" epub:type="footnotes">\n<hr />\n{inside}</section>\n' if inside else ""


def with_note_types(body: str) -> str:
    """The body with the type of EPUB at the signs of footnotes."""
    return body.replace('role="doc-noteref"', 'role="doc-noteref" epub:type="noteref"')


def popup_footnotes(body: str) -> str:
    """A short text with its footnotes as asides."""
    return with_note_types(FOOTNOTES.sub("", body) + footnote_section(note for _, note in footnotes_of(body)))
