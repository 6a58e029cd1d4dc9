"""A limit on concurrent password hashing: Argon2 takes 64 MB of memory each time by design."""

from collections.abc import Callable
from functools import lru_cache
from typing import ParamSpec, TypeVar

import anyio
import anyio.to_thread

P = ParamSpec("P")
T = TypeVar("T")

MAX_CONCURRENT = 4


@lru_cache(maxsize=1)
def _limiter() -> anyio.CapacityLimiter:
    return anyio.CapacityLimiter(MAX_CONCURRENT)


async def run_password_hashing(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Call a function that hashes a password in a thread, at most `MAX_CONCURRENT` at a time."""
    return await anyio.to_thread.run_sync(lambda: function(*args, **kwargs), limiter=_limiter())
