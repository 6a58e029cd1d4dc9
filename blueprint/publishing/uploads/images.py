"""Uploaded images, decoded and re-encoded."""

import hashlib
import io
import warnings

from PIL import Image, ImageOps, UnidentifiedImageError

from blueprint.domain.limits import LARGEST_IMAGE, megabytes
from blueprint.domain.value import Value
from blueprint.publishing.book import image_media_type
from blueprint.publishing.errors import Refusal

MOST_PIXELS = 50_000_000
LONGEST_SIDE = 20_000

_KINDS = ("PNG", "JPEG", "GIF", "WEBP")


class ImageInfo(Value):
    """An image that was decoded to the last pixel.

    `data` is it without metadata (place, camera, comments), turned upright; `name` is `images/<sha256>.<ending>` as
    Markdown names it. A WebP becomes a PNG, which every reader of books can show; of a GIF, the first frame.
    """

    name: str
    media_type: str
    width: int
    height: int
    data: bytes


def check_image(data: bytes, file: str = "") -> ImageInfo:
    """Decode an uploaded image to the last pixel; raises `Refusal` when it is none, or too large, or a bomb."""
    if len(data) > LARGEST_IMAGE:
        raise _too_large(f"{megabytes(len(data))} MB", file)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=_KINDS) as image:
                _within(image.size, file)
                kind = str(image.format)
                image.load()
                upright = ImageOps.exif_transpose(image)
                return _info(upright, kind)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_large("more pixels than fit", file) from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError):
        raise Refusal(
            "This is not a picture, or it is damaged.",
            file=file,
            remedy="Choose a PNG, JPEG, GIF or WebP picture.",
        ) from None


def _within(size: tuple[int, int], file: str) -> None:
    width, height = size
    if width * height > MOST_PIXELS or max(size) > LONGEST_SIDE:
        raise _too_large(f"{width:,} × {height:,} pixels", file)


def _too_large(found: str, file: str) -> Refusal:
    room = f"{megabytes(LARGEST_IMAGE)} MB and {MOST_PIXELS // 1_000_000} million pixels"
    return Refusal(
        f"The picture is too large ({found}; there is room for {room}).", file=file, remedy="Make it smaller."
    )


def _info(image: Image.Image, kind: str) -> ImageInfo:
    """The image re-encoded, without metadata."""
    ending = "jpg" if kind == "JPEG" else "png"
    bare = image.convert("RGB" if kind == "JPEG" else _mode(image))
    bare.info = {}
    buffer = io.BytesIO()
    if ending == "jpg":
        bare.save(buffer, "JPEG", quality=90)
    else:
        bare.save(buffer, "PNG")
    data = buffer.getvalue()
    name = f"images/{hashlib.sha256(data).hexdigest()}.{ending}"
    return ImageInfo(name=name, media_type=image_media_type(name), width=bare.width, height=bare.height, data=data)


def _mode(image: Image.Image) -> str:
    """L for greyscale, RGBA with transparency, else RGB."""
    if image.mode in ("L", "1"):
        return "L"
    return "RGBA" if image.has_transparency_data else "RGB"
