"""The cover is one page, however long the title."""

import io
from datetime import UTC, datetime

import pytest
from pypdf import PdfReader

from blueprint.domain.principles import Principles
from blueprint.publishing import Book, Chapter, Format, build_file
from blueprint.settings import Settings

PRINCIPLES = tuple((principle.key, principle.name) for principle in Principles(Settings().policy_files).all())


@pytest.mark.parametrize(
    "title", ["A", "Ground, Water, Light: Four Texts for a Common Life", "common " * 17, "word " * 99]
)
def test_the_contents_begin_on_the_second_page(title: str) -> None:
    chapter = Chapter(title="One", markdown="Text.")
    date = datetime(2026, 11, 1, tzinfo=UTC)
    book = Book(title=title, date=date, edition=1, principles=PRINCIPLES, chapters=(chapter,))
    pages = PdfReader(io.BytesIO(build_file(book, Format.PDF, {}))).pages
    assert title.split(maxsplit=1)[0] in pages[0].extract_text()
    assert pages[1].extract_text().startswith("Contents")
