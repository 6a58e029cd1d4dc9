"""What people upload: Markdown in any encoding, images; and what only looks like it."""

import hashlib
import io
import struct
import zlib

import pytest
from PIL import Image

from blueprint.domain.limits import LARGEST_IMAGE
from blueprint.publishing import Refusal, read_markdown
from blueprint.publishing.uploads.images import check_image
from tests.images import png


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
