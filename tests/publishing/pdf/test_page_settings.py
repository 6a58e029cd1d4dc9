"""What editors choose for the pages of a PDF."""

import io

import pikepdf
import pytest

from blueprint.domain.page_settings import PageSettings
from blueprint.publishing import Format, build_file, serialize
from tests.publishing.books import book, chapter

LINKED = "See [the plan](https://example.org/a-plan) and <https://example.org/bare>.\n"


def made(markdown: str, *, language: str = "en", **choices: bool) -> pikepdf.Pdf:
    chosen = book(chapter(markdown, language=language), language=language, pages=PageSettings(**choices))
    return pikepdf.open(io.BytesIO(build_file(chosen, Format.PDF, {})))


def addresses(pdf: pikepdf.Pdf) -> list[str]:
    """The addresses of the links on the pages of the text, in order."""
    found = [note.A.URI for page in pdf.pages[2:-1] for note in page.get("/Annots", ()) if "/URI" in note.get("/A", {})]
    return [str(address) for address in found]


@pytest.mark.parametrize(("language", "right"), [("de", 1), ("ar", -1)])
def test_pages_for_both_sides_move_away_from_the_binding(language: str, right: int) -> None:
    boxes = [[float(edge) for edge in page.mediabox] for page in made("Text.", language=language, two_sided=True).pages]
    assert [box[0] * right for box in boxes[:4]] == [0, 14, -14, 14]
    assert {round(box[2] - box[0]) for box in boxes} == {595}


def test_addresses_are_footnotes_where_the_words_are_others() -> None:
    plan, bare = "https://example.org/a-plan", "https://example.org/bare"
    assert addresses(made(LINKED)) == [plan, bare]
    assert sorted(addresses(made(LINKED, link_addresses=True))) == [plan, plan, bare]


def test_words_are_divided_only_when_that_is_chosen() -> None:
    long = "Wasserversorgungsgenossenschaften " * 200
    divided, whole = made(long, language="de", hyphenate=True), made(long, language="de")
    assert len(divided.pages) <= len(whole.pages)
    assert divided.pages[2].Contents.read_bytes() != whole.pages[2].Contents.read_bytes()


def test_pages_as_they_always_were_are_not_in_the_json() -> None:
    assert '"pages"' not in serialize(book())
    assert '"two_sided":true' in serialize(book(pages=PageSettings(two_sided=True)))
