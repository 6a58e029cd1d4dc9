"""Random identifiers: short, URL-safe, hard to guess."""

import secrets

_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # no 0/o, 1/i/l: people read these aloud


def new_id(length: int = 12) -> str:
    """A random identifier of `length` characters (12: about 59 bits)."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(length))


def new_lineage() -> str:
    """The identifier of a paragraph: eight characters (about 39 bits), unique within one proposal."""
    return new_id(8)
