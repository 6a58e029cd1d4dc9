"""Tables on paper: every word is in its own cell, whatever the words; what fits on no page is refused with its place."""

import io
from collections.abc import Sequence

import pikepdf
import pytest
from pypdf import PdfReader

from blueprint.publishing import Book, Chapter, Format, Layout, Refusal, build_file
from blueprint.publishing.errors import Refusals
from tests.publishing.books import ENGLISH, book, chapter
from tests.publishing.languages import TEXTS
from tools.pdf_geometry import faults, letters_of

WORDS = {
    "en": [
        "Intergovernmental",
        "responsibility",
        "recommendations",
        "municipality",
        "accountability",
        "environmental",
        "2026-12-31",
    ],
    "de": [
        "Wasserversorgungsunternehmen",
        "Haushaltsbegleitgesetz",
        "Zuständigkeit",
        "Gemeindeverbände",
        "Abwasserbeseitigung",
    ],
    "fi": [
        "Yhdenvertaisuussuunnitelma",
        "kestävyyskriteerit",
        "vesihuoltolaitokset",
        "toimeenpanosuunnitelma",
        "kunnanvaltuusto",
    ],
    "hu": ["felelősségvállalás", "önkormányzatok", "vízgazdálkodás", "fenntarthatóság", "költségvetés"],
    "ru": ["ответственность", "водоснабжение", "муниципалитеты", "финансирование", "рекомендации"],
    "ms": ["pertanggungjawaban", "penyelenggaraan", "kebertanggungjawaban", "pembangunan", "perbandaran"],
    "ar": ["المسؤوليات", "المشتركة", "والمؤسسات", "الاستراتيجية", "للبلديات"],
    "ur": ["ذمہداریاں", "بلدیات", "منصوبہبندی", "استحکام", "مالیات"],
    "th": ["ความรับผิดชอบของเทศบาล", "การพัฒนาที่ยั่งยืน", "งบประมาณประจำปี", "ข้อเสนอแนะ"],
    "ja": ["地方自治体の責任", "持続可能な開発目標", "予算の配分について", "環境影響評価"],
    "ta": ["பொறுப்புக்கூறல்", "நகராட்சிகள்", "சுற்றுச்சூழல்", "பரிந்துரைகள்"],
    "ti": ["ሓላፍነት", "ምምሕዳራት", "ዘላቒነት", "ምኽረሓሳባት"],
}


def _table(columns: int, words: Sequence[str], rows: int = 3, start: int = 0) -> str:
    """A table whose cells hold one to three of the words."""
    lines = []
    for row in range(rows):
        cells = (
            " ".join(words[(start + row + at + more) % len(words)] for more in range(1 + (row + at) % 3 * bool(row)))
            for at in range(columns)
        )
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join([lines[0], "|---" * columns + "|", *lines[1:]])


def _pdf(markdown: str, language: str = "en", **fields: object) -> bytes:
    return build_file(_book(markdown, language, **fields), Format.PDF, {})


def _book(markdown: str, language: str = "en", **fields: object) -> Book:
    return book(Chapter(title="T", source="t.md", markdown=markdown, language=language), language=language, **fields)


def _widths(pdf: bytes) -> list[int]:
    """The width of each page behind the front, in millimetres."""
    return [round(float(page.mediabox.width) / 72 * 25.4) for page in PdfReader(io.BytesIO(pdf)).pages[2:-1]]


@pytest.mark.parametrize("language", WORDS)
def test_no_word_is_over_another_in_tables_of_two_to_nine_columns(language: str) -> None:
    tables = [_table(columns, WORDS[language]) for columns in (2, 4, 5, 6, 7, 9)]
    pdf = _pdf("\n\n".join(f"## {at}\n\nWords:\n\n{table}" for at, table in enumerate(tables)), language)
    assert faults(pdf) == []
    assert min(letter.size for page in letters_of(pdf)[2:-1] for letter in page) >= 7.7


def test_a_table_that_is_too_wide_for_an_upright_page_is_on_a_turned_one_with_its_heading() -> None:
    figures = ["12,345,678.90"] * 10
    pdf = _pdf(f"Before.\n\n## Accounts\n\nIn euros:\n\n{_table(10, figures)}\n\nBehind.")
    assert _widths(pdf) == [210, 297, 210]
    first, turned, last = (page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages[2:-1])
    assert ("Before" in first, "Behind" in last) == (True, True)
    assert ("Accounts" in turned, "In euros" in turned, turned.rstrip().endswith("4")) == (True, True, True)
    assert faults(pdf) == []


def test_turned_pages_have_their_numbers_in_a_book_of_sections() -> None:
    long = "The council shall open ten new lines where no line runs today.\n\n" * 150
    wide = f"Before.\n\n{_table(12, ['12,345,678.90'], rows=30)}\n\n{long}"
    pdf = build_file(book(chapter(long), chapter(wide), chapter(wide, language="ar")), Format.PDF, {})
    pages = PdfReader(io.BytesIO(pdf)).pages
    turned = [at for at, page in enumerate(pages, start=1) if page.mediabox.width > page.mediabox.height]
    assert len(turned) >= 4
    assert all(pages[at - 1].extract_text().endswith(str(at)) for at in turned)
    assert faults(pdf) == []


def test_head_rows_are_on_every_page_and_rows_of_a_few_lines_are_not_parted() -> None:
    rows = "\n".join(
        f"| {at} | Start{at} with some more words that take lines in a cell, two or three, and End{at} |"
        for at in range(80)
    )
    pdf = _pdf(f"| Nr | Measure |\n|---|---|\n{rows}")
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages[2:-1]]
    assert len(pages) > 2
    assert all("Measure" in page for page in pages)
    assert all((f"Start{at} " in page) == (f"End{at}\n" in f"{page}\n") for page in pages for at in range(80))


def test_a_row_that_is_higher_than_a_page_goes_on_on_the_next_ones() -> None:
    cell = " ".join(f"Sentence {at} of a very long cell." for at in range(300))
    pdf = _pdf(f"| Nr | Text |\n|---|---|\n| 1 | {cell} |")
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    assert all(f"Sentence {at} " in " ".join(text.split()) for at in range(300))
    assert faults(pdf) == []


NESTED = (
    f"""\
- An item

{_table(4, WORDS["en"])}
""".replace("\n|", "\n  |")
    + f"""
> A quotation
>
{chr(10).join(f"> {line}" for line in _table(5, WORDS["en"]).splitlines())}

A note[^1].

[^1]: With a table.

{chr(10).join(f"    {line}" for line in _table(3, WORDS["en"]).splitlines())}
"""
)


@pytest.mark.parametrize("kind", [Layout.READING, Layout.LARGE_PRINT])
def test_tables_in_lists_quotations_and_notes_and_with_long_addresses_fit(kind: Layout) -> None:
    address = "https://data.example.org/indicator/SP.POP.TOTL/locations/1W/start/1960/view/chart"
    letters = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
    links = f"| Name | Address | Contact |\n|---|---|---|\n| {letters} | <{address}> | {'x' * 60}@example.org |"
    unbroken = f"| A | B |\n|---|---|\n| one<br>**two**<br>`three` | {'W' * 70} |\n| 1 000 000 | {'語' * 60} |"
    pdf = _pdf(f"{NESTED}\n\n{links}\n\n{unbroken}", kind=kind)
    assert faults(pdf) == []
    text = "".join("".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())
    assert all(word in text for word in ("An", "three", "1000000", "W" * 70, "語" * 60))


def test_all_tables_that_fit_on_no_page_are_refused_at_once_with_their_columns() -> None:
    wide = _table(32, ["Responsibilities", "Intergovernmentalism"])
    nested = "- An item\n\n" + "\n".join(f"  {line}" for line in _table(20, ["Responsibilities"]).splitlines())
    with pytest.raises(Refusals) as refused:
        _pdf(f"{wide}\n\n{_table(3, WORDS['en'])}\n\n{nested}")
    first, second = refused.value.refusals
    assert (first.file, first.line, second.line) == ("t.md", 1, 13)
    assert "column 2 (“Intergovernmentalism”)" in first.sentence
    assert "Move it out of the list" in second.remedy
    with pytest.raises(Refusal, match="line 1: This table is too wide"):
        _pdf(wide)
    assert build_file(_book(wide), Format.EPUB, {})


def test_the_columns_of_an_arabic_table_begin_at_the_right() -> None:
    letters = letters_of(_pdf("| A1 | B2 | C3 |\n|---|---|---|\n| D4 | E5 | F6 |", "ar"))[2]
    left = {letter.character: letter.left for letter in letters if letter.character in "ABCDEF"}
    assert left["A"] > left["B"] > left["C"]
    assert left["D"] > left["E"] > left["F"]


def test_a_head_row_without_words_is_not_shown() -> None:
    with pikepdf.open(io.BytesIO(_pdf("|   |   |\n|---|---|\n| one | two |\n"))) as pdf:
        kinds = [str(each.get("/S", "")) for each in pdf.objects if isinstance(each, pikepdf.Dictionary)]
    assert (kinds.count("/TH"), kinds.count("/TD"), kinds.count("/TR")) == (0, 2, 1)


@pytest.mark.slow
@pytest.mark.parametrize("language", TEXTS)
def test_pages_in_every_language_have_no_fault_of_geometry(language: str) -> None:
    text = f"{TEXTS[language]}\n\n{_table(3, TEXTS[language].replace('#', '').split())}"
    for kind in (Layout.READING, Layout.LARGE_PRINT):
        built = build_file(book(chapter(text, language=language), language=language, kind=kind), Format.PDF, {})
        assert faults(built) == []


def test_a_redline_of_a_table_fits_too() -> None:
    before, after = _table(6, WORDS["en"]), _table(6, WORDS["en"], start=1)
    changed = chapter(f"{ENGLISH}\n\n{after}", before=f"{ENGLISH}\n\n{before}")
    assert faults(build_file(book(changed, kind=Layout.REDLINE, since=1), Format.PDF, {})) == []
