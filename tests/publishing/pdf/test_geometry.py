"""No page has words over each other or outside of it, or cropped pictures; and the search for them finds what there is."""

from pathlib import Path

import pytest
import typst

from blueprint.publishing import Contributor, Format, build_file
from blueprint.publishing.book import Layout
from blueprint.publishing.fonts.families import folders
from tests.images import png
from tests.publishing.books import book, chapter
from tools.pdf_geometry import faults


def _drawn(folder: Path, source: str) -> list[str]:
    """The faults of pages that Typst draws as the source says."""
    (folder / "main.typ").write_text(f'#set text(font: "Noto Serif")\n{source}', encoding="utf-8")
    (folder / "a.png").write_bytes(png(200, 100))
    fonts = typst.Fonts(include_system_fonts=False, font_paths=list(folders()))
    pdf = typst.Compiler(str(folder / "main.typ"), root=str(folder), font_paths=fonts).compile(format="pdf")
    return [fault.sentence for fault in faults(pdf)]


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("#table(columns: (2cm, 5cm), [Reauthentication], [30 days])", ["over other words: “Reauthentication 30"]),
        (
            '#set text(lang: "ar", dir: rtl)\n#table(columns: (1cm, 5cm), [المسؤوليات], [الاستراتيجية])',
            ["over other words"],
        ),
        ("#place(dx: -3cm)[Outside]", ["outside of the page: “Outside”"]),
        ('#box(width: 3cm, height: 2cm, clip: true, image("a.png", width: 9cm))', ["A picture is cropped"]),
        ('#image("a.png", width: 5cm, height: 5cm, fit: "stretch")', ["A picture of 200 × 100 pixels is drawn"]),
        ('#place(dx: 12cm, image("a.png", width: 9cm))', ["A picture leaves the page"]),
        ('#place(image("a.png", width: 9cm)) Words', ["over a picture: “Words”"]),
        ('Good words, *strong ones* and #super[2].\n\n#image("a.png", width: 5cm)', []),
    ],
)
def test_what_is_wrong_is_found(source: str, said: list[str], tmp_path: Path) -> None:
    found = _drawn(tmp_path, source)
    assert len(found) == len(said)
    assert all(words in sentence for words, sentence in zip(said, found, strict=True))


@pytest.mark.parametrize("language", ["de", "ms"])
def test_long_words_of_titles_and_sections_fit_the_cover_the_contents_and_the_heads_of_pages(language: str) -> None:
    compound = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
    titles = (
        compound,
        f"sec1_2_introduction_{'is_a_name_' * 4}",
        "Wasserversorgungsunternehmen und Zuständigkeit " * 5,
    )
    text = (
        "## Haushaltsbegleitgesetzgebung, *Abwasserbeseitigung* und H~2~O-Grenzwertverordnungen[^1]\n\n"
        + "Text.\n\n" * 40
    )
    chapters = [chapter(f"{text}[^1]: Note.\n", title=title.strip(), language=language) for title in titles]
    for made in (
        book(*chapters, title=compound, language=language),
        book(chapters[1], title=titles[1], language=language),
    ):
        assert faults(build_file(made, Format.PDF, {})) == []


@pytest.mark.parametrize(
    ("language", "name"), [("de", "Donaudampfschifffahrtsgesellschaft"), ("ar", "المستشفياتوالمستوصفاتالعمومية")]
)
def test_long_words_of_the_colophon_fit_in_large_print(language: str, name: str) -> None:
    people = (Contributor(name=name, organisation="W" * 25),)
    text = chapter("Text.", language=language, contributors=people)
    made = book(text, language=language, kind=Layout.LARGE_PRINT, publisher="M" * 30)
    assert faults(build_file(made, Format.PDF, {})) == []
