"""Texts of others, in and out in every format: no word is lost that the report does not name, and no page has a fault.

`make check-publishing CORPUS=FOLDER` takes every file of a folder that can be read.
"""

import re
from pathlib import Path

import pytest

from blueprint.publishing import Book, Chapter, Format, Refusal, build_file
from blueprint.publishing.importing.read import ImportedText, read_import
from blueprint.publishing.preflight import run_preflight
from tests.publishing.books import DATE
from tests.publishing.checkers.words import (
    exported_texts,
    lost_words,
    markdown_text,
    pdf_tagged,
    text_of,
    without_signs,
)
from tests.publishing.corpus import corpus_files, language_of, last_states
from tools.pdf_geometry import faults

SAMPLES = Path(__file__).parents[2] / "policies" / "sample"
_OFFICE = (Format.DOCX, Format.ODT)


@pytest.mark.slow
@pytest.mark.parametrize("path", [*last_states(SAMPLES), *corpus_files()], ids=lambda path: "/".join(path.parts[-2:]))
def test_a_text_goes_in_and_out_and_loses_no_word(path: Path) -> None:
    data = path.read_bytes()
    try:
        imported = read_import(path.name, data)
        book = _book(path, imported)
        files = {format: build_file(book, format, imported.images) for format in Format}
    except Refusal as refused:
        pytest.skip(str(refused))
    assert lost_words(text_of(path.name, data), f"{markdown_text(imported.markdown)}\n{_named(imported)}") == []
    assert faults(files[Format.PDF]) == []
    source = markdown_text(book.chapters[0].markdown)
    for format, file in files.items():
        assert _lost(source, format, file) == {}
    for format in _OFFICE:
        home = read_import(f"x.{format}", files[format])
        assert lost_words(source, f"{markdown_text(home.markdown)}\n{_named(home)}") == []


def _book(path: Path, imported: ImportedText) -> Book:
    """The text alone; with descriptions and without pictures of others, when the check before publishing asks for these."""
    language = language_of(path)

    def made(markdown: str) -> Book:
        chapter = Chapter(title=imported.title, markdown=markdown, language=language, source=path.name)
        return Book(title=imported.title, chapters=(chapter,), date=DATE, language=language)

    book = made(re.sub(r"!\[\]\((?=images/)", "![A picture](", imported.markdown))
    stops = any(finding.stops for finding in run_preflight(book, imported.images))
    return made(imported.markdown.replace("![", "[")) if stops else book


def _named(imported: ImportedText) -> str:
    """The words that the report names."""
    return "\n".join(noticed.words for noticed in imported.noticed)


def _lost(source: str, format: Format, file: bytes) -> dict[str, list[str]]:
    """The words of the source that programs which read the file do not find, by program."""
    lost = {program: lost_words(source, text) for program, text in exported_texts(format, file).items()}
    if format is not Format.PDF:
        lost = {program: without_signs(words) for program, words in lost.items()}
    elif any(lost.values()):
        tagged = pdf_tagged(file)
        lost = {program: lost_words(" ".join(words), tagged[program]) for program, words in lost.items()}
    return {program: words for program, words in lost.items() if words}


@pytest.mark.parametrize(
    ("source", "result", "lost"),
    [
        ("Water, water and land.", "WATER and land", ["water"]),
        ("a well-known co\u00adop", "a well-\nknown co-op", []),
        ("水は命です", "水は命", ["で", "す"]),
        ("а) ماءٌ ١٢", "12 а", ["ماءٌ", "١٢"]),
        ("overleaf", "over\n\nleaf", []),
    ],
)
def test_lost_words_are_found(source: str, result: str, lost: list[str]) -> None:
    assert lost_words(source, result) == lost
