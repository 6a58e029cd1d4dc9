"""A title may carry emphasis and a footnote: they are shown, and whatever calls the text by it has its words alone."""

import io
import re
import zipfile

import pypdf
import pytest

from blueprint.publishing import Book, Chapter, Format, build_file, chapter_html
from blueprint.publishing.markdown import pandoc
from tests.publishing.books import DATE

TEXT = """\
# The *right* to **water**[^1]

Words.

## Why *now*[^2]

More words.

[^1]: Of every person.

[^2]: And not later.
"""
TITLE = "The right to water"


def _book() -> Book:
    return Book(title=TITLE, chapters=(Chapter(title=TITLE, markdown=TEXT),), date=DATE)


def test_a_pdf_is_called_by_words_and_shows_the_footnotes() -> None:
    reader = pypdf.PdfReader(io.BytesIO(build_file(_book(), Format.PDF, {})))
    entry, [inner], _ = reader.outline
    assert (reader.metadata and reader.metadata.title, entry.title, inner.title) == (TITLE, TITLE, "Why now")
    contents, page = (reader.pages[at].extract_text() for at in (1, 2))
    assert ("Of every person" in contents, "Of every person" in page, "And not later" in page) == (False, True, True)
    assert "The right to water1" in page


@pytest.mark.parametrize("format", [Format.HTML, Format.EPUB])
def test_a_page_on_a_screen_does_too(format: Format) -> None:
    built = build_file(_book(), format, {})
    if format is Format.EPUB:
        with zipfile.ZipFile(io.BytesIO(built)) as archive:
            html = archive.read("EPUB/chapter-001.xhtml").decode()
            others = archive.read("EPUB/nav.xhtml").decode() + archive.read("EPUB/package.opf").decode()
        assert (others.count(TITLE) >= 2, "Of every person" in others, "fnref" in others) == (True, False, False)
    else:
        html = built.decode()
    assert re.search(r'class="title">The <em>right</em> to <strong>water</strong><a href="#c1-fn1"[^>]*><sup>1', html)
    assert f"<title>{TITLE}</title>" in html
    assert html.count("Of every person.") == html.count("And not later.") == 1


@pytest.mark.parametrize("format", [Format.DOCX, Format.ODT])
def test_a_word_processor_s_file_does_too(format: Format) -> None:
    read = pandoc.run(["--sandbox", "-f", format.value, "-t", "markdown"], build_file(_book(), format, {})).decode()
    assert re.search(r"^# .*The \*right\* to \*\*water\*\*\[\^1\]", read, re.MULTILINE)
    assert "Of every person." in read


def test_a_page_with_a_heading_of_its_own_loses_no_footnote() -> None:
    html = chapter_html(Chapter(title=TITLE, markdown=TEXT), {})
    assert "Of every person." in html
    assert "<h2" not in chapter_html(Chapter(title=TITLE, markdown="# The *right* to water\n\nWords."), {})
