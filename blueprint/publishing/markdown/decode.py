"""Decoding uploaded Markdown: bytes of unknown encoding."""

import re

from blueprint.domain.validation import MARKDOWN_LENGTH
from blueprint.publishing.errors import Refusal

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\u2028\u2029\ud800-\udfff]")


def read_markdown(data: bytes, file: str = "") -> str:
    """The text of an uploaded file: UTF-8, UTF-16 with its mark, else Windows-1252; raises `Refusal` when it is no text."""
    text = _decoded(data, file)
    if "\x00" in text:
        raise _not_text(file)
    if len(text) > MARKDOWN_LENGTH:
        raise Refusal(
            f"The text has {len(text):,} characters; there is room for {MARKDOWN_LENGTH:,}.",
            file=file,
            remedy="Shorten it, or divide it, then try again.",
        )
    return replace_unprintable(text).removeprefix("\ufeff")


def is_unicode(data: bytes) -> bool:
    """Whether the encoding of these bytes is known: any other than UTF-8 and marked UTF-16 is a guess."""
    try:
        data.decode(_marked(data))
    except UnicodeDecodeError:
        return False
    return True


def _marked(data: bytes) -> str:
    """The encoding that the byte order mark says, else UTF-8."""
    return next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")


def _decoded(data: bytes, file: str) -> str:
    encoding = _marked(data)
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        if encoding == "utf-16":
            raise _not_text(file) from None
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _not_text(file: str) -> Refusal:
    return Refusal("This is not a text file.", file=file, remedy="Save it as plain text (UTF-8), then try again.")


def replace_unprintable(text: str) -> str:
    """The text with each unprintable character and lone surrogate replaced by U+FFFD; offsets and lines do not change."""
    return _UNPRINTABLE.sub("\ufffd", text)
