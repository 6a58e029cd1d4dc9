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
CLAIM = Advance(principle="just", rationale="It serves all.", evidence=("third", "first", "gone"))


def made(format: Format) -> bytes:
    return build_file(book(chapter(TEXT, paragraphs=SPANS, advances=(CLAIM,))), format, {})


def test_every_format_links_to_the_evidence() -> None:
    html = made(Format.HTML).decode()
    assert re.search(
        r'<span class="evidence" dir="ltr">Paragraph <a href="#p-first">1</a>, <a href="#p-third">3</a></span>', html
    )
    with zipfile.ZipFile(io.BytesIO(made(Format.EPUB))) as archive:
        assert 'chapter-001.xhtml#p-third">3</a>' in archive.read("EPUB/chapter-001.xhtml").decode()
    with zipfile.ZipFile(io.BytesIO(made(Format.DOCX))) as archive:
        assert re.findall(rb'w:anchor="p-(\w+)"', archive.read("word/document.xml")) == [b"first", b"third"]
    with zipfile.ZipFile(io.BytesIO(made(Format.ODT))) as archive:
        assert b'xlink:href="#p-third"' in archive.read("content.xml")
    assert made(Format.PDF).startswith(b"%PDF")


def test_a_claim_without_evidence_is_written_as_before() -> None:
    assert "evidence" not in serialize(Advance(principle="just"))
