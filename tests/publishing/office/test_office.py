"""Word and OpenDocument files say the same as the text when they are read back, and open in a word processor."""

import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from PIL import Image

from blueprint.publishing import Book, Format, build_file
from blueprint.publishing.markdown import pandoc
from tests.images import png
from tests.publishing.books import ARABIC, ENGLISH, JAPANESE, book, chapter, plain

IMAGE = "\n![A bus at a stop](images/a.png)\n\n| A | B |\n|---|---|\n| one<br>two | x |\n"


def _made(format: Format) -> bytes:
    chapters = chapter(ENGLISH + IMAGE), chapter(ARABIC, title="ماء", language="ar")
    return build_file(book(*chapters, foreword="By *many* hands."), format, {"images/a.png": png()})


@pytest.mark.parametrize("format", [Format.DOCX, Format.ODT])
def test_read_back_it_has_headings_emphasis_notes_tables_and_images(format: Format) -> None:
    text = pandoc.run(["--sandbox", "-f", format.value, "-t", "markdown", "--wrap=none"], _made(format)).decode()
    for words in (
        "Buses for everyone",
        "What we ask for",
        "*more*",
        "**may**",
        "So said the riders",
    ):
        assert words in text, words
    for words in ("Lines", "Wages", "one", "two", "It serves those who have no car.", "ميثاقًا للمياه", "sha256:"):
        assert words in text, words


@pytest.mark.parametrize(
    ("format", "part", "link", "place"),
    [
        (
            Format.DOCX,
            "word/document.xml",
            r'<w:hyperlink w:anchor="([^"]+)"',
            r'<w:bookmarkStart [^>]*w:name="([^"]+)"',
        ),
        (Format.ODT, "content.xml", r'xlink:href="#([^"]+)"', r'<text:bookmark-start text:name="([^"]+)"'),
    ],
)
def test_the_contents_are_there_at_once_and_lead_to_headings(format: Format, part: str, link: str, place: str) -> None:
    with zipfile.ZipFile(io.BytesIO(_made(format))) as archive:
        text = archive.read(part).decode()
    end = "</w:sdt>" if format is Format.DOCX else "</text:table-of-content>"
    contents, end, rest = text.partition(end)
    assert end
    led = re.findall(link, contents)
    assert (len(led), led[0], led[-1]) == (7, "foreword", "colophon")
    assert set(led) <= set(re.findall(place, rest))
    for words in ("Foreword", "Buses for everyone", "ماء", "Colophon"):
        assert words in contents


def test_signs_of_lists_have_room() -> None:
    made = build_file(plain("(ii) two\n(iii) three\n\n- bullet\n"), Format.DOCX, {})
    numbering = _content(made, "word/numbering.xml")
    (roman,) = re.findall(r'"lowerRoman" /><w:lvlText w:val="\(%1\)" />.*?w:hanging="(\d+)"', numbering)
    bullets = re.findall(r'"bullet" />.*?w:hanging="(\d+)"', numbering)
    assert (roman, set(bullets)) == ("540", {"360"})


def test_bookmarks_are_within_paragraphs_of_their_own() -> None:
    """LibreOffice drops one between a table and a heading."""
    with zipfile.ZipFile(io.BytesIO(_made(Format.DOCX))) as archive:
        document = ElementTree.fromstring(archive.read("word/document.xml"))  # noqa: S314 - ours
    word = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    parents = {child: parent for parent in document.iter() for child in parent}
    places = [(each.tag, parents[each].tag) for each in parents if each.tag.startswith(f"{word}bookmark")]
    assert {place for _, place in places} == {f"{word}p"}
    assert len([tag for tag, _ in places if tag.endswith("Start")]) == len(places) / 2 >= 7


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_word_has_running_heads_page_numbers_and_pages_in_its_contents() -> None:
    arabic = build_file(book(chapter(ARABIC, language="ar"), title="ماء", language="ar"), Format.DOCX, {})
    with zipfile.ZipFile(io.BytesIO(_made(Format.DOCX))) as archive:
        document, head, foot = (archive.read(f"word/{name}.xml") for name in ("document", "header1", "footer1"))
        relations = archive.read("word/_rels/document.xml.rels").decode()
    assert b"STYLEREF 1" in head
    assert b" PAGE " in foot
    for reference in re.findall(rb'<w:(?:header|footer)Reference r:id="([^"]+)"', document):
        assert f'Id="{reference.decode()}"' in relations
    entries = re.findall(rb" PAGEREF (\S+) .*?<w:t>(\d*)</w:t>", document)
    pages = [int(page) for _, page in entries]
    assert pages == sorted(pages)
    assert pages[0] == 3
    places = set(re.findall(rb'<w:bookmarkStart [^>]*w:name="([^"]+)"', document))
    assert {name for name, _ in entries} <= places
    with zipfile.ZipFile(io.BytesIO(arabic)) as archive:
        assert b"<w:bidi/>" in archive.read("word/header1.xml")


@pytest.mark.parametrize("format", [Format.DOCX, Format.ODT])
def test_libreoffice_opens_it(format: Format, tmp_path: Path) -> None:
    (tmp_path / f"book.{format}").write_bytes(_made(format))
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/own", "--headless", "--convert-to", "txt:Text"]
    subprocess.run([*command, "--outdir", str(tmp_path), str(tmp_path / f"book.{format}")], check=True, timeout=300)
    text = (tmp_path / "book.txt").read_text(encoding="utf-8", errors="replace")
    assert "A bus that comes is worth more than a train" in text
    assert "Drivers paid for the night" in text


def test_images_have_their_descriptions_in_both() -> None:
    for format, part, words in (
        (Format.DOCX, "word/document.xml", 'descr="A bus at a stop"'),
        (Format.ODT, "content.xml", "<svg:desc>A bus at a stop</svg:desc>"),
    ):
        with zipfile.ZipFile(io.BytesIO(_made(format))) as archive:
            assert words in archive.read(part).decode()


def _content(data: bytes, part: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(part).decode()


def test_arabic_runs_from_right_to_left_in_opendocument() -> None:
    content = _content(_made(Format.ODT), "content.xml")
    ElementTree.fromstring(content)  # noqa: S314 - of our own making
    ways = dict(
        re.findall(
            r'<style:style style:name="(P\d+)" [^>]*>\s*<style:paragraph-properties [^>]*?([lr][lr]-tb)', content
        )
    )
    written = re.findall(r'<text:[ph] text:style-name="(\w+)"[^>]*>(.*?)</text:[ph]>', content, re.DOTALL)
    used = {re.sub("<[^>]*>", "", words)[:12]: ways.get(style) for style, words in written}
    assert (used["المبادئ العا"], used["ماء"], used["البند"], used["2027"]) == ("rl-tb", "rl-tb", "rl-tb", "rl-tb")
    assert used["It serves th"] == "lr-tb"
    assert used.get("In detail") is None
    assert content.count('style:family="table"') == 5
    assert len(re.findall(r'<style:table-properties style:writing-mode="rl-tb"', content)) == 2


def test_what_stands_before_an_arabic_text_runs_from_right_to_left_in_word() -> None:
    arabic = book(chapter(ARABIC, title="ماء", language="ar"), chapter(), title="ماء", language="ar")
    document = _content(build_file(arabic, Format.DOCX, {}), "word/document.xml")
    front, texts = document.split("<w:sdt>")
    turned = re.compile(r'<w:pStyle w:val="(?:Title|Subtitle|Author|Date)" />\s*<w:bidi />')
    assert (len(turned.findall(front)), len(turned.findall(texts))) == (4, 1)


def test_a_large_image_stays_on_the_page_of_opendocument() -> None:
    with io.BytesIO() as large:
        Image.new("RGB", (3000, 1000)).save(large, "PNG")
        image = large.getvalue()
    for markdown in ("![A bus](images/a.png)", "Here ![a bus](images/a.png) stops."):
        content = _content(build_file(book(chapter(markdown)), Format.ODT, {"images/a.png": image}), "content.xml")
        assert 'svg:width="468.0pt" svg:height="156.0pt"' in content


def test_an_image_in_a_note_is_there_in_word() -> None:
    noted = chapter(f"{ENGLISH}[^2]{IMAGE}\n[^2]: See ![a stop](images/a.png).\n")
    made = build_file(book(noted), Format.DOCX, {"images/a.png": png()})
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        shown = archive.read("word/footnotes.xml").decode().split('r:embed="')[1].split('"')[0]
        assert f'Id="{shown}"' in archive.read("word/_rels/footnotes.xml.rels").decode()


BUS, STOP = "images/bus.png", "images/stop.png"
IMAGES = {BUS: png(), STOP: png(4)}

TANGLED = f"""Words like `w:id="10"` and <!-- here --> text:id="ftn0" style-name="P1" r:id="rId9"[^1], and a
[link](https://example.org/plan?q="rId9" 'style-name="P1"') and [one](https://example.org/media/rId9.png "Pictures/0.png").

```
<w:footnoteReference w:id="10" /> </office:automatic-styles> </w:footnotes> </Types> <!-- here -->
```

- a list

  that goes on in a second paragraph

  4. from four
  5. to five[^2]

     > with a quotation
     >
     > 1. and a list

7) and another

| Stop | Buses |
|:-:|--:|
| ![At the stop]({STOP}) | 12[^1] |

: A caption id="1"

| beside |
|---|
| it |

![The bus again]({BUS} "a title"){{width=50%}}

[^1]: Target="media/rId9.png" Pictures/0.png &#65; ![In a note]({BUS})
[^2]: A note with

    1. a list
    2. of two
"""


def _five(**fields: Any) -> Book:
    """Proposals in three languages with notes, lists, tables, links and images, and words that look like ours."""
    first = chapter(f"{ENGLISH}\n![A bus]({BUS})\n")
    arabic = chapter(f"{ARABIC}\n" * 5, title="ميثاق المياه", language="ar")
    tangled = chapter(TANGLED, title='<!-- here --> w:id="10"')
    rest = tangled, chapter(JAPANESE, title="住まい", language="ja"), chapter(title="Last")
    foreword = "By *many* hands.\n\n## A heading[^1]\n\nWords.\n\n[^1]: A note.\n"
    return book(first, arabic, *rest, **({"foreword": foreword} | fields))


def _files(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert len(set(archive.namelist())) == len(archive.namelist())
        return {name: archive.read(name) for name in archive.namelist()}


def _xml(data: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(data)  # noqa: S314 - of our own making


_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def test_word_finds_every_number_once_and_whatever_it_names() -> None:
    files = _files(build_file(_five(), Format.DOCX, IMAGES))
    parts = {name: _xml(data) for name, data in files.items() if name.endswith((".xml", ".rels"))}
    words, notes = parts["word/document.xml"], parts["word/footnotes.xml"]

    def values(name: str, tag: str, *within: ElementTree.Element) -> list[str]:
        return [node.attrib[name] for part in within for node in part.iter(f"{_W}{tag}")]

    cited = values(f"{_W}id", "footnoteReference", words)
    assert [note.get(f"{_W}id") for note in notes] == ["0", "-1", *cited]
    assert len(set(cited)) == len(cited) == 12
    begun = values(f"{_W}id", "bookmarkStart", words)
    assert len(set(begun)) == len(begun)
    assert sorted(begun) == sorted(values(f"{_W}id", "bookmarkEnd", words))
    assert set(re.findall(r'w:anchor="([^"]+)"', files["word/document.xml"].decode())) <= set(
        values(f"{_W}name", "bookmarkStart", words)
    )
    drawn = [node.attrib["id"] for part in (words, notes) for node in part.iter() if "id" in node.attrib]
    assert len(set(drawn)) == len(drawn) == 10
    styles = {style.get(f"{_W}styleId") for style in parts["word/styles.xml"]}
    for tag in ("pStyle", "rStyle", "tblStyle"):
        assert set(values(f"{_W}val", tag, words, notes)) <= styles
    order = [node.tag for node in parts["word/numbering.xml"]]
    assert order == sorted(order)
    kinds = values(f"{_W}abstractNumId", "abstractNum", parts["word/numbering.xml"])
    assert len(set(kinds)) == len(kinds) == 5
    for part in ("document", "footnotes"):
        known = [one.attrib["Id"] for one in parts[f"word/_rels/{part}.xml.rels"]]
        used = {value for node in parts[f"word/{part}.xml"].iter() for key, value in node.items() if key.startswith(_R)}
        assert used <= set(known)
        assert len(set(known)) == len(known)
    typed = [one.get("PartName", f".{one.get('Extension')}") for one in parts["[Content_Types].xml"]]
    assert len(set(typed)) == len(typed)
    assert {name for name in typed if name.startswith("/")} <= {f"/{name}" for name in files}
    assert sum(name.startswith("word/media/") for name in files) == sum("/media/" in name for name in typed) == 2


def test_a_picture_that_is_higher_than_a_page_of_word_fits_it_even_in_a_footnote() -> None:
    text = "One[^1].\n\n![A frame.](images/a.png)\n\n[^1]: ![A frame.](images/a.png)\n"
    built = build_file(book(chapter(text)), Format.DOCX, {"images/a.png": png(900, 1800)})
    with zipfile.ZipFile(io.BytesIO(built)) as archive:
        parts = [archive.read(f"word/{part}.xml").decode() for part in ("document", "footnotes")]
    for part in parts:
        sizes = re.findall(r'<(?:wp:extent|a:ext) cx="(\d+)" cy="(\d+)"', part)
        assert sizes == [("3810000", "7620000")] * 2


WIDE = [
    "Municipality",
    "Responsibility",
    "Implementation",
    "Recommendation",
    "Accountability",
    "Environmental",
    "Totals",
]
WIDE_TABLE = f"| {' | '.join(WIDE)} |\n{'|---' * len(WIDE)}|\n| {' | '.join(['12'] * len(WIDE))} |\n"


def test_a_wide_table_fits_the_page_of_word_in_smaller_letters_and_repeats_its_head() -> None:
    nested = f"- Item\n\n  {WIDE_TABLE.replace(chr(10), chr(10) + '  ')}"
    text = f"| A | B |\n|---|---|\n| 1 | 2 |\n\n{WIDE_TABLE}\n{nested}"
    document = _content(build_file(plain(text), Format.DOCX, {}), "word/document.xml")
    small, wide, within = re.findall(r"<w:tbl>.*?</w:tbl>", document, re.DOTALL)
    assert ("TableText" in small, 'w:type="pct"' in small) == (False, False)
    assert (wide.count('w:val="TableText'), "w:tblHeader" in wide) == (2 * len(WIDE), True)
    share = [int(width) for table in (wide, within) for width in re.findall(r'w:type="pct" w:w="(\d+)"', table)]
    assert share[0] == pytest.approx(5000, abs=5)
    assert share[1] < 4800


def test_a_wide_table_fits_the_page_of_opendocument() -> None:
    content = _content(build_file(plain(WIDE_TABLE), Format.ODT, {}), "content.xml")
    assert content.count('text:style-name="Table Text ') == 2 * len(WIDE)
    assert "<table:table-header-rows>" in content
    widths = [float(width) for width in re.findall(r'style:rel-column-width="(\d+)\*"', content)]
    assert len(widths) == len(WIDE)
    assert widths[1] > widths[0]


@pytest.mark.parametrize("format", [Format.DOCX, Format.ODT])
def test_a_head_row_without_words_is_not_written(format: Format) -> None:
    part = "word/document.xml" if format is Format.DOCX else "content.xml"
    content = _content(build_file(plain("|   |   |\n|---|---|\n| a | b |\n"), format, {}), part)
    assert ("tblHeader" in content, "table-header-rows" in content) == (False, False)
