"""Mathematics in every format."""

import io
import zipfile

import pytest

from blueprint.publishing import Format, build_file, run_preflight
from blueprint.publishing.errors import Refusal
from blueprint.publishing.html.render import chapter_html
from blueprint.publishing.markdown.ast import plain_text, walk
from blueprint.publishing.markdown.normalize import normalize
from tests.publishing.books import book, chapter

TEXT = "The share is $\\frac{a}{b}$.\n\n$$\\sum_{i=1}^n x_i$$\n\nSo $$y^2$$ follows."


def formulas(markdown: str, dialect: int = 2) -> list[str]:
    return [n["c"][1] for n in walk(normalize(chapter(markdown, dialect=dialect), {}).blocks) if n["t"] == "Math"]


def test_every_format_has_equations() -> None:
    files = {format: build_file(book(chapter(TEXT)), format, {}) for format in Format}
    archives = {f: zipfile.ZipFile(io.BytesIO(files[f])) for f in (Format.EPUB, Format.DOCX, Format.ODT)}
    page = archives[Format.EPUB].read("EPUB/chapter-001.xhtml").decode()
    assert page.count("<math ") == 3
    assert b'properties="svg mathml"' in archives[Format.EPUB].read("EPUB/package.opf")
    assert archives[Format.DOCX].read("word/document.xml").count(b"<m:oMath>") == 3
    assert sum("Formula" in name and name.endswith("content.xml") for name in archives[Format.ODT].namelist()) == 3
    assert files[Format.HTML].count(b"<math ") == 3
    assert b"\\frac{a}{b}$" not in files[Format.HTML]


def test_a_displayed_formula_is_numbered_as_a_paragraph() -> None:
    html = chapter_html(chapter(TEXT), {})
    assert 'id="p-2"' in html
    assert plain_text(normalize(chapter(TEXT), {}).blocks[1]["c"]) == "\\sum_{i=1}^n x_i"


@pytest.mark.parametrize(
    ("markdown", "found"),
    [
        ("$5 and $10", []),
        ("between 5$/kg and 6$/kg", []),
        ("US$5/US$ and R$3/kg$", []),
        ("\\$a\\$", []),
        ("`$a$`", []),
        ("a $x$ and `$y$`", ["x"]),
        ("| a |\n|---|\n| $x_1$ |", ["x_1"]),
        ("[^1]\n\n[^1]: $n$", ["n"]),
    ],
)
def test_money_is_no_formula(markdown: str, found: list[str]) -> None:
    assert formulas(markdown) == found


def test_the_first_dialect_has_no_formulas() -> None:
    assert formulas("$a^2$", dialect=1) == []


def test_a_formula_that_cannot_be_read_is_refused_with_its_place() -> None:
    with pytest.raises(Refusal, match=r"line 3: The formula “\\foo\{x\}” cannot be read"):
        normalize(chapter("One.\n\nTwo $\\foo{x}$."), {})
    assert any(f.line == 3 and f.stops for f in run_preflight(book(chapter("One.\n\nTwo $\\frac{a}$.")), {}))


@pytest.mark.parametrize(
    "formula",
    [
        r"\text{#panic()}",
        r"\#panic()",
        r'\text{"#panic()}',
        r"\text{\}#panic()}",
        r'\mathrm{#import "x"}',
        r'\text{a\\"#panic()}',
    ],
)
def test_a_formula_never_runs_code(formula: str) -> None:
    try:
        pdf = build_file(book(chapter(f"One ${formula}$.")), Format.PDF, {})
    except Refusal as refused:
        assert "formula" in str(refused)  # noqa: PT017 - either is harmless
    else:
        assert pdf.startswith(b"%PDF")
