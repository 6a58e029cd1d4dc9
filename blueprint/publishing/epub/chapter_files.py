"""A long chapter as several files: reading systems open a file as a whole, and turn slow beyond some hundred kilobytes."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from blueprint.publishing.epub.footnotes import FOOTNOTES, footnote_section, footnotes_of

LONGEST_FILE = 150_000
"""Characters of HTML from which on a chapter is divided at its headings."""

_HEADING = re.compile(r"^(?=<h[2-4] id=)", re.MULTILINE)
_ID = re.compile(r' id="([^"]+)"')
_LINK = re.compile(r'(href=")#([^"]+)(")')
_SIGN = re.compile(r'<a href="#([^"]+)" class="footnote-ref"')


class ChapterFile(NamedTuple):
    """A file of the book with a part of a chapter."""

    name: str
    body: str


def chapter_files(body: str, at: int, heading: str = "") -> list[ChapterFile]:
    """The chapter numbered `at` (from 1) as files, divided before headings; footnotes are in the file of their signs.

    The signs in the chapter's `heading` are before the first file.
    """
    text, notes = FOOTNOTES.sub("", body), dict(footnotes_of(body))
    pieces = list(_pieces(text))
    names = [f"chapter-{at:03}.xhtml", *(f"chapter-{at:03}-{part}.xhtml" for part in range(2, len(pieces) + 1))]
    signs = [_SIGN.findall(piece) for piece in [heading + pieces[0], *pieces[1:]]]
    whole = [piece + footnote_section(notes[sign] for sign in own) for piece, own in zip(pieces, signs, strict=True)]
    places = anchor_files([ChapterFile(*each) for each in zip(names, whole, strict=True)])
    return [ChapterFile(name, _linked(piece, name, places)) for name, piece in zip(names, whole, strict=True)]


def anchor_files(files: list[ChapterFile]) -> dict[str, str]:
    """The file of each anchor."""
    return {anchor: file.name for file in files for anchor in _ID.findall(file.body)}


def _pieces(text: str) -> Iterator[str]:
    """The text in pieces of at most `LONGEST_FILE` characters where headings allow it."""
    piece = ""
    for section in _HEADING.split(text):
        if piece and len(piece) + len(section) > LONGEST_FILE:
            yield piece
            piece = ""
        piece += section
    yield piece


def _linked(body: str, name: str, places: Mapping[str, str]) -> str:
    def rule(link: re.Match[str]) -> str:
        file = places.get(link[2], name)
        return link[0] if file == name else f"{link[1]}{file}#{link[2]}{link[3]}"

    return _LINK.sub(rule, body)
