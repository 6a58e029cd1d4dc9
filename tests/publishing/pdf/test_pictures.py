"""Pictures are within the text's area of their page, whole, however wide or high they are."""

import io

import pytest
from pypdf import PageObject, PdfReader

from blueprint.publishing import Format, Layout, build_file
from tests.images import png
from tests.publishing.books import book, chapter
from tools.pdf_geometry import faults, letters_of

Rectangle = tuple[float, float, float, float]
"""Left, bottom, right and top, in points."""


def _pictures(page: PageObject) -> list[Rectangle]:
    """Where the page's pictures are."""
    found: list[Rectangle] = []
    objects = page["/Resources"].get("/XObject", {})
    names = {name for name, each in objects.items() if each["/Subtype"] == "/Image"}

    def visit(operator: bytes, operands: list[str], matrix: list[float], _: object) -> None:
        if operator == b"Do" and operands[0] in names:
            width, skew_x, skew_y, height, left, bottom = matrix
            assert skew_x == skew_y == 0
            found.append((left, bottom, left + width, bottom + height))

    page.extract_text(visitor_operand_before=visit)
    return found


def _pages(markdown: str, width: int, height: int) -> list[PageObject]:
    built = build_file(book(chapter(markdown)), Format.PDF, {"images/a.png": png(width, height)})
    assert faults(built) == []
    return list(PdfReader(io.BytesIO(built)).pages)[2:-1]


def test_text_goes_before_a_high_picture_that_does_not_fit_but_not_for_screen_readers() -> None:
    lines = [f"Paragraph {at}. {'The council shall open ten new lines. ' * 6}\n\n" for at in range(16)]
    picture = '![A frame.](images/a.png "Figure. A caption")\n\n'
    built = "".join([*lines[:4], picture, *lines[4:]])
    pages = _pages(built, 1500, 1200)
    assert ["Paragraph 5" in page.extract_text() for page in pages[:2]] == [True, False]
    [shown] = [at for at, page in enumerate(pages) if _pictures(page)]
    assert shown == 1
    assert "Figure. A caption" in pages[shown].extract_text()


def test_a_low_picture_stays_where_it_is() -> None:
    lines = [f"Paragraph {at}.\n\n" for at in range(6)]
    text = "".join([*lines[:3], "![A frame.](images/a.png)\n\n", *lines[3:]])
    built = build_file(book(chapter(text)), Format.PDF, {"images/a.png": png(600, 300)})
    [(_, bottom, _, top)] = _pictures(PdfReader(io.BytesIO(built)).pages[2])
    bases = sorted((letter.base for letter in letters_of(built)[2] if letter.character == "P"), reverse=True)
    assert bases[2] > top > bottom > bases[3]


def test_pictures_in_lists_quotations_tables_and_notes_leave_room_for_text() -> None:
    text = (
        "- Item\n\n  ![A frame.](images/a.png)\n\n> Quoted\n>\n> ![A frame.](images/a.png)\n\n"
        "| a | b |\n|---|---|\n| ![A frame.](images/a.png) | word |\n\nA note[^1].\n\n"
        "[^1]: Note.\n\n    ![A frame.](images/a.png)\n"
    )
    pictures = [picture for page in _pages(text, 900, 2400) for picture in _pictures(page)]
    assert len(pictures) == 4
    assert all(200 / 2 < top - bottom < 320 for _, bottom, _, top in pictures)


@pytest.mark.parametrize("kind", [Layout.READING, Layout.LARGE_PRINT])
@pytest.mark.parametrize(
    ("width", "height", "marks"),
    [(900, 1500, ""), (900, 3000, '"Figure. A caption of some words"'), (3000, 200, ""), (400, 900, "{width=100%}")],
)
def test_a_picture_fits_its_page_with_its_own_proportions(kind: Layout, width: int, height: int, marks: str) -> None:
    title, attributes = ("", marks) if marks.startswith("{") else (f" {marks}", "")
    text = f"Before.\n\n![A frame.](images/a.png{title}){attributes}\n\nAfter."
    built = build_file(book(chapter(text, language="ar"), kind=kind), Format.PDF, {"images/a.png": png(width, height)})
    [(picture, box)] = [(one, page.mediabox) for page in PdfReader(io.BytesIO(built)).pages for one in _pictures(page)]
    left, bottom, right, top = picture
    assert 30 < left < right < box.width - 30
    assert 30 < bottom < top < box.height - 30
    assert (right - left) / (top - bottom) == pytest.approx(width / height, rel=0.02)
