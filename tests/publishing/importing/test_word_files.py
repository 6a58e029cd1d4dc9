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
from tests.images import png
from tests.publishing.books import ENGLISH, book, chapter


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
