"""Footnotes of an e-book: reading systems show them beside their signs, others at a chapter's end (EPUB 3.3, DPUB-ARIA)."""

import re

_SECTION = re.compile(
    r'<section id="[^"]*" class="footnotes[^"]*"[^>]*>\s*(?:<hr />)?\s*<ol>\s*(.*)</ol>\s*</section>', re.DOTALL
)
_NOTE = re.compile(r'(?=<li id="[^"]*fn\d+">)')
_START = re.compile(r'<li id="([^"]*fn(\d+))">\s*((?:<div[^>]*>\s*)?<p[^>]*>)?')
_END = re.compile(r"</li>\s*\Z")


def popup_footnotes(body: str) -> str:
    """A chapter's HTML, as Pandoc writes it, with each footnote an `aside` of its own, which its sign leads to."""
    body = body.replace('role="doc-noteref"', 'role="doc-noteref" epub:type="noteref"')
    return _SECTION.sub(_section, body)


def _section(found: re.Match[str]) -> str:
    notes = (_aside(note) for note in _NOTE.split(found[1]) if note.strip())
    return f'<section class="footnotes" epub:type="footnotes">\n<hr />\n{"".join(notes)}</section>'


def _aside(note: str) -> str:
    """A note with its number before its words, since it is an item of no list any more."""
    opened = _START.sub(
        lambda start: f'<aside id="{start[1]}" epub:type="footnote" role="doc-footnote">{start[3] or ""}{start[2]}. ',
        note,
    )
    return _END.sub("</aside>\n", opened)
