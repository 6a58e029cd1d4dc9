"""Tokens, stored as SHA-256, and passwords, stored as argon2id: no secret is stored as it is."""

import hashlib
import secrets
from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

_hasher = PasswordHasher()  # argon2id with RFC 9106's second recommended parameters


def new_token() -> tuple[str, str]:
    """A new token of 256 random bits, and the hash to store."""
    token = secrets.token_urlsafe(32)
    return token, token_hash(token)


def token_hash(token: str) -> str:
    """SHA-256 in hex, enough for a random secret; the text is encoded as UTF-8."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def hash_password(password: str) -> str:
    """An argon2id hash with its own salt (RFC 9106)."""
    return _hasher.hash(password)


def password_matches(stored: str | None, password: str) -> bool:
    """Whether the password has the stored hash; without one, False after the same time."""
    try:
        return _hasher.verify(stored or _no_password(), password) and stored is not None
    except (VerifyMismatchError, InvalidHashError):
        return False


@lru_cache(maxsize=1)
def _no_password() -> str:
    return _hasher.hash(secrets.token_urlsafe(32))
