"""Where pages end."""

from pypdfium2 import PdfDocument

from blueprint.publishing import Format, build_file
from tests.publishing.books import plain
from tools.pdf_geometry import faults


def _pages(markdown: str) -> tuple[bytes, list[list[str]]]:
    """The PDF, and the words of each page."""
    data = build_file(plain(markdown), Format.PDF, {})
    return data, [page.get_textpage().get_text_range().split() for page in PdfDocument(data)]


def test_a_short_line_in_bold_does_not_end_a_page() -> None:
    sections = (
        f"**<u>Section</u>**\n\n{'Words that fill a line and no more of it. ' * (n % 7 + 1)}" for n in range(150)
    )
    _, pages = _pages("\n\n".join(sections))
    assert len(pages) > 10
    assert [words[-5:] for words in pages if "Section" in words[-5:]] == []


def test_lines_in_bold_that_fill_pages_are_all_there() -> None:
    data, pages = _pages("\n\n".join(f"**Line {n}**" for n in range(120)))
    assert {str(n) for n in range(120)} <= {word for words in pages for word in words}
    assert faults(data) == []
