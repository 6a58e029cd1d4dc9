"""Random identifiers: short, URL-safe, hard to guess."""

import re
import secrets

_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # no 0/o, 1/i/l: people read these aloud

_SHAPE = re.compile(r"[0-9A-Za-z_-]{1,64}")


def is_id(text: str) -> bool:
    """Whether it may be an identifier: of a thing that is not there, perhaps, but nothing that no database takes."""
    return _SHAPE.fullmatch(text) is not None


def new_id(length: int = 12) -> str:
    """A random identifier of `length` characters (12: about 59 bits)."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(length))


def new_lineage() -> str:
    """The identifier of a paragraph: eight characters (about 39 bits), unique within one proposal."""
    return new_id(8)
