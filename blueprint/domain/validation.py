"""Validation of what people type: cleaning, required fields, limits of length."""

import re
from typing import Literal

from blueprint.domain.combining_marks import refuse_stacked_marks
from blueprint.domain.complexity import refuse_complex
from blueprint.domain.errors import Invalid, TooLarge
from blueprint.locales import gettext as _
from blueprint.locales import mark

TITLE_LENGTH = 300
NAME_LENGTH = 200
MESSAGE_LENGTH = 500
COMMENT_LENGTH = 20_000
MARKDOWN_LENGTH = 2_000_000
"""Limits in characters; that of a text is the same for every way by which one is stored."""

_OVERRIDES = dict.fromkeys((0x202D, 0x202E))
"""Left-to-right and right-to-left override (UAX #9), which no name or title needs."""

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROL_CHARACTER = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
"""Of Unicode's category Cc, all but tabs and line ends."""
_ADDRESS = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\".]+")

Field = Literal[
    "title", "name", "organisation", "email address", "password", "purpose", "message", "comment", "note", "rationale",
    "foreword", "successor", "browser", "text",
]  # fmt: skip
"""The fields that people fill in; an error names the one it is about."""

_EMPTY: dict[Field, str] = {
    "title": mark("The title is empty. Write one, then try again."),
    "name": mark("The name is empty. Write one, then try again."),
    "email address": mark("The email address is empty. Write one, then try again."),
    "comment": mark("The comment is empty. Write something, then try again."),
    "note": mark("The note is empty. Write something, then try again."),
    "rationale": mark("The rationale is empty. Write something, then try again."),
    "successor": mark("The successor is empty. Write one, then try again."),
}
"""What a person reads who leaves a required field empty, by field; translated where raised."""

_LABELS: dict[Field, str] = {
    "title": mark("title"),
    "name": mark("name"),
    "organisation": mark("organisation"),
    "email address": mark("email address"),
    "password": mark("password"),
    "purpose": mark("purpose"),
    "message": mark("message"),
    "comment": mark("comment"),
    "note": mark("note"),
    "rationale": mark("rationale"),
    "foreword": mark("foreword"),
    "successor": mark("successor"),
    "browser": mark("browser"),
    "text": mark("text"),
}
"""The name of each field, quoted in the sentence about its limit."""


def _storable(text: str) -> str:
    """Replace what databases and XML cannot store: NUL, other control characters, lone surrogates."""
    text = text.encode("utf-8", "replace").decode("utf-8") if _LONE_SURROGATE.search(text) else text
    return _CONTROL_CHARACTER.sub("\ufffd", text)


def line(text: str, field: Field, *, longest: int = TITLE_LENGTH, empty: bool = False) -> str:
    """One line of text with its white space normalized; raises `Invalid` when empty (unless allowed) or too long.

    Directional overrides are removed: they would also reorder the text after a name or title in a citation.
    """
    tidy = " ".join(_storable(text).translate(_OVERRIDES).replace("\ufffd", " ").split())
    return _checked(tidy, field, longest, empty=empty)


def passage(text: str, field: Field, *, longest: int = COMMENT_LENGTH, empty: bool = False) -> str:
    """Several lines of text, trimmed; raises `Invalid` when empty (unless allowed) or too long."""
    return _checked(_storable(text).strip(), field, longest, empty=empty)


def markdown(text: str) -> str:
    """A proposal's source, unchanged but for characters that cannot be stored; raises `TooLarge` (also `refuse_complex`)."""
    clean = _within(text if text.isascii() and text.isprintable() else _storable(text), "text", MARKDOWN_LENGTH)
    refuse_complex(clean)
    return clean


def email(address: str) -> str:
    """An email address, trimmed and in lower case; raises `Invalid` when it is malformed."""
    tidy = line(address, "email address", longest=NAME_LENGTH).lower()
    if not _ADDRESS.fullmatch(tidy):
        raise Invalid(_("This is not an email address. Write it like name@example.org."), "email address")
    return tidy


def password(secret: str) -> str:
    """A password, unchanged; raises `Invalid` when shorter than 10 characters or beyond 1,000."""
    if len(secret) < 10:
        raise Invalid(
            _("A password needs at least 10 characters. A few words together are easy to remember."), "password"
        )
    return _within(secret, "password", 1_000)


def _checked(text: str, field: Field, longest: int, *, empty: bool) -> str:
    if not text and not empty:
        sentence = _EMPTY.get(field)
        raise Invalid(
            _(sentence)
            if sentence
            else _("The field “{field}” is empty. Fill it in, then try again.", field=_(_LABELS[field])),
            field,
        )
    return _within(text, field, longest)


def _within(text: str, field: Field, longest: int) -> str:
    if len(text) > longest:
        raise TooLarge(
            _(
                "The field “{field}” has {length} characters; there is room for {longest}. "
                "Shorten it, or divide it, then try again. What you wrote is still here.",
                field=_(_LABELS[field]),
                length=f"{len(text):,}",
                longest=f"{longest:,}",
            ),
            field,
        )
    refuse_stacked_marks(text, field)
    return text
