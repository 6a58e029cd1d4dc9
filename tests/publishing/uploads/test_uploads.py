"""What people upload: Markdown in any encoding, Word files, images; and what only looks like it."""

import hashlib
import io
import struct
import zipfile
import zlib
from collections.abc import Callable

import pytest
from PIL import Image

from blueprint.domain.limits import LARGEST_IMAGE, LARGEST_WORD_FILE
from blueprint.publishing import Format, Refusal, build_file, read_markdown
from blueprint.publishing.uploads.docx import read_docx
from blueprint.publishing.uploads.images import check_image
from tests.images import png
from tests.publishing.books import ENGLISH, book, chapter


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1"])
def test_markdown_is_read_in_the_usual_encodings(encoding: str) -> None:
    assert read_markdown("# Größe\n\nÜber alles.\n".encode(encoding)) == "# Größe\n\nÜber alles.\n"


def test_characters_that_cannot_be_kept_are_shown_as_such() -> None:
    assert read_markdown(b"a\x07b\x0cc") == "a\ufffdb\ufffdc"


@pytest.mark.parametrize("data", [b"\x00\x01\x02", b"PK\x03\x04\x00\x00", b"\xff\xfe\x41"])
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(Refusal, match=r"upload\.md: This is not a text file"):
        read_markdown(data, "upload.md")


def test_a_text_that_is_too_long_is_refused_by_its_number_of_characters() -> None:
    assert len(read_markdown(("\u0bb5" * 2_000_000).encode())) == 2_000_000
    with pytest.raises(Refusal, match=r"has 2,000,001 characters; there is room for 2,000,000\. Shorten it"):
        read_markdown(b"x" * 2_000_001)


# -- images


@pytest.mark.parametrize(("kind", "ending"), [("PNG", "png"), ("JPEG", "jpg"), ("GIF", "png"), ("WEBP", "png")])
def test_real_images_are_taken_and_named_by_their_content(kind: str, ending: str) -> None:
    buffer = io.BytesIO()
    Image.new("RGB", (30, 20), "#b3261e").save(buffer, kind)
    info = check_image(buffer.getvalue())
    assert info.name == f"images/{hashlib.sha256(info.data).hexdigest()}.{ending}"
    assert (info.width, info.height) == (30, 20)


def test_metadata_is_removed_and_the_image_turned_upright() -> None:
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, "taken at home"
    buffer = io.BytesIO()
    Image.new("RGB", (30, 20)).save(buffer, "JPEG", exif=exif, comment=b"secret")
    info = check_image(buffer.getvalue())
    assert (info.width, info.height) == (20, 30)
    assert b"home" not in info.data
    assert b"secret" not in info.data


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GIF89a",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"%PDF-1.4",
        png()[:40],
        b"\x89PNG\r\n\x1a\n" + b"x" * 99,
    ],
)
def test_what_is_no_image_is_refused(data: bytes) -> None:
    with pytest.raises(Refusal, match=r"cat\.png: This is not a picture"):
        check_image(data, "cat.png")


def test_a_decompression_bomb_is_refused() -> None:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    bomb = (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + chunk(b"IEND", b"")
    )
    with pytest.raises(Refusal, match="too large"):
        check_image(bomb)


def test_an_image_of_too_many_bytes_is_refused() -> None:
    with pytest.raises(Refusal, match=r"too large \(20 MB; there is room for 20 MB and 50 million pixels\)"):
        check_image(b"x" * (LARGEST_IMAGE + 1))


# -- Word


def test_a_word_file_comes_back_as_markdown_with_its_images() -> None:
    info = check_image(png())
    made = build_file(book(chapter(f"{ENGLISH}\n\n![A bus]({info.name})\n")), Format.DOCX, {info.name: info.data})
    text = read_docx(made)
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
        read_docx(broken(), "draft.docx")
    assert "save it again" in refused.value.remedy


def test_a_zip_bomb_is_refused() -> None:
    with pytest.raises(Refusal, match="too large; there is room for 30 MB"):
        read_docx(b"x" * (LARGEST_WORD_FILE + 1))
    with pytest.raises(Refusal, match="too large"):
        read_docx(_docx(document=b"<w:document>" + b" " * 40_000_000 + b"</w:document>"))
    with pytest.raises(Refusal, match="too large"):
        read_docx(_docx(**{f"word/media/{at}": b"x" for at in range(3_100)}))


def test_a_word_file_with_entities_of_its_own_is_refused() -> None:
    evil = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><w:document>&b;</w:document>'
    with pytest.raises(Refusal, match="cannot be read"):
        read_docx(_docx(document=evil))
