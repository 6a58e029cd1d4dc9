"""Rules for what people type: what is cleaned, what is refused, how long it may be."""

import re
import unicodedata

from blueprint.domain.errors import Invalid, TooLarge

TITLE_LENGTH = 300
NAME_LENGTH = 200
MESSAGE_LENGTH = 500
COMMENT_LENGTH = 20_000
MARKDOWN_LENGTH = 2_000_000
"""Limits in characters; that of a text holds wherever one comes in, and is told in the same words."""

_OVERRIDES = dict.fromkeys((0x202D, 0x202E))
"""Left-to-right and right-to-left override (UAX #9), for which no name has an honest use."""

_ADDRESS = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\".]+")


def _storable(text: str) -> str:
    """Replace what no database and no XML can hold: NUL, other control characters, lone surrogates."""
    text = text.encode("utf-8", "replace").decode("utf-8") if any("\ud800" <= c <= "\udfff" for c in text) else text
    return "".join(c if c in "\n\r\t" or unicodedata.category(c) != "Cc" else "\ufffd" for c in text)


def line(text: str, field: str, *, longest: int = TITLE_LENGTH, empty: bool = False) -> str:
    """One line of text with its white space tidied; raises `Invalid` when empty (unless allowed) or too long.

    Signs that turn letters around are left out: they would turn what stands behind a name or title in a citation, too.
    """
    tidy = " ".join(_storable(text).translate(_OVERRIDES).replace("\ufffd", " ").split())
    if not tidy and not empty:
        raise Invalid(f"The {field} is empty. Write one, then try again.", field)
    return _within(tidy, field, longest)


def passage(text: str, field: str, *, longest: int = COMMENT_LENGTH, empty: bool = False) -> str:
    """Several lines of text, trimmed at both ends."""
    tidy = _storable(text).strip()
    if not tidy and not empty:
        raise Invalid(f"The {field} is empty. Write something, then try again.", field)
    return _within(tidy, field, longest)


def markdown(text: str) -> str:
    """A proposal's source, unchanged but for characters that cannot be kept; raises `TooLarge`."""
    clean = text if text.isascii() and text.isprintable() else _storable(text)
    return _within(clean, "text", MARKDOWN_LENGTH)


def email(address: str) -> str:
    """An email address, trimmed and in lower case; raises `Invalid` when it cannot be one."""
    tidy = line(address, "email address", longest=NAME_LENGTH).lower()
    if not _ADDRESS.fullmatch(tidy):
        raise Invalid("This is not an email address. Write it like name@example.org.", "email address")
    return tidy


def password(secret: str) -> str:
    """A password as typed; raises `Invalid` when shorter than 10 characters or beyond 1,000."""
    if len(secret) < 10:
        raise Invalid("A password needs at least 10 characters. A few words together are easy to remember.", "password")
    return _within(secret, "password", 1_000)


def _within(text: str, field: str, longest: int) -> str:
    if len(text) > longest:
        said = f"The {field} has {len(text):,} characters; there is room for {longest:,}."
        raise TooLarge(f"{said} Shorten it, or divide it, then try again. What you wrote is still here.", field)
    return text
