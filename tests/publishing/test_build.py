"""A book becomes files: what is in them, and that they are the same anywhere and at any time."""

import hashlib
import io
import os
import subprocess
import sys
import time
import xml.etree.ElementTree as ElementTree
import zipfile
from html.parser import HTMLParser

import pikepdf
import pypdf
import pytest
from fontTools.ttLib import TTFont

from blueprint.publishing import (
    Advance,
    Book,
    Chapter,
    Contributor,
    Format,
    Layout,
    Refusal,
    book_hash,
    build_file,
    chapter_html,
    serialize,
)
from blueprint.publishing.worker import process
from tests.images import png
from tests.publishing.books import ARABIC, ENGLISH, JAPANESE, book, changed, chapter, plain
from tests.publishing.languages import TEXTS

ALL = book(
    chapter(),
    chapter(ARABIC, title="ميثاق المياه", language="ar"),
    chapter(JAPANESE, title="住まいの権利", language="ja"),
    foreword="By *many* hands.",
)


def _pages(data: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(data)).pages]


def _epub(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}


def test_a_principle_that_is_called_by_its_english_name_is_marked_as_english() -> None:
    claims = (Advance(principle="just", rationale="Kwa wote.", name_language="en"),)
    swahili = book(chapter("Maji ni haki.", title="Maji", language="sw", advances=claims), language="sw")
    marked = '<bdi lang="en" xml:lang="en">Just</bdi>'
    page = build_file(swahili, Format.HTML, {}).decode()
    assert marked in page
    assert '<td dir="auto">Kwa wote.</td>' in page
    assert any(marked in text for text in _epub(build_file(swahili, Format.EPUB, {})).values())
    with pikepdf.open(io.BytesIO(build_file(swahili, Format.PDF, {}))) as pdf:
        tagged = [found for found in pdf.objects if isinstance(found, pikepdf.Dictionary) and "/Lang" in found]
        assert {str(found["/Lang"]) for found in tagged} == {"sw", "en"}
    unmarked = changed(
        swahili, chapters=(changed(swahili.chapters[0], advances=(changed(claims[0], name_language=""),)),)
    )
    assert book_hash(swahili, {}) == book_hash(unmarked, {})


def test_the_pdf_has_cover_contents_numbers_and_colophon() -> None:
    pages = _pages(build_file(book(), Format.PDF, {}))
    assert "Moving Together" in pages[0]
    assert "Edition 2" in pages[0]
    assert "1 May 2026" in pages[0]
    assert "Contents" in pages[1]
    assert "What we ask for" in pages[1]
    text = pages[2]
    words = ("A bus that", "Nobody was", "A second", "Term", "What it")
    assert [f"{number} {start}" in text for number, start in enumerate(words, 1)] == [True] * 5
    assert "It serves those who have no car." in " ".join(pages)
    assert "sha256:" in pages[-1]
    assert "Amina Diallo, Riders’ Union (Author)" in pages[-1]


def test_the_pdf_says_who_made_it_and_in_which_language() -> None:
    reader = pypdf.PdfReader(io.BytesIO(build_file(book(chapter(language="pt-BR"), language="pt-BR"), Format.PDF, {})))
    assert reader.metadata is not None
    assert reader.metadata.title == "Moving Together"
    assert reader.metadata.author == "Amina Diallo"
    assert reader.root_object["/Lang"] == "pt-BR"


def test_large_print_takes_more_pages() -> None:
    long = chapter(ENGLISH * 3)
    reading, large = book(long), book(long, kind=Layout.LARGE_PRINT)
    assert len(_pages(build_file(large, Format.PDF, {}))) > len(_pages(build_file(reading, Format.PDF, {})))


def test_every_page_of_the_epub_is_well_formed_and_says_its_language_and_direction() -> None:
    parts = _epub(build_file(ALL, Format.EPUB, {}))
    assert next(iter(parts)) == "mimetype"
    # our own pages, so nothing hostile is parsed here
    pages = {name: ElementTree.fromstring(text) for name, text in parts.items() if name.endswith("xhtml")}  # noqa: S314
    assert pages["EPUB/chapter-002.xhtml"].attrib["lang"] == "ar"
    assert pages["EPUB/chapter-002.xhtml"].attrib["dir"] == "rtl"
    assert pages["EPUB/chapter-001.xhtml"].attrib["dir"] == "ltr"
    assert {"EPUB/cover.xhtml", "EPUB/nav.xhtml", "EPUB/foreword.xhtml", "EPUB/colophon.xhtml"} <= set(pages)
    assert 'page-progression-direction="ltr"' in parts["EPUB/package.opf"]


def test_an_arabic_epub_turns_its_pages_from_right_to_left_and_embeds_its_font() -> None:
    parts = _epub(build_file(book(chapter(ARABIC, language="ar"), language="ar"), Format.EPUB, {}))
    assert 'page-progression-direction="rtl"' in parts["EPUB/package.opf"]
    assert "EPUB/fonts/NotoNaskhArabic.woff" in parts
    assert "accessibilitySummary" in parts["EPUB/package.opf"]


def test_a_thai_epub_embeds_the_glyphs_that_a_letter_is_composed_of() -> None:
    thai = book(chapter("น้ำ", language="th"), language="th")
    with zipfile.ZipFile(io.BytesIO(build_file(thai, Format.EPUB, {}))) as archive:
        font = TTFont(io.BytesIO(archive.read("EPUB/fonts/NotoSansThai.woff")))
    assert {0x0E33, 0x0E4D, 0x0E32} <= font.getBestCmap().keys()


def test_an_urdu_epub_is_built_in_half_of_the_time_limit() -> None:
    urdu = book(chapter(TEXTS["ur"], language="ur"), language="ur")
    steps: list[str] = []
    begun = time.process_time()
    parts = _epub(build_file(urdu, Format.EPUB, {}, progress=lambda doing, _share: steps.append(doing)))
    assert time.process_time() - begun < process.SECONDS / 2
    assert "EPUB/fonts/NotoNastaliqUrdu.woff" in parts
    assert ':lang(ur) { font-family: "Noto Nastaliq Urdu"' in parts["EPUB/style.css"]
    assert "Fitting the letters of Noto Nastaliq Urdu" in steps


def test_only_images_that_are_shown_are_in_the_book() -> None:
    parts = _epub(
        build_file(
            book(chapter("![A bus](images/a.png)")), Format.EPUB, {"images/a.png": png(), "images/b.png": png(9)}
        )
    )
    assert len([name for name in parts if "images" in name]) == 1


def test_an_epub_embeds_a_serif_and_what_its_letters_need() -> None:
    def fonts(markdown: str) -> list[str]:
        return [name for name in _epub(build_file(book(chapter(markdown)), Format.EPUB, {})) if "fonts" in name]

    latin = ["EPUB/fonts/serif-latin.woff2", "EPUB/fonts/serif-latin-italic.woff2"]
    assert fonts("Buses.") == latin
    assert fonts("Автобусы.") == [*latin, "EPUB/fonts/serif-cyrillic.woff2"]


def test_the_html_page_needs_no_script_and_no_network() -> None:
    page = build_file(ALL, Format.HTML, {}).decode()
    seen = _Tags()
    seen.feed(page)
    assert not seen.names & {"script", "iframe", "object", "embed", "link"}
    assert not [a for a in seen.attributes if a.startswith("on") or a == "src"]
    assert 'id="c1-p-1"' in page
    assert "default-src &#39;none&#39;" not in page
    assert "default-src 'none'" in page


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.names, self.attributes = set[str](), set[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes |= {name for name, _ in attrs}


def test_word_and_opendocument_keep_headings_notes_and_numbers() -> None:
    word = _epub(build_file(ALL, Format.DOCX, {}))
    assert "Heading1" in word["word/document.xml"]
    assert "ParagraphNumber" in word["word/document.xml"]
    assert "So said the riders" in word["word/footnotes.xml"]
    assert "<w:bidi" in word["word/document.xml"]
    odt = _epub(build_file(ALL, Format.ODT, {}))
    assert next(iter(odt)) == "mimetype"
    assert "So said the riders" in odt["content.xml"]


def test_permalinks_are_lineages_when_known_and_numbers_otherwise() -> None:
    text = "One.\n\nTwo.\n"
    with_lineage = Chapter(title="T", markdown=text, paragraphs=((0, 4, "ab12"), (6, 10, "cd34")))
    html = chapter_html(with_lineage, {})
    assert '<div id="p-ab12" class="numbered">' in html
    assert '<a href="#p-cd34" class="number">2</a>' in html
    assert 'id="p-2"' in chapter_html(Chapter(title="T", markdown=text), {})


def test_a_chapter_for_a_page_has_its_images_at_the_pages_addresses() -> None:
    html = chapter_html(chapter("![A *bus*](images/a.png)"), {"images/a.png": "/pictures/a"})
    assert '<img src="/pictures/a" alt="A bus"' in html


@pytest.mark.parametrize("format", list(Format))
def test_the_same_book_gives_the_same_bytes_in_another_process_and_time_zone(format: Format) -> None:
    program = (
        "import hashlib, json, sys; from blueprint.publishing import Format, build_file, parse_book;"
        "made = build_file(parse_book(json.load(sys.stdin)), Format(sys.argv[1]), {});"
        "print(hashlib.sha256(made).hexdigest())"
    )
    environment = os.environ | {"TZ": "Pacific/Kiritimati", "LANG": "tr_TR.UTF-8", "PYTHONHASHSEED": "7"}
    elsewhere = subprocess.run(
        [sys.executable, "-c", program, format],
        input=serialize(ALL),
        capture_output=True,
        text=True,
        env=environment,
    )
    assert elsewhere.returncode == 0, elsewhere.stderr
    assert elsewhere.stdout.strip() == hashlib.sha256(build_file(ALL, format, {})).hexdigest()


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (plain("   "), "no text yet"),
        (book(chapter(title="x" * 10_000)), "10,000 characters"),
        (book(title=" "), "title is missing"),
        (Book(title="T", chapters=(), date=book().date), "nothing in this book"),
    ],
)
def test_what_is_no_book_is_refused_with_a_sentence(made: Book, said: str) -> None:
    with pytest.raises(Refusal, match=said):
        build_file(made, Format.PDF, {})


def test_names_with_an_emoji_and_control_characters_are_printed() -> None:
    odd = book(chapter(contributors=(Contributor(name="Amina 🌍\x00\x0b"),)), title="A \ud800 title\x07")
    for format in Format:
        assert build_file(odd, format, {})


def test_quotation_marks_follow_the_language() -> None:
    german = chapter_html(chapter('Er sagte "ja".', language="de"), {})
    assert "„ja“" in german
    assert "«\u00a0oui\u00a0»" in chapter_html(chapter('Il dit "oui".', language="fr"), {})


def test_a_line_break_between_japanese_letters_is_no_space() -> None:
    assert "「誰も取り残さない」" in chapter_html(chapter(JAPANESE, language="ja"), {})


def test_the_first_heading_is_not_printed_twice() -> None:
    assert "Buses" not in chapter_html(chapter(ENGLISH), {})
