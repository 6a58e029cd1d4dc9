"""Word files that are none, are damaged, or are made to do harm; and one of ours that comes home."""

import io
import zipfile
from collections.abc import Callable

import pytest

from blueprint.domain.limits import LARGEST_WORD_FILE
from blueprint.publishing import Format, Refusal, build_file
from blueprint.publishing.importing.docx.read import read_docx
from blueprint.publishing.importing.findings import Findings
from blueprint.publishing.importing.read import read_import
from blueprint.publishing.uploads.images import check_image
from blueprint.text import split
from tests.images import png
from tests.publishing.books import ENGLISH, book, chapter
from tests.publishing.importing import word


def test_a_word_file_comes_back_as_markdown_with_its_images() -> None:
    info = check_image(png())
    made = build_file(book(chapter(f"{ENGLISH}\n\n![A bus]({info.name})\n")), Format.DOCX, {info.name: info.data})
    text = read_import("x.docx", made)
    assert "## What we ask for" in text.markdown
    assert "*more*" in text.markdown
    assert "[^1]: So said the riders" in text.markdown
    assert text.markdown.startswith("# Buses for everyone")  # without the table of contents
    assert f"![A bus]({info.name})" in text.markdown
    assert text.images == {info.name: info.data}
    assert "<" not in text.markdown.replace("<https", "")


def _docx(*, document: bytes = b"<w:document/>", **more: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", document)
        for name, data in more.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def _changed_inside() -> bytes:
    data = bytearray(build_file(book(), Format.DOCX, {}))
    data[400:600] = b"x" * 200
    return bytes(data)


@pytest.mark.parametrize(
    "broken",
    [
        lambda: b"",
        lambda: b"no zip",
        lambda: build_file(book(), Format.DOCX, {})[:900],
        lambda: build_file(book(), Format.EPUB, {}),
        _docx,
        _changed_inside,
    ],
    ids=["empty", "no zip", "cut off", "an EPUB", "without relations", "overwritten"],
)
def test_a_broken_word_file_is_refused(broken: Callable[[], bytes]) -> None:
    with pytest.raises(Refusal, match=r"draft\.docx: This Word file cannot be read") as refused:
        read_docx(broken(), Findings(), "draft.docx")
    assert "save it again" in refused.value.remedy


def test_a_zip_bomb_is_refused() -> None:
    with pytest.raises(Refusal, match="too large; there is room for 30 MB"):
        read_docx(b"x" * (LARGEST_WORD_FILE + 1), Findings())
    with pytest.raises(Refusal, match="too large"):
        read_docx(_docx(document=b"<w:document>" + b" " * 40_000_000 + b"</w:document>"), Findings())
    with pytest.raises(Refusal, match="too large"):
        read_docx(_docx(**{f"word/media/{at}": b"x" for at in range(3_100)}), Findings())


def test_a_word_file_with_entities_of_its_own_is_refused() -> None:
    evil = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><w:document>&b;</w:document>'
    with pytest.raises(Refusal, match="cannot be read"):
        read_docx(_docx(document=evil), Findings())


def _nested(opened: str, closed: str, depth: int) -> str:
    return f"{opened * depth}{word.paragraph('deep')}{closed * depth}"


@pytest.mark.parametrize("depth", [10, 45, 5_000])
def test_nesting_without_end_is_refused_or_read(depth: int) -> None:
    for opened, closed in (("<w:sdt>", "</w:sdt>"), ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>")):
        try:
            assert "deep" in read_import("x.docx", word.docx(_nested(opened, closed, depth))).markdown
        except Refusal:
            assert depth > 45


def test_lists_that_go_ever_deeper_stay_on_the_last_level() -> None:
    lists = "".join(word.numbered_list(word.level(0, "%1."), number=at) for at in range(1, 200))
    indent = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{0}"/></w:numPr><w:ind w:left="{0}00"/>'
    body = "".join(word.paragraph(f"Item {at}", properties=indent.format(at)) for at in range(1, 200))
    assert (
        max(each.level for each in split(read_import("x.docx", word.docx(body, numbering=lists)).markdown).paragraphs)
        == 16
    )


def test_a_note_that_cites_itself_is_read_once() -> None:
    cited = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    notes = word.part("footnotes", f'<w:footnote w:id="2">{word.paragraph("Note.", cited)}</w:footnote>')
    made = word.docx(
        word.paragraph("A", cited), links={"f": ("footnotes", "footnotes.xml")}, parts={"word/footnotes.xml": notes}
    )
    assert read_import("x.docx", made).markdown == "A[^1]\n\n[^1]: Note.\n"


def test_a_note_cited_without_end_is_refused() -> None:
    cited = '<w:r><w:footnoteReference w:id="2"/></w:r>' * 500
    notes = word.part("footnotes", f'<w:footnote w:id="2">{word.paragraph("x" * 10_000)}</w:footnote>')
    made = word.docx(
        word.paragraph("A", cited), links={"f": ("footnotes", "footnotes.xml")}, parts={"word/footnotes.xml": notes}
    )
    with pytest.raises(Refusal, match="more than 4,000,000 characters"):
        read_import("x.docx", made)


@pytest.mark.parametrize(
    ("name", "table"),
    [
        (
            "x.docx",
            word.docx(word.table(*[(f'<w:tcPr><w:gridSpan w:val="999999"/></w:tcPr>{word.paragraph("x")}',)] * 260)),
        ),
        ("x.html", b"<table>" + b"<tr><td colspan=1000>x" * 260),
    ],
)
def test_a_table_of_too_many_cells_is_refused(name: str, table: bytes) -> None:
    with pytest.raises(Refusal, match="52000 cells; there is room for 50000"):
        read_import(name, table)


def test_styles_that_are_based_on_each_other_are_read() -> None:
    loop = "".join(
        f'<w:style w:type="paragraph" w:styleId="{one}"><w:name w:val="{one}"/><w:basedOn w:val="{other}"/></w:style>'
        for one, other in ("AB", "BA")
    )
    assert read_import("x.docx", word.docx(word.paragraph("Round.", style="A"), styles=loop)).markdown == "Round.\n"


def test_a_file_of_older_word_or_with_a_password_is_refused() -> None:
    with pytest.raises(Refusal, match="older format, or has a password"):
        read_import("x.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 99)
