"""An e-book's page list is that of the PDF."""

import io
import re
import zipfile

import pypdf

from blueprint.publishing import Format, Layout, build_file
from tests.publishing.books import ARABIC, ENGLISH, book, changed, chapter

FILL = "فقرة أخرى طويلة.\n\n" * 30
LONG = book(
    chapter(ENGLISH * 4),
    chapter(f"{ARABIC}\n{FILL}", title="ماء", language="ar"),
    foreword="Words before.",
)


def _parts(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}


def test_every_page_of_the_pdf_is_in_the_page_list_once_and_leads_to_its_break() -> None:
    parts = _parts(build_file(LONG, Format.EPUB, {}))
    pages = len(pypdf.PdfReader(io.BytesIO(build_file(LONG, Format.PDF, {}))).pages)
    entries = re.findall(r'<a href="([^"#]+)#page-(\d+)">(\d+)</a>', parts["EPUB/nav.xhtml"])
    assert [int(shown) for _, _, shown in entries] == list(range(1, pages + 1))
    for file, page, _ in entries:
        assert f'role="doc-pagebreak" id="page-{page}" aria-label="{page}"' in parts[f"EPUB/{file}"]
    assert sum(text.count("doc-pagebreak") for text in parts.values()) == pages


def test_a_page_begins_with_the_same_words_in_both() -> None:
    parts = _parts(build_file(LONG, Format.EPUB, {}))
    reader = pypdf.PdfReader(io.BytesIO(build_file(LONG, Format.PDF, {})))
    first = re.search(r'id="page-4" aria-label="4"></span>(.*?)</h1>', parts["EPUB/chapter-001.xhtml"], re.DOTALL)
    assert first is not None
    assert "Buses for everyone" in first.group(1)
    assert "Buses for everyone" in reader.pages[3].extract_text()


def test_the_page_list_does_not_depend_on_the_kind() -> None:
    large = changed(LONG, kind=Layout.LARGE_PRINT)
    assert build_file(large, Format.EPUB, {}) == build_file(LONG, Format.EPUB, {})


def test_the_cover_is_an_image_for_library_software() -> None:
    with zipfile.ZipFile(io.BytesIO(build_file(LONG, Format.EPUB, {}))) as archive:
        from PIL import Image

        package = archive.read("EPUB/package.opf").decode()
        image = Image.open(io.BytesIO(archive.read("EPUB/cover.png")))
    assert image.size == (1240, 1754)
    assert 'href="cover.png" media-type="image/png" properties="cover-image"' in package
    assert '<meta name="cover" content="cover-image"/>' in package
