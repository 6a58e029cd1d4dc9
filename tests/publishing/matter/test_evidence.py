"""Beside the reason of each claim are the numbers of the paragraphs that show it, as links."""

import io
import re
import zipfile

from blueprint.publishing import Advance, Format, build_file, serialize
from tests.publishing.books import book, chapter

TEXT = "# Buses for everyone\n\nFirst.\n\n- Second.\n\nThird.\n"
SPANS = tuple(
    (TEXT.index(w), TEXT.index(w) + len(w), w.strip("- .").lower()) for w in ("First.", "- Second.", "Third.")
)
CLAIM = Advance(principle="just", rationale="It serves all.", evidence=("third", "second", "first", "gone"))


def made(format: Format) -> bytes:
    return build_file(book(chapter(TEXT, paragraphs=SPANS, advances=(CLAIM,))), format, {})


def test_every_format_links_to_the_evidence() -> None:
    html = made(Format.HTML).decode()
    assert re.search(
        r'<span class="evidence" dir="ltr">Paragraph <a href="#p-first">1</a>, <a href="#p-second">1 •1</a>, '
        r'<a href="#p-third">2</a></span>',
        html,
    )
    assert '<div id="p-second">' in html
    with zipfile.ZipFile(io.BytesIO(made(Format.EPUB))) as archive:
        assert 'chapter-001.xhtml#p-third">2</a>' in archive.read("EPUB/chapter-001.xhtml").decode()
    with zipfile.ZipFile(io.BytesIO(made(Format.DOCX))) as archive:
        document = archive.read("word/document.xml")
        assert re.findall(rb'w:anchor="p-(\w+)"', document) == [b"first", b"second", b"third"]
        assert re.findall(rb'w:name="p-(\w+)"', document) == [b"first", b"second", b"third"]
    with zipfile.ZipFile(io.BytesIO(made(Format.ODT))) as archive:
        content = archive.read("content.xml")
        assert re.findall(rb'xlink:href="#p-(\w+)"', content) == [b"first", b"second", b"third"]
        assert re.findall(rb'text:bookmark(?:-start)? text:name="p-(\w+)"', content) == [b"first", b"second", b"third"]
    assert made(Format.PDF).startswith(b"%PDF")


def test_a_claim_without_evidence_is_written_as_before() -> None:
    assert "evidence" not in serialize(Advance(principle="just"))
