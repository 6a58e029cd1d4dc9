"""Pictures are within the text's area of their page, whole, however wide or high they are."""

import io

import pytest
from pypdf import PageObject, PdfReader

from blueprint.publishing import Format, Layout, build_file
from tests.images import png
from tests.publishing.books import book, chapter

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
